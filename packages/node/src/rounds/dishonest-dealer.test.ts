/**
 * Members whose documents are well formed and false: shares of another secret than the one they
 * committed to, and documents and signatures of another round. Each is named, to the aggregator and
 * to whoever reads what it published.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cidOfDigest, type MemberId, zeroBytes32 } from '@commonhold/base'
import { maskGraph } from '@commonhold/learning/masking/mask-graph'
import { drawRoundSecrets, parseKeyAdvert } from '@commonhold/learning/masking/round-keys'
import { dealParcels } from '@commonhold/learning/masking/share-parcels'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import {
  authorsOf,
  type Body,
  type Purpose,
  roundBinding,
  roundSeed,
  type Signed,
  setDigest
} from '@commonhold/protocol'
import { contentsOfParcels } from './parcel-contents.ts'
import type { RoundAnswer, RoundQuestion } from './round-messages.ts'
import type { TransportHooks } from './testing/direct-peers.ts'
import type { RoundNetwork, RoundNetworkOptions, TestMember } from './testing/round-network.ts'
import { contextOf, signAs } from './testing/round-steps.ts'
import { sumOf } from './testing/sum-stage.ts'
import { openTestRound } from './testing/test-round.ts'

/** Parcels that open for everyone, with shares of another seed than the advert commits to. */
function dealFalsely(
  network: RoundNetwork,
  liar: TestMember,
  keys: readonly Signed<'keys'>[]
): ReturnType<typeof dealParcels> {
  const context = contextOf(network)
  // The member's own secrets are the first that its seeded source gave out.
  const secrets = drawRoundSecrets(createSeededRandom(`round/${liar.index}`))
  return dealParcels({
    crypto: nodeCrypto,
    random: createSeededRandom('lie'),
    binding: roundBinding(context),
    self: liar.member,
    secrets: { ...secrets, selfSeed: new Uint8Array(32).fill(9) },
    adverts: new Map(keys.map(({ member, body }) => [member, parseKeyAdvert(body.advert)])),
    graph: maskGraph(authorsOf(keys), roundSeed(context))
  })
}

/**
 * Lets `liar` say one thing to itself and another to the rest: its own code sees its true
 * documents, and what it signs is signed again over what was published.
 */
function dealFalselyBy(network: RoundNetwork, hooks: TransportHooks, liar: TestMember): void {
  const truth = new Map<Purpose, Signed<Purpose>>()
  let shown: readonly Signed<Purpose>[] = []
  const listOf = (ask: RoundQuestion['ask']) =>
    Object.entries(ask).find((entry): entry is [string, Signed<Purpose>[]] =>
      Array.isArray(entry[1])
    )
  hooks.onQuestion = ({ to, question }) => {
    const [name, documents] = listOf(question.ask) ?? []
    if (to !== liar.member || name === undefined || documents === undefined) return undefined
    shown = documents
    const own = truth.get(name as Purpose)
    const seen = documents.map((each) => (each.member === to && own ? own : each))
    return { ...question, ask: { ...question.ask, [name]: seen } } as RoundQuestion
  }
  hooks.onAnswer = ({ from }, answer) => {
    if (from !== liar.member || !('document' in answer)) return undefined
    truth.set(answer.kind, answer.document)
    const digest = shown.length > 0 ? setDigest(nodeCrypto, shown) : zeroBytes32
    const say = <P extends Purpose>(purpose: P, body: Body<P>) =>
      ({
        ...answer,
        kind: purpose,
        document: signAs(network, liar, purpose, body)
      }) as unknown as RoundAnswer
    if (answer.kind === 'shares') {
      const dealt = dealFalsely(network, liar, shown as readonly Signed<'keys'>[])
      const said = say('shares', { ...answer.document.body, parcels: dealt.list })
      return { ...said, contents: contentsOfParcels(dealt.parcels) }
    }
    if (answer.kind === 'masked') {
      return say('masked', { ...answer.document.body, participants: digest })
    }
    if (answer.kind === 'survivors') {
      return say('survivors', { ...answer.document.body, survivors: digest })
    }
    return undefined
  }
}

