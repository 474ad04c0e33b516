import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Signed, sortDocuments } from '@commonhold/protocol'
import type { LockEvidence } from './round-messages.ts'
import type { TransportHooks } from './testing/direct-peers.ts'
import { signAs } from './testing/round-steps.ts'
import { openTestRound } from './testing/test-round.ts'

/**
 * Goal: members who drop one after the other, each in another phase, cannot make the others release
 * shares that are too few to open the sum: that would lock the incoming model for ever.
 * Method: of five, one is lost as shares are asked for, and another as vectors are. The three that
 * are left are a cohort, and more than two thirds of the four who dealt; but secrets shared among
 * five open with four shares. Then all are back.
 */
test('R5: survivors who hold too few shares release none, and the next attempt ends', async () => {
  const hooks: TransportHooks = {}
  const network = await openTestRound({ members: 5, hooks })
  const [early, late] = [network.aggregatorAt(1).member, network.aggregatorAt(2).member]
  hooks.onQuestion = ({ to, question: { ask } }) => {
    const isLost = (to === early && ask.kind !== 'keys') || (to === late && ask.kind === 'masked')
    return isLost ? 'drop' : undefined
  }
  const outcome = await network.aggregate(0)
  assert.equal(outcome.kind, 'failed')
  assert.equal(outcome.kind === 'failed' && outcome.phase, 'survivors')
  for (const { deps } of network.members) {
    assert.equal(deps.releases.find(network.record.model), undefined)
  }
  delete hooks.onQuestion
  await network.stall()
  assert.equal((await network.aggregate(1)).kind, 'final')
  assert.equal(network.finals[0]!.result.survivors, 0b11111n)
})

/**
 * Goal: the same, where who is lost last has masked, and would survive: only who signed the
 * survivors gives shares for them.
 * Method: of five, one is lost as shares are asked for, and another as survivors are. Three of four
 * are more than two thirds and sign; but a secret opens with four shares.
 */
test('R5: signers who hold too few shares release none, and the next attempt ends', async () => {
  for (const isPushed of [false, true]) {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ members: 5, hooks })
    const [early, late] = [network.aggregatorAt(1).member, network.aggregatorAt(2).member]
    hooks.onQuestion = ({ to, question: { ask } }) => {
      const isLost =
        (to === early && ask.kind !== 'keys') || (to === late && ask.kind === 'survivors')
      return isLost ? 'drop' : undefined
    }
    const signed: Signed<'survivors'>[] = []
    hooks.onAnswer = (_passing, answer) => {
      if (answer.kind === 'survivors') signed.push(answer.document as Signed<'survivors'>)
      return undefined
    }
    const outcome = await network.aggregate(0)
    assert.ok(outcome.kind === 'failed')
    assert.equal(outcome.phase, 'survivors')
    if (isPushed) {
      // An aggregator that asks all the same is refused.
      const aggregator = network.aggregatorAt(0)
      const survivors = signed[0]!.body
      const own = signAs(network, aggregator, 'survivors', survivors)
      const certificate = [...sortDocuments([...signed, own])]
      for (const { member } of signed) {
        const asked = network.ask(0, network.of(member), { kind: 'unmask', survivors: certificate })
        await assert.rejects(asked, { code: 'PROTOCOL_REFUSED', details: { rule: 'R5' } })
      }
    }
    for (const { deps } of network.members) {
      assert.equal(deps.releases.find(network.record.model), undefined)
    }
    delete hooks.onQuestion
    await network.stall()
    assert.equal((await network.aggregate(1)).kind, 'final')
    assert.equal(network.finals[0]!.result.survivors, 0b11111n)
  }
})

/**
 * Goal: nobody can claim a release that locks the round for ever.
 * Method: the same loss; then one member claims that it gave its shares on the word of the three.
 */
test('P8: evidence of shares that too few signed for counts as no answer', async () => {
  const hooks: TransportHooks = {}
  const network = await openTestRound({ members: 5, hooks })
  const [early, late] = [network.aggregatorAt(1).member, network.aggregatorAt(2).member]
  const liar = network.aggregatorAt(3)
  const shown = new Map<string, unknown>()
  hooks.onQuestion = ({ to, question: { ask } }) => {
    for (const [name, list] of Object.entries(ask)) if (Array.isArray(list)) shown.set(name, list)
    const isLost =
      (to === early && ask.kind !== 'keys') || (to === late && ask.kind === 'survivors')
    return isLost ? 'drop' : undefined
  }
  const signed: Signed<'survivors'>[] = []
  hooks.onAnswer = (_passing, answer) => {
    if (answer.kind === 'survivors') signed.push(answer.document as Signed<'survivors'>)
    return undefined
  }
  assert.equal((await network.aggregate(0)).kind, 'failed')
  const { survivors } = signed[0]!.body
  const own = signAs(network, network.aggregatorAt(0), 'survivors', signed[0]!.body)
  const evidence = {
    ...{ attempt: 0, keys: shown.get('keys'), shares: shown.get('shares') },
    ...{ masked: shown.get('masked'), survivors: sortDocuments([...signed, own]) },
    unmask: signAs(network, liar, 'unmask', { survivors, reveals: [] })
  } as unknown as LockEvidence
  delete hooks.onQuestion
  hooks.onAnswer = ({ from }, answer) =>
    from === liar.member && answer.kind === 'keys' ? { kind: 'locked', evidence } : undefined
  await network.stall()
  network.lost.length = 0
  const outcome = await network.aggregate(1)
  assert.ok(outcome.kind === 'final')
  assert.equal(outcome.transcript.attempt, 1)
  assert.deepEqual(
    network.lost.map(({ member, code }) => ({ member, code })),
    [{ member: liar.member, code: 'PROTOCOL_BAD_DOCUMENT' }]
  )
})
