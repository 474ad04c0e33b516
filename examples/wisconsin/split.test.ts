import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { columns, hospitals, splitRecords } from './split.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const files = splitRecords(read('breast_cancer.csv'))

describe('the Wisconsin split', () => {
  test('makes the committed files again, byte for byte', () => {
    assert.equal(files.size, hospitals.length + 1)
    for (const [path, text] of files) assert.equal(text, read(path), path)
  })

  test('gives each of the 569 records to one place, and no held-out one to a hospital', () => {
    const rows = [...files.values()].flatMap((text) => text.trim().split('\n').slice(1))
    assert.equal(rows.length, 569)
    assert.equal(new Set(rows).size, 569)
    assert.ok(rows.every((row) => row.split(',').length === columns.length))
  })

  test('has the case mix that its page tells', () => {
    const mix = [...files].map(([path, text]) => [
      path.split('/')[1] ?? 'held out',
      text.split('malignant').length - 1,
      text.split('benign').length - 1
    ])
    assert.deepEqual(mix, [
      ['held out', 53, 89],
      ['hillside', 20, 10],
      ['mercy', 54, 6],
      ['university', 73, 37],
      ['lakeside', 12, 215]
    ])
    for (const [name, malignant, benign] of mix) {
      const row = new RegExp(`\\| ${name} \\| \\d+ \\| ${malignant} \\| ${benign} \\|`)
      assert.match(read('README.md'), row)
    }
  })

  // Goal: the example shows something: no hospital alone does as well on everyone's patients.
  // Method: one plain logistic regression for each, and one for all records together.
  test('leaves every hospital alone worse than all together', () => {
    const held = parse(files.get('test.csv') ?? '')
    const sites = hospitals.map(({ name }) => parse(files.get(`hospitals/${name}/patients.csv`)!))
    const together = judge(fit(sites.flat()), held)
    assert.ok(together.auc > 0.995 && together.balancedAccuracy > 0.96, JSON.stringify(together))
    for (const site of sites) {
      const alone = judge(fit(site), held)
      assert.ok(alone.auc < together.auc - 0.002, JSON.stringify(alone))
      assert.ok(alone.balancedAccuracy < together.balancedAccuracy - 0.02, JSON.stringify(alone))
    }
  })
})

type Example = { readonly inputs: readonly number[]; readonly isMalignant: boolean }

function parse(text: string): readonly Example[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const fields = line.split(',')
      return { inputs: fields.slice(0, -1).map(Number), isMalignant: fields.at(-1) === 'malignant' }
    })
}

/** Standardises, then 300 steps of full gradient descent; answers a score, 0 at even odds. */
function fit(examples: readonly Example[]): (inputs: readonly number[]) => number {
  const count = examples.length
  const width = columns.length - 1
  const means = Array.from({ length: width }, (_, at) => meanOf(examples.map((e) => e.inputs[at]!)))
  const deviations = means.map((mean, at) =>
    Math.sqrt(meanOf(examples.map((e) => (e.inputs[at]! - mean) ** 2)))
  )
  const scaled = (inputs: readonly number[]): number[] =>
    inputs.map((value, at) => (value - means[at]!) / deviations[at]!)
  const rows = examples.map((example) => scaled(example.inputs))
  const weights = new Float64Array(width)
  let intercept = 0
  const score = (row: readonly number[]): number =>
    row.reduce((sum, value, at) => sum + value * weights[at]!, intercept)
  for (let step = 0; step < 300; step++) {
    const faults = rows.map((row, at) => {
      return 1 / (1 + Math.exp(-score(row))) - Number(examples[at]!.isMalignant)
    })
    intercept -= 0.5 * meanOf(faults)
    for (let at = 0; at < width; at++) {
      weights[at]! -= (0.5 * rows.reduce((sum, row, n) => sum + row[at]! * faults[n]!, 0)) / count
    }
  }
  return (inputs) => score(scaled(inputs))
}

function judge(score: (inputs: readonly number[]) => number, held: readonly Example[]) {
  const scores = (isMalignant: boolean) =>
    held.filter((each) => each.isMalignant === isMalignant).map(({ inputs }) => score(inputs))
  const malignant = scores(true)
  const benign = scores(false)
  const auc = meanOf(malignant.flatMap((high) => benign.map((low) => Number(high > low))))
  const sensitivity = meanOf(malignant.map((value) => Number(value > 0)))
  const specificity = meanOf(benign.map((value) => Number(value <= 0)))
  return { auc, balancedAccuracy: (sensitivity + specificity) / 2 }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
