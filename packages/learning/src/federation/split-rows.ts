/**
 * Which rows a site trains on and which it keeps aside to measure by.
 *
 * A row goes by a keyed hash of its planned values, so that the choice survives reordering of rows
 * and columns, needs no stored state, and puts equal rows on the same side: a copy of a training
 * row never measures the model. Rows without a target are in neither.
 */
import { fromHex, utf8 } from '@commonhold/base'
import { asCategorical, columnOf, type Dataset, missingCode } from '../dataset/dataset.ts'
import type { LearningPlan } from './learning-plan.ts'

/** Indices of rows, ascending. */
export type SplitRows = {
  readonly training: Uint32Array
  readonly validation: Uint32Array
}

/** @param dataset one that matches the plan */
export function splitRows(dataset: Dataset, plan: LearningPlan): SplitRows {
  const { rows } = dataset
  const [first, second] = new Uint32Array(fromHex(plan.seed).buffer)
  const low = new Uint32Array(rows).fill(first!)
  const high = new Uint32Array(rows).fill(second!)
  const hasTarget = new Uint8Array(rows).fill(1)
  plan.features.forEach((feature) => {
    mixColumn(dataset, feature.name, feature.kind === 'categorical', low, high)
  })
  const { task } = plan
  mixColumn(dataset, task.target, task.kind !== 'regression', low, high, hasTarget)
  const training: number[] = []
  const validation: number[] = []
  const bound = plan.validationFraction * 2 ** 32
  for (let row = 0; row < rows; row++) {
    if (hasTarget[row] === 0) continue
    const word = finish(low[row]! ^ Math.imul(high[row]!, 0x27d4eb2f))
    if (word < bound) validation.push(row)
    else training.push(row)
  }
  return { training: Uint32Array.from(training), validation: Uint32Array.from(validation) }
}

function mixColumn(
  dataset: Dataset,
  name: string,
  isCategorical: boolean,
  low: Uint32Array,
  high: Uint32Array,
  hasTarget?: Uint8Array
): void {
  const column = columnOf(dataset, name)!
  if (isCategorical || column.kind === 'categorical') {
    const { codes, categories } = asCategorical(column)
    const hashes = categories.map((word) => hashText(word))
    codes.forEach((code, row) => {
      if (code === missingCode && hasTarget !== undefined) hasTarget[row] = 0
      const hash = code === missingCode ? 0x5bd1e995 : hashes[code]!
      low[row] = mix(low[row]!, hash)
      high[row] = mix(high[row]!, hash ^ 0x2545f491)
    })
    return
  }
  const halves = new Uint32Array(2)
  const double = new Float64Array(halves.buffer)
  column.values.forEach((value, row) => {
    const isMissing = Number.isNaN(value)
    if (isMissing && hasTarget !== undefined) hasTarget[row] = 0
    // One bit pattern for both zeros, and one for every NaN.
    double[0] = isMissing ? 2 ** 1000 : value === 0 ? 0 : value
    low[row] = mix(mix(low[row]!, halves[0]!), halves[1]!)
    high[row] = mix(mix(high[row]!, halves[1]!), halves[0]!)
  })
}

/** One round of MurmurHash3. */
function mix(state: number, word: number): number {
  let key = Math.imul(word, 0xcc9e2d51)
  key = (key << 15) | (key >>> 17)
  let next = state ^ Math.imul(key, 0x1b873593)
  next = (next << 13) | (next >>> 19)
  return (Math.imul(next, 5) + 0xe6546b64) | 0
}

function finish(state: number): number {
  let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of utf8(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return finish(hash)
}
