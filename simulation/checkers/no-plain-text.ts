/**
 * P1: a site's rows, and its unmasked update, never leave its node. Every payload and every call
 * is searched for pieces of what the sender computed and of what its table holds.
 */
import { bytesOf, type MemberId } from '@commonhold/base'
import type { NodePlan } from '../node/node-plan.ts'
import { type Checker, type Finding, nothing } from './checker.ts'

const vectorsKept = 6
const samplesOfVector = 4
const sampleWords = 4
const rowsSampled = 4

/** Watches all members of a world. */
export function watchForPlainText(
  plans: readonly NodePlan[],
  nameOf: (member: MemberId) => string
): Checker {
  const rows = new Map(plans.map((plan) => [plan.member, rowsOf(plan)]))
  const updates = new Map<MemberId, Buffer[][]>()
  const search = (member: MemberId, bytes: Buffer, where: string): readonly Finding[] => {
    const found = rows.get(member)?.find((row) => bytes.includes(row))
    if (found !== undefined) return [broken(nameOf(member), 'a row of its table', where)]
    const known = updates.get(member) ?? []
    const isSeen = known.some((samples) => samples.some((sample) => bytes.includes(sample)))
    return isSeen ? [broken(nameOf(member), 'a part of its unmasked update', where)] : nothing
  }
  return {
    promise: 'P1',
    see(sight) {
      if (sight.kind === 'plain-vector') {
        const known = updates.get(sight.member) ?? []
        updates.set(sight.member, [...known, samplesOf(sight.vector)].slice(-vectorsKept))
      }
      if (sight.kind === 'payload') {
        const { message, bytes } = sight
        const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
        return search(message.from, buffer, `a ${message.kind} to ${nameOf(message.to)}`)
      }
      if (sight.kind === 'call') {
        const text = JSON.stringify(sight.call, (_, value) =>
          typeof value === 'bigint' ? String(value) : value
        )
        return search(sight.member, Buffer.from(text), `a call of "${sight.call.kind}"`)
      }
      return nothing
    },
    end: async () => nothing
  }
}

function broken(who: string, what: string, where: string): Finding {
  return { promise: 'P1', text: `${who} sent ${what} in ${where}` }
}

function rowsOf({ table }: NodePlan): readonly Buffer[] {
  const lines = Buffer.from(table).toString('utf8').trimEnd().split('\n').slice(1)
  return lines.slice(0, rowsSampled).map((line) => Buffer.from(line))
}

/** Runs of words spread over the vector; runs with equal words are left out: they prove nothing. */
function samplesOf(vector: Uint32Array): Buffer[] {
  const samples: Buffer[] = []
  const step = Math.max(sampleWords, Math.floor(vector.length / samplesOfVector))
  for (let start = 0; start + sampleWords <= vector.length; start++) {
    const run = Uint32Array.from(vector.subarray(start, start + sampleWords))
    if (new Set(run).size < sampleWords) continue
    samples.push(Buffer.from(bytesOf(run)))
    start += step - 1
  }
  return samples
}
