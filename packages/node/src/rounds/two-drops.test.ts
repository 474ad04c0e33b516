import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Signed, sortDocuments } from '@commonhold/protocol'
import type { LockEvidence } from './round-messages.ts'
import type { TransportHooks } from './testing/direct-peers.ts'
import type { RoundNetwork } from './testing/round-network.ts'
import { signAs } from './testing/round-steps.ts'
import { openTestRound } from './testing/test-round.ts'

/**
 * A round of five in which one is lost as shares are asked for, and another in a later phase, until
 * `heal`. What was asked and signed meanwhile is kept.
 */
async function openWithLosses(phase: 'masked' | 'survivors') {
  const hooks: TransportHooks = {}
  const network = await openTestRound({ members: 5, hooks })
  const [early, late] = [network.aggregatorAt(1).member, network.aggregatorAt(2).member]
  const shown = new Map<string, unknown>()
  const signed: Signed<'survivors'>[] = []
  hooks.onQuestion = ({ to, question: { ask } }) => {
    for (const [name, list] of Object.entries(ask)) if (Array.isArray(list)) shown.set(name, list)
    const isLost = (to === early && ask.kind !== 'keys') || (to === late && ask.kind === phase)
    return isLost ? 'drop' : undefined
  }
  hooks.onAnswer = (_passing, answer) => {
    if (answer.kind === 'survivors') signed.push(answer.document as Signed<'survivors'>)
    return undefined
  }
  const outcome = await network.aggregate(0)
  assert.ok(outcome.kind === 'failed')
  assert.equal(outcome.phase, 'survivors')
  return {
    ...{ network, hooks, shown, signed },
    /** The certificate of who signed, with the aggregator's own word. */
    certificate: () => {
      const { body } = signed[0]!
      return [
        ...sortDocuments([...signed, signAs(network, network.aggregatorAt(0), 'survivors', body)])
      ]
    },
    async heal() {
      delete hooks.onQuestion
      delete hooks.onAnswer
      await network.stall()
    }
  }
}

function assertNothingReleased({ members, record }: RoundNetwork): void {
  for (const { deps } of members) assert.equal(deps.releases.find(record.model), undefined)
}

/**
 * Goal: members who drop one after the other, each in another phase, cannot make the others release
 * shares that are too few to open the sum: that would lock the incoming model for ever.
 * Method: of five, one is lost as shares are asked for, and another as vectors are. The three that
 * are left are a cohort, and more than two thirds of the four who dealt; but secrets shared among
 * five open with four shares. Then all are back.
 */
test('R5: survivors who hold too few shares release none, and the next attempt ends', async () => {
  const { network, heal } = await openWithLosses('masked')
  assertNothingReleased(network)
  await heal()
  assert.equal((await network.aggregate(1)).kind, 'final')
  assert.equal(network.finals[0]!.result.survivors, 0b11111n)
})

/**
 * Goal: the same, where who is lost last has masked, and would survive: only who signed the
 * survivors gives shares for them.
 * Method: of five, one is lost as shares are asked for, and another as survivors are. Three of four
 * are more than two thirds and sign; but a secret opens with four shares. An aggregator that asks
 * all the same is refused.
 */
test('R5: signers who hold too few shares release none, and the next attempt ends', async () => {
  const { network, signed, certificate, heal } = await openWithLosses('survivors')
  for (const { member } of signed) {
    const question = { kind: 'unmask', survivors: certificate() } as const
    await assert.rejects(network.ask(0, network.of(member), question), {
      code: 'PROTOCOL_REFUSED',
      details: { rule: 'R5' }
    })
  }
  assertNothingReleased(network)
  await heal()
  assert.equal((await network.aggregate(1)).kind, 'final')
  assert.equal(network.finals[0]!.result.survivors, 0b11111n)
})

/**
 * Goal: nobody can claim a release that locks the round for ever.
 * Method: the same loss; then one member claims that it gave its shares on the word of the three.
 */
test('P8: evidence of shares that too few signed for counts as no answer', async () => {
  const { network, hooks, shown, signed, certificate, heal } = await openWithLosses('survivors')
  const liar = network.aggregatorAt(3)
  const { survivors } = signed[0]!.body
  const evidence = {
    ...{ attempt: 0, keys: shown.get('keys'), shares: shown.get('shares') },
    ...{ masked: shown.get('masked'), survivors: certificate() },
    unmask: signAs(network, liar, 'unmask', { survivors, reveals: [] })
  } as unknown as LockEvidence
  await heal()
  hooks.onAnswer = ({ from }, answer) =>
    from === liar.member && answer.kind === 'keys' ? { kind: 'locked', evidence } : undefined
  network.lost.length = 0
  const outcome = await network.aggregate(1)
  assert.ok(outcome.kind === 'final')
  assert.equal(outcome.transcript.attempt, 1)
  assert.deepEqual(
    network.lost.map(({ member, code }) => ({ member, code })),
    [{ member: liar.member, code: 'PROTOCOL_BAD_DOCUMENT' }]
  )
})
