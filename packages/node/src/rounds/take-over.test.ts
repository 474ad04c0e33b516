import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cidOfDigest } from '@commonhold/base'
import {
  type Body,
  membersOfBits,
  type Phase,
  type Purpose,
  phases,
  type Signed,
  sortDocuments
} from '@commonhold/protocol'
import type { RoundAsk } from './round-messages.ts'
import type { TransportHooks } from './testing/direct-peers.ts'
import type { RoundNetwork } from './testing/round-network.ts'
import { signAs } from './testing/round-steps.ts'
import { sumOf } from './testing/sum-stage.ts'
import { openTestRound } from './testing/test-round.ts'

/** Lets the first aggregator begin, and die when it is about to ask `phase`. */
async function dieBefore(network: RoundNetwork, phase: Phase): Promise<void> {
  const first = network.aggregatorAt(0)
  await assert.rejects(
    network.aggregate(0, (progress) => {
      if (progress.phase !== phase) return
      network.kill(first.member)
      throw new RangeError('killed')
    }),
    /killed/
  )
}

/** Lets the first aggregator die once `count` others have told it their shares. */
async function dieWhileUnmasking(network: RoundNetwork, hooks: TransportHooks, count: number) {
  const first = network.aggregatorAt(0)
  let told = 0
  hooks.onQuestion = ({ from, question }) =>
    from === first.member && question.ask.kind === 'unmask' && told++ >= count ? 'drop' : undefined
  hooks.onAnswer = ({ to, question }) => {
    if (to === first.member && question.ask.kind === 'unmask') return 'drop'
    return undefined
  }
  await network.aggregate(0).catch(() => {})
  network.kill(first.member)
  delete hooks.onQuestion
  delete hooks.onAnswer
}

async function assertFinal(network: RoundNetwork, survivors: readonly number[]): Promise<void> {
  assert.equal(network.finals.length, 1)
  const { result } = network.finals[0]!
  const found = membersOfBits(network.record.members, result.survivors)
  assert.deepEqual(
    found.map((member) => network.of(member).index),
    [...survivors].sort()
  )
  const artefact = await network.artefact(cidOfDigest(result.model))
  assert.deepEqual(Buffer.from(artefact), Buffer.from(sumOf(survivors)))
}

const everyone = [0, 1, 2, 3]

describe('an aggregator that dies', () => {
  for (const phase of ['shares', 'masked', 'survivors', 'unmask'] as const) {
    const before = phases[phases.indexOf(phase) - 1]
    it(`after "${before}" is followed by a fresh attempt without it`, async () => {
      const network = await openTestRound()
      await dieBefore(network, phase)
      await network.stall()
      const outcome = await network.aggregate(1)
      assert.ok(outcome.kind === 'final')
      assert.equal(outcome.transcript.attempt, 1)
      const dead = network.aggregatorAt(0).index
      await assertFinal(
        network,
        everyone.filter((index) => index !== dead)
      )
    })
  }

  it('after "unmask" has its own attempt finished by the next in rank', async () => {
    const network = await openTestRound()
    await dieBefore(network, 'result')
    await network.stall()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 0)
    assert.equal(outcome.transcript.aggregator, network.aggregatorAt(1).member)
    await assertFinal(network, everyone)
  })

  it('while shares go out has its attempt finished from one member’s documents', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    await dieWhileUnmasking(network, hooks, 1)
    const locked = network.members.filter(({ deps }) => deps.releases.find(network.record.model))
    assert.equal(locked.length, 2)
    await network.stall()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 0)
    await assertFinal(network, everyone)
  })

  it('and slipped papers of its own into the certificate, stops nobody', async () => {
    const network = await openTestRound()
    const first = network.aggregatorAt(0)
    const others = network.members.filter((each) => each !== first)
    const gather = async (question: RoundAsk) => {
      const documents: Signed<Purpose>[] = []
      for (const member of others) {
        const answer = await network.ask(0, member, question)
        assert.ok('document' in answer)
        documents.push(answer.document)
      }
      return [...sortDocuments(documents)]
    }
    const keys = await gather({ kind: 'keys' })
    const shares = await gather({ kind: 'shares', keys })
    const masked = await gather({ kind: 'masked', shares })
    const survivors = await gather({ kind: 'survivors', masked })
    // It took no part: its signature is no survivor's, and no transcript may hold it.
    const slipped = signAs(network, first, 'survivors', survivors[0]!.body as Body<'survivors'>)
    const certificate = [...sortDocuments([...survivors, slipped])]
    await gather({ kind: 'unmask', survivors: certificate })
    network.kill(first.member)
    await network.stall()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 0)
    await assertFinal(
      network,
      others.map(({ index }) => index)
    )
  })

  it('and whose successor dies too is followed by the third', async () => {
    const network = await openTestRound({ members: 7, cohortMin: 3 })
    await dieBefore(network, 'masked')
    await network.stall()
    const second = network.aggregatorAt(1)
    await assert.rejects(
      network.aggregate(1, ({ phase }) => {
        if (phase !== 'result') return
        network.kill(second.member)
        throw new RangeError('killed')
      }),
      /killed/
    )
    await network.stall()
    const outcome = await network.aggregate(2)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 1)
    assert.equal(network.finals.length, 1)
  })
})

