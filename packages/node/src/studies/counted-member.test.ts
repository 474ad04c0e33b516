import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MemberId } from '@commonhold/base'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import type { RoundRecord, StudyRecord } from '@commonhold/protocol'
import { isCounted } from './counted-member.ts'

const members = ['a', 'b', 'c', 'd'].map((letter) => `0x${letter.repeat(40)}` as MemberId)
const study = { members: members.map((member) => ({ member })) } as unknown as StudyRecord
const plan = parseLearningPlan({
  task: { kind: 'binary', target: 'label' },
  features: [{ name: 'column', kind: 'numeric' }],
  model: { kind: 'logistic' },
  training: { method: 'newton' },
  seed: `0x${'11'.repeat(32)}`
})

/** Round 1 finds the classes here, and round 2 counts the rows. */
const roundsWith = (...survivors: readonly bigint[]) =>
  survivors.map((bits, index) => ({ round: index + 1, survivors: bits })) as RoundRecord[]

test('who was not in the statistics sits the rest out, whatever other rounds it was in', () => {
  const takingPart = (...survivors: readonly bigint[]) =>
    members.map((member) => isCounted(plan, study, roundsWith(...survivors), member))
  assert.deepEqual(takingPart(), [true, true, true, true])
  assert.deepEqual(takingPart(0b0111n), [true, true, true, true])
  assert.deepEqual(takingPart(0b0111n, 0b1101n), [true, false, true, true])
  assert.deepEqual(takingPart(0b1111n, 0b1101n, 0b1111n), [true, false, true, true])
})
