import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bytesOf, type Crypto, cidOfDigest } from '@commonhold/base'
import { nodeCrypto } from '@commonhold/platform'
import { membersOfBits, phases } from '@commonhold/protocol'
import { recomputeRound } from '@commonhold/sdk/verify/recompute-round'
import { inlineBytesMax } from './message-frame.ts'
import type { RoundNetwork, RoundNetworkOptions } from './testing/round-network.ts'
import { contextOf } from './testing/round-steps.ts'
import { plainVector, sumOf, sumStage } from './testing/sum-stage.ts'
import { openTestRound } from './testing/test-round.ts'

/** The final round's survivors; and that its model is exactly the sum of their vectors. */
async function survivorsOf(network: RoundNetwork): Promise<number[]> {
  assert.equal(network.finals.length, 1)
  const { result } = network.finals[0]!
  const survivors = membersOfBits(network.record.members, result.survivors).map(
    (member) => network.of(member).index
  )
  const artefact = await network.artefact(cidOfDigest(result.model))
  assert.deepEqual(Buffer.from(artefact), Buffer.from(sumOf(survivors)))
  return survivors
}

describe('a whole round', () => {
  for (const members of [3, 4, 6]) {
    it(`sums exactly the vectors of ${members} members, and all of them sign (P3)`, async () => {
      const network = await openTestRound({ members })
      const outcome = await network.aggregate(0)
      assert.equal(outcome.kind, 'final')
      assert.equal((await survivorsOf(network)).length, members)
      assert.equal(network.finals[0]!.signers.length, members)
      assert.deepEqual(network.lost, [])
    })
  }

  it('gives the same model whoever aggregates it', async () => {
    const models = []
    for (const turn of [0, 1]) {
      const network = await openTestRound({ members: 3 })
      for (let stalled = 0; stalled < turn; stalled++) await network.stall()
      await network.aggregate(turn)
      models.push(network.finals[0]!.result.model)
    }
    assert.equal(models[0], models[1])
  })
})

describe('vectors too large to travel with a message', () => {
  it('are fetched by content id, and the sum is exact (P3)', async () => {
    const length = inlineBytesMax / 4 + 1
    const vectorOf = (index: number) => Uint32Array.from({ length }, (_, at) => at * (index + 3))
    const network = await openTestRound({
      members: 3,
      stage: { ...sumStage, shape: { length, wordsPerElement: 1 } },
      contribution: async (index) => vectorOf(index)
    })
    const outcome = await network.aggregate(0)
    assert.ok(outcome.kind === 'final')
    assert.ok(network.payloads.some((payload) => payload.length === 4 * length))
    const sum = Uint32Array.from({ length }, (_, at) => at * (3 + 4 + 5))
    const artefact = await network.artefact(outcome.transcript.model)
    assert.deepEqual(Buffer.from(artefact), Buffer.from(bytesOf(sum)))
  })
})

describe('a vector that is shorter than its member says', () => {
  it('P3: is not taken for one that ends in zeros', async () => {
    const network = await openTestRound({ members: 3 })
    const outcome = await network.aggregate(0)
    assert.ok(outcome.kind === 'final')
    const { deps, open: round } = network.aggregatorAt(0)
    const [short] = outcome.transcript.masked
    const found = await recomputeRound({
      crypto: deps.crypto,
      context: contextOf(network),
      transcript: outcome.transcript,
      stage: round.stage,
      blobs: {
        size: deps.store.size,
        read: (cid) => deps.store.read(cid, cid === short!.body.vector ? { length: 128 } : {})
      }
    })
    assert.ok(!found.ok)
    assert.deepEqual(found.implicates, [short!.member])
  })
})