/**
 * A round of three in which one has signed the survivors, and is not asked for its shares. Of three
 * nobody is to spare: without its shares the sum could never be opened.
 */
async function loseBeforeRelease() {
  const hooks: TransportHooks = {}
  const network = await openTestRound({ members: 3, hooks })
  const late = network.aggregatorAt(2)
  hooks.onQuestion = ({ to, question }) =>
    to === late.member && question.ask.kind === 'unmask' ? 'drop' : undefined
  await assert.rejects(network.aggregate(0), { code: 'LEARNING_TOO_FEW_SHARES' })
  return {
    ...{ network, late },
    async heal() {
      delete hooks.onQuestion
      await network.stall()
    }
  }
}

describe('P7: what a member released', () => {
  it('outlives its process: restarted members finish the attempt from disk', async () => {
    const network = await openTestRound()
    await dieBefore(network, 'result')
    for (const { member } of [...network.members]) await network.restart(member)
    await network.stall()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 0)
    await assertFinal(network, everyone)
  })

  it('is given after a restart by one that died when it had signed the survivors', async () => {
    const { network, late, heal } = await loseBeforeRelease()
    assert.equal(late.deps.releases.find(network.record.model), undefined)
    await network.restart(late.member)
    await heal()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 0)
    assert.equal(network.finals[0]!.result.survivors, 0b111n)
    // What it kept for this held both halves of others' shares: it is gone once they are given.
    const { releases } = network.of(late.member).deps
    assert.equal(await releases.readAgreed(2 ** 24), undefined)
  })

  it('is given after a restart also where an attempt of that number began anew since', async () => {
    const { network, late, heal } = await loseBeforeRelease()
    await network.restart(late.member)
    // It counts attempts anew, and so does whoever was restarted with it and asks.
    assert.equal((await network.ask(0, network.of(late.member), { kind: 'keys' })).kind, 'keys')
    await heal()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 0)
    assert.equal(network.finals[0]!.result.survivors, 0b111n)
  })

  it('R7: goes out for no other attempt, epoch or round of one incoming model', async () => {
    const network = await openTestRound()
    await dieBefore(network, 'result')
    const [member] = network.members
    const known = member!.deps.releases.find(network.record.model)!
    for (const change of [
      { attempt: 1 },
      { epoch: 1 },
      { round: 2 },
      { survivors: `0x${'11'.repeat(32)}` as typeof known.survivors }
    ]) {
      await assert.rejects(member!.deps.releases.note({ ...known, ...change }), {
        code: 'PROTOCOL_REFUSED',
        details: { rule: 'R7' }
      })
    }
    await network.restart(member!.member)
    const again = network.of(member!.member).deps.releases
    assert.deepEqual(again.find(network.record.model), known)
    await assert.rejects(again.note({ ...known, attempt: 1 }), { details: { rule: 'R7' } })
    await again.note({ ...known })
  })

  it('is on disk before it is said', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    let heard = 0
    hooks.onAnswer = ({ from }, answer) => {
      if (answer.kind !== 'unmask') return undefined
      assert.notEqual(network.of(from).deps.releases.find(network.record.model), undefined)
      heard++
      return undefined
    }
    await network.aggregate(0)
    assert.equal(heard, 3)
  })

  it('in an opening that was skipped, binds its member alone: the others go on', async () => {
    const hooks: TransportHooks = {}
    const skipped = await openTestRound({ hooks })
    await dieWhileUnmasking(skipped, hooks, 0)
    const bound = skipped.aggregatorAt(0)
    const release = bound.deps.releases.find(skipped.record.model)!
    const evidence = await bound.deps.store.get(release.evidence, { bytesMax: 2 ** 24 })
    const next = await openTestRound({ epoch: 1 })
    const { deps } = next.of(bound.member)
    assert.equal(await deps.store.put(evidence), release.evidence)
    await deps.releases.note(release)
    const outcome = await next.aggregate(0)
    assert.equal(outcome.kind, 'final')
    await assertFinal(
      next,
      everyone.filter((index) => index !== bound.index)
    )
    assert.deepEqual([...new Set(next.lost.map(({ member }) => member))], [bound.member])
  })
})
