/**
 * Parcels travel beside what is signed. Whoever carries them may lose, change or swap them: then a
 * member does not mask, signs no survivors, gives no signature, and knows whom it was asked by.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeTranscript, type Transcript } from '@commonhold/protocol'
import type { TransportHooks } from './testing/direct-peers.ts'
import type { RoundNetwork, TestMember } from './testing/round-network.ts'
import { askResult } from './testing/round-steps.ts'
import { openTestRound } from './testing/test-round.ts'

type Bytes = Uint8Array<ArrayBuffer>

const spoil: Readonly<Record<string, (parts: readonly Bytes[]) => readonly Bytes[]>> = {
  lost: () => [],
  'one lost': (parts) => parts.slice(1),
  'one bit changed': (parts) =>
    parts.with(
      0,
      parts[0]!.map((byte) => byte ^ 1)
    ),
  'cut short': (parts) => parts.with(-1, parts.at(-1)!.slice(1))
}

/** A round in which one is to be lost as vectors are asked for. */
async function openWithDrop(hooks: TransportHooks, members = 5) {
  const network = await openTestRound({ members, hooks })
  const dropped = network.aggregatorAt(members - 1)
  return { network, dropped }
}

function assertNamed({ refusals }: RoundNetwork, by: TestMember, phase: string, rule: string) {
  const noted = refusals.filter((each) => each.by === by.member && each.phase === phase)
  assert.ok(noted.length > 0, `${phase} was refused`)
  for (const each of noted) assert.equal(each.rule, rule)
}

describe('an aggregator that does not hand parcels on', () => {
  for (const [how, change] of Object.entries(spoil)) {
    it(`R2: gets no masked vector where they are ${how}, and is named`, async () => {
      const hooks: TransportHooks = {}
      const network = await openTestRound({ hooks })
      const victim = network.aggregatorAt(1)
      hooks.onQuestion = ({ to, question }) =>
        to === victim.member && question.ask.kind === 'masked'
          ? { ...question, contents: change(question.contents!) }
          : undefined
      assert.equal((await network.aggregate(0)).kind, 'final')
      assertNamed(network, victim, 'masked', 'R2')
      assert.equal(network.refusals[0]!.from, network.aggregatorAt(0).member)
      // Nobody is suspected of having dealt badly.
      assert.equal(victim.own.suspects().size, 0)
      assert.equal(network.finals[0]!.signers.length, 3)
    })

    it(`R5: gets no survivors signed where mask ciphertexts are ${how}`, async () => {
      const hooks: TransportHooks = {}
      const { network, dropped } = await openWithDrop(hooks)
      const aggregator = network.aggregatorAt(0)
      hooks.onQuestion = ({ to, question }) => {
        const { kind } = question.ask
        if (to === dropped.member && kind === 'masked') return 'drop'
        if (kind !== 'survivors') return undefined
        const contents = question.contents!
        const ciphertexts = contents.filter(({ length }) => length === 1088)
        const others = contents.filter(({ length }) => length !== 1088)
        assert.equal(ciphertexts.length, 4)
        return { ...question, contents: [...others, ...change(ciphertexts)] }
      }
      const outcome = await network.aggregate(0)
      assert.equal(outcome.kind, 'failed')
      for (const member of network.members) {
        assert.equal(member.deps.releases.find(network.record.model), undefined)
        if (member === aggregator || member === dropped) continue
        assertNamed(network, member, 'survivors', 'R5')
      }
    })
  }

  it('P3: puts no other mask ciphertexts into a transcript, and not one too many', async () => {
    const hooks: TransportHooks = {}
    const { network, dropped } = await openWithDrop(hooks)
    hooks.onQuestion = ({ to, question }) =>
      to === dropped.member && question.ask.kind === 'masked' ? 'drop' : undefined
    const outcome = await network.aggregate(0)
    assert.ok(outcome.kind === 'final')
    const { transcript } = outcome
    const { maskCiphertexts: right } = transcript
    assert.equal(right.length, 4)
    const signed = await askResult(network, transcript)
    assert.equal(signed.kind, 'result')
    const wrong: Transcript['maskCiphertexts'][] = [
      [],
      right.slice(1),
      right.toReversed(),
      right.with(0, right[1]!),
      right.with(0, `0x00${right[0]!.slice(4)}`),
      [...right, right[0]!]
    ]
    for (const maskCiphertexts of wrong) {
      await assert.rejects(askResult(network, { ...transcript, maskCiphertexts }), {
        code: 'PROTOCOL_REFUSED',
        details: { rule: 'R6' }
      })
    }
  })
})

describe('a round that is taken over after a drop', () => {
  /**
   * The aggregator dies before it asks for results.
   * @param spares whether the next in rank is not asked for shares, and so has nothing kept
   */
  async function dieAfterRelease(hooks: TransportHooks, spares = false) {
    // Seven: secrets open with five shares, and two are gone.
    const { network, dropped } = await openWithDrop(hooks, 7)
    const [first, next] = [network.aggregatorAt(0), network.aggregatorAt(1)]
    hooks.onQuestion = ({ to, question: { ask } }) => {
      if (ask.kind === 'result') network.kill(first.member)
      const isLost = to === dropped.member && ask.kind !== 'keys' && ask.kind !== 'shares'
      const isSpared = spares && to === next.member && ask.kind === 'unmask'
      return isLost || isSpared ? 'drop' : undefined
    }
    await network.aggregate(0).catch(() => undefined)
    assert.equal(network.finals.length, 0)
    network.lost.length = 0
    hooks.onQuestion = ({ to }) => (to === dropped.member ? 'drop' : undefined)
    await network.stall()
    return { network, dropped }
  }

  it('P7: ends from what one member kept, also after a restart of all', async () => {
    for (const restarts of [false, true]) {
      const { network } = await dieAfterRelease({})
      if (restarts) for (const { member } of [...network.members]) await network.restart(member)
      const outcome = await network.aggregate(1)
      assert.ok(outcome.kind === 'final')
      assert.equal(outcome.transcript.attempt, 0)
      assert.equal(outcome.transcript.maskCiphertexts.length, 6)
      const { store } = network.aggregatorAt(1).deps
      const bytes = await store.get(outcome.transcriptCid, { bytesMax: 2 ** 24 })
      assert.deepEqual(decodeTranscript(bytes), outcome.transcript)
    }
  })

  it('P8: evidence without its mask ciphertexts counts as no answer', async () => {
    const hooks: TransportHooks = {}
    const { network, dropped } = await dieAfterRelease(hooks, true)
    // What it had seen itself of the attempt is gone with its process.
    await network.restart(network.aggregatorAt(1).member)
    hooks.onAnswer = (_passing, answer) =>
      answer.kind === 'locked'
        ? { ...answer, contents: answer.contents!.filter(({ length }) => length !== 1088) }
        : undefined
    assert.equal((await network.aggregate(1)).kind, 'failed')
    const gone = [network.aggregatorAt(0).member, dropped.member]
    const lost = network.lost.filter(({ member }) => !gone.includes(member))
    assert.deepEqual([...new Set(lost.map(({ code }) => code))], ['PROTOCOL_BAD_DOCUMENT'])
    assert.equal(lost.length, 4)
    delete hooks.onAnswer
    await network.stall()
    const outcome = await network.aggregate(2)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 0)
  })
})