describe('a member that deals shares of another secret than it committed to', () => {
  it('is named when they are opened, and makes no wrong sum', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    const liar = network.aggregatorAt(2)
    dealFalselyBy(network, hooks, liar)
    await assert.rejects(network.aggregate(0), {
      code: 'NODE_BAD_ANSWER',
      details: { member: liar.member, phase: 'unmask' }
    })
    assert.equal(network.finals.length, 0)
    // Whoever takes over finds the same from the same documents, and goes on without it.
    await network.stall()
    const outcome = await network.aggregate(1)
    assert.ok(outcome.kind === 'final')
    assert.equal(outcome.transcript.attempt, 1)
    const honest = network.members.filter(({ member }) => member !== liar.member)
    const survivors = outcome.transcript.masked.map(({ member }) => member)
    assert.deepEqual(survivors, honest.map(({ member }) => member).sort())
    const artefact = await network.artefact(outcome.transcript.model)
    assert.deepEqual(Buffer.from(artefact), Buffer.from(sumOf(honest.map(({ index }) => index))))
  })

  it('R7: does not make the others open a sum of any fewer, whoever is silent', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ members: 5, hooks })
    const liar = network.aggregatorAt(2)
    const silent = network.aggregatorAt(3)
    dealFalselyBy(network, hooks, liar)
    await assert.rejects(network.aggregate(0), { code: 'NODE_BAD_ANSWER' })
    await network.stall()
    const { onQuestion } = hooks
    hooks.onQuestion = (passing) => {
      const { to, question } = passing
      const isLost = question.attempt === 1 && question.ask.kind === 'masked'
      return to === silent.member && isLost ? 'drop' : onQuestion?.(passing)
    }
    // Three of five are a cohort; but with the first sum they would tell the silent one's update.
    const outcome = await network.aggregate(1)
    assert.equal(outcome.kind, 'failed')
    assert.equal(network.finals.length, 0)
    delete hooks.onQuestion
    // The turn between is the liar's.
    for (let turn = 2; turn <= 3; turn++) await network.stall()
    const again = await network.aggregate(3)
    assert.ok(again.kind === 'final')
    assert.equal(again.transcript.masked.length, 4)
  })

  it('is not believed to have cheated where the shares do not prove it', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    const wanted = network.aggregatorAt(1)
    hooks.onQuestion = ({ question }) => (question.ask.kind === 'result' ? 'drop' : undefined)
    await network.aggregate(0).catch(() => undefined)
    delete hooks.onQuestion
    await network.stall()
    const unmask = []
    for (const { own } of network.members) {
      const { study, round, epoch } = network.record
      const question = { study, round, epoch, attempt: 0, turn: 0 }
      const ask = { kind: 'unmask' as const, survivors: [] }
      const answer = await own.answer({ ...question, ask }, network.aggregatorAt(0).member)
      if (answer.kind === 'unmask') unmask.push(answer.document)
    }
    unmask.sort((left, right) => (left.member < right.member ? -1 : 1))
    for (const shown of [unmask, unmask.slice(0, 3), []]) {
      const proof = { attempt: 0, unmask: shown }
      const asked = network.ask(1, network.aggregatorAt(2), { kind: 'keys', proof })
      const answer = await asked.catch(({ code }: { code: string }) => ({ kind: code }))
      assert.ok(['locked', 'LEARNING_TOO_FEW_SHARES'].includes(answer.kind), answer.kind)
    }
    assert.equal(wanted.deps.releases.locked(network.record.model)?.cheats.length, 0)
  })

  it('P7: is remembered after a restart as the one who cheated', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    const liar = network.aggregatorAt(2)
    dealFalselyBy(network, hooks, liar)
    await assert.rejects(network.aggregate(0), { code: 'NODE_BAD_ANSWER' })
    await network.stall()
    hooks.onAnswer = ({ question: { ask, attempt } }) =>
      ask.kind === 'masked' && attempt === 1 ? 'drop' : undefined
    assert.equal((await network.aggregate(1)).kind, 'failed')
    const other = network.aggregatorAt(3)
    await network.restart(other.member)
    const { releases } = network.of(other.member).deps
    assert.equal(releases.locked(network.record.model), undefined)
    assert.deepEqual(releases.find(network.record.model)?.cheats, [liar.member])
  })
})

describe('a member that replays', () => {
  /** What this member answered in another round of the same study. */
  async function answersOf(member: MemberId, options: Partial<RoundNetworkOptions>) {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ ...options, hooks })
    const answers = new Map<string, RoundAnswer>()
    hooks.onAnswer = ({ from }, answer) => {
      if (from === member) answers.set(answer.kind, answer)
      return undefined
    }
    await network.aggregate(0)
    return answers
  }

  const elsewhere: readonly Partial<RoundNetworkOptions>[] = [
    { round: 2 },
    { epoch: 1 },
    { model: zeroBytes32 }
  ]

  for (const options of elsewhere) {
    it(`P8: what it signed elsewhere (${Object.keys(options)}) is named, and left`, async () => {
      // Whoever is no aggregator in either place.
      const [here, there] = [await openTestRound(), await openTestRound(options)]
      const aggregators = [here.aggregatorAt(0).member, there.aggregatorAt(0).member]
      const liar = here.members.find(({ member }) => !aggregators.includes(member))!
      const replayed = await answersOf(liar.member, options)
      for (const kind of ['keys', 'shares', 'masked', 'result']) {
        const hooks: TransportHooks = {}
        const network = await openTestRound({ hooks })
        hooks.onAnswer = ({ from }, answer) =>
          from === liar.member && answer.kind === kind ? replayed.get(kind) : undefined
        assert.equal((await network.aggregate(0)).kind, 'final', kind)
        assert.deepEqual(
          network.lost.map(({ member }) => member),
          [liar.member],
          kind
        )
        const { signers } = network.finals[0]!
        assert.equal(signers.includes(liar.index), false)
      }
    })
  }
})

describe('a member that names another’s vector as its own', () => {
  it('is in the sum with noise that masks it, or not at all; no one vector opens', async () => {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    const liar = network.aggregatorAt(2)
    const victim = network.aggregatorAt(1)
    let stolen = cidOfDigest(zeroBytes32)
    hooks.onAnswer = ({ from }, answer) => {
      if (answer.kind !== 'masked') return undefined
      if (from === victim.member) stolen = answer.document.body.vector
      if (from !== liar.member) return undefined
      const body = { ...answer.document.body, vector: stolen }
      return { ...answer, document: signAs(network, liar, 'masked', body) } as RoundAnswer
    }
    const outcome = await network.aggregate(0).catch(() => undefined)
    if (outcome?.kind !== 'final') return
    const artefact = await network.artefact(cidOfDigest(network.finals[0]!.result.model))
    const plain = Buffer.from(artefact)
    for (const { open: round } of network.members) {
      const own = Buffer.from((await round.contribution()).buffer)
      assert.equal(plain.includes(own.subarray(0, 16)), false)
    }
  })
})
