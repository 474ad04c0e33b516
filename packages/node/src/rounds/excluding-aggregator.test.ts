/**
 * Aggregators that keep a round from somebody: one member from all rounds, or the round from all.
 * Neither can be proven to be malice, since a member may truly have been silent. But turns pass on
 * by a ranking that nobody chooses, and transcripts show who was left out by whom.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cidOfDigest, type MemberId } from '@commonhold/base'
import { aggregatorOf, authorsOf } from '@commonhold/protocol'
import type { TransportHooks } from './testing/direct-peers.ts'
import { contextOf } from './testing/round-steps.ts'
import { openTestRound } from './testing/test-round.ts'

/** The id of content that nobody has. */
const nowhere = cidOfDigest(new Uint8Array(32).fill(7))

const rounds = [1, 2, 3, 4, 5, 6, 7, 8]

describe('an aggregator that leaves one member out for ever', () => {
  it('does so in its own rounds only, and their transcripts show by whom', async () => {
    const first = await openTestRound({ round: 1 })
    const liar = first.aggregatorAt(0).member
    const victim = first.aggregatorAt(1).member
    const seen: { aggregator: MemberId; hasVictim: boolean }[] = []
    let answered = 0
    for (const round of rounds) {
      const hooks: TransportHooks = {
        onAnswer({ from, to, question }) {
          if (to !== liar || from !== victim) return undefined
          if (question.ask.kind === 'keys') answered++
          return 'drop'
        }
      }
      const network = await openTestRound({ round, hooks })
      const outcome = await network.aggregate(0)
      assert.ok(outcome.kind === 'final')
      const { aggregator, masked } = outcome.transcript
      seen.push({ aggregator, hasVictim: authorsOf(masked).includes(victim) })
    }
    const without = seen.filter(({ hasVictim }) => !hasVictim)
    assert.ok(without.length >= 1 && without.length < rounds.length)
    assert.deepEqual([...new Set(without.map(({ aggregator }) => aggregator))], [liar])
    const byOthers = seen.filter(({ aggregator }) => aggregator !== liar)
    assert.ok(byOthers.every(({ hasVictim }) => hasVictim))
    // It was asked, and it answered: it knows that its silence is a lie.
    assert.equal(answered, without.length)
  })

  it('cannot take the turns of the others', async () => {
    const network = await openTestRound()
    const [liar, next] = [network.aggregatorAt(0), network.aggregatorAt(1)]
    const { study, round, epoch } = network.record
    for (const turn of [1, 2, 3]) {
      const question = { study, round, epoch, attempt: turn, turn, ask: { kind: 'keys' } } as const
      const asked = next.own.answer(question, liar.member)
      await assert.rejects(asked, { details: { rule: 'R1' } })
    }
  })
})

describe('an aggregator that withholds the result', () => {
  it('is followed: the next in rank writes the same sum, and it shows whose it was', async () => {
    const network = await openTestRound()
    const liar = network.aggregatorAt(0)
    let withheld = 0
    Object.assign(liar.deps.ledger, {
      finalise: async () => {
        withheld++
        throw new RangeError('withheld')
      }
    })
    await assert.rejects(network.aggregate(0), /withheld/)
    assert.deepEqual([withheld, network.finals.length], [1, 0])
    await network.stall()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    const { attempt, aggregator } = outcome.transcript
    assert.deepEqual([network.finals.length, attempt], [1, 0])
    assert.equal(aggregator, network.aggregatorAt(1).member)
    const begun = aggregatorOf(contextOf(network, attempt), network.record.members)
    assert.equal(begun, liar.member)
  })

  it('gets nobody’s signature where it withholds the transcript too', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    const liar = network.aggregatorAt(0).member
    hooks.onQuestion = ({ from, question }) => {
      if (from !== liar || question.ask.kind !== 'result') return undefined
      return { ...question, ask: { kind: 'result', transcript: nowhere } }
    }
    const outcome = await network.aggregate(0)
    assert.equal(outcome.kind === 'failed' && outcome.phase, 'result')
    const noted = network.refusals.filter(({ phase }) => phase === 'result')
    assert.deepEqual([...new Set(noted.map(({ from }) => from))], [liar])
    delete hooks.onQuestion
    await network.stall()
    assert.equal((await network.aggregate(1)).kind, 'final')
  })
})