describe('a member that drops', () => {
  for (const [index, phase] of phases.entries()) {
    it(`in "${phase}" leaves the sum of exactly the survivors`, async () => {
      const hooks: NonNullable<RoundNetworkOptions['hooks']> = {}
      const network = await openTestRound({ members: 4, hooks })
      const dropped = network.aggregatorAt(2)
      hooks.onQuestion = ({ to, question }) => {
        if (to === dropped.member && question.ask.kind === phase) network.kill(to)
        return undefined
      }
      const outcome = await network.aggregate(0)
      assert.equal(outcome.kind, 'final')
      const survivors = await survivorsOf(network)
      // Who sent its vector is in the sum, whatever becomes of it later.
      assert.equal(survivors.includes(dropped.index), index > phases.indexOf('masked'))
      assert.equal(survivors.length, index > phases.indexOf('masked') ? 4 : 3)
      assert.deepEqual([...new Set(network.lost.map(({ member }) => member))], [dropped.member])
      assert.equal(network.lost[0]!.phase, phase)
      assert.equal(network.lost[0]!.code, 'NETWORK_TIMEOUT')
    })
  }

  it('fails the attempt, and opens nothing, where too few are left', async () => {
    const hooks: NonNullable<RoundNetworkOptions['hooks']> = {}
    const network = await openTestRound({ members: 4, hooks })
    const [a, b] = [network.aggregatorAt(2).member, network.aggregatorAt(3).member]
    hooks.onQuestion = ({ to, question }) =>
      question.ask.kind === 'masked' && (to === a || to === b) ? 'drop' : undefined
    const outcome = await network.aggregate(0)
    assert.deepEqual(outcome.kind === 'failed' && outcome.phase, 'masked')
    for (const { deps } of network.members) {
      assert.equal(deps.releases.find(network.record.model), undefined)
    }
  })
})

describe('what members tell each other', () => {
  /** Whether any 16 bytes of any plain vector are in any payload, as bytes or as text. */
  function leaks({ payloads, members }: RoundNetwork): boolean {
    const runs = members.flatMap(({ index }) => {
      const plain = Buffer.from(bytesOf(plainVector(index)))
      return Array.from({ length: plain.length - 15 }, (_, at) => plain.subarray(at, at + 16))
    })
    return payloads.some((payload) => {
      const bytes = Buffer.from(payload)
      return runs.some((run) => bytes.includes(run) || bytes.includes(run.toString('hex')))
    })
  }

  it('P1: holds no 16 bytes of a plain vector', async () => {
    const network = await openTestRound({ members: 3 })
    await network.aggregate(0)
    // Six questions to each of two others, their answers, and nothing that had to be fetched.
    assert.equal(network.payloads.length, 24)
    assert.equal(leaks(network), false)
  })

  it('P1: holds them with the masks switched off: the check above can fail', async () => {
    const crypto: Crypto = {
      ...nodeCrypto,
      openKeystream: () => ({ fill: (into) => void into.fill(0) })
    }
    const network = await openTestRound({ members: 3, crypto })
    assert.equal((await network.aggregate(0)).kind, 'final')
    assert.equal(leaks(network), true)
  })

  it('P2: gives of each member one half of its secrets only, whoever dropped', async () => {
    const hooks: NonNullable<RoundNetworkOptions['hooks']> = {}
    const network = await openTestRound({ members: 4, hooks })
    const dropped = network.aggregatorAt(3)
    hooks.onQuestion = ({ to, question }) =>
      to === dropped.member && question.ask.kind === 'masked' ? 'drop' : undefined
    const outcome = await network.aggregate(0)
    assert.ok(outcome.kind === 'final')
    const halves = new Map<string, Set<string>>()
    for (const { body } of outcome.transcript.unmask) {
      for (const { of, secret } of body.reveals) {
        halves.set(of, (halves.get(of) ?? new Set()).add(secret))
      }
    }
    for (const { member } of network.members) {
      const expected = member === dropped.member ? 'mask' : 'self'
      assert.deepEqual([...halves.get(member)!], [expected])
    }
  })

  it('P2: a node opens nothing below its own cohort, even where the terms allow less', async () => {
    const ownCohortMin = new Map([[0, 4]])
    const hooks: NonNullable<RoundNetworkOptions['hooks']> = {}
    const network = await openTestRound({ members: 4, cohortMin: 2, ownCohortMin, hooks })
    const careful = network.members[0]!
    const dropped = [1, 2, 3]
      .map((rank) => network.aggregatorAt(rank))
      .find(({ index }) => index !== 0)!
    hooks.onQuestion = ({ to, question }) =>
      to === dropped.member && question.ask.kind === 'masked' ? 'drop' : undefined
    const outcome = await network.aggregate(0)
    assert.equal(outcome.kind, 'failed')
    assert.equal(careful.deps.releases.find(network.record.model), undefined)
    const refusal = network.lost.find(({ member }) => member === careful.member)
    assert.equal(refusal?.phase, 'survivors')
    // The same round with an owner who asks for no more than the terms becomes final.
    const easy = await openTestRound({ members: 4, cohortMin: 2, hooks })
    assert.equal((await easy.aggregate(0)).kind, 'final')
  })
})
