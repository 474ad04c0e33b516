/**
 * Members whose documents are well formed and false: shares of another secret than the one they
 * committed to, and documents and signatures of another round. Each is named, to the aggregator and
 * to whoever reads what it published.
 */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
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
import type { RoundAnswer, RoundQuestion } from './round-messages.ts'
import {
  openRoundNetwork,
  type RoundNetwork,
  type RoundNetworkOptions,
  type TestMember
} from './testing/round-network.ts'
import { contextOf, signAs } from './testing/round-steps.ts'

type Hooks = NonNullable<RoundNetworkOptions['hooks']>

const opened: RoundNetwork[] = []
after(() => Promise.all(opened.map((network) => network.close())))

async function open(options: Partial<RoundNetworkOptions> = {}): Promise<RoundNetwork> {
  const network = await openRoundNetwork({ members: 4, ...options })
  opened.push(network)
  return network
}

/** Parcels that open for everyone, with shares of another seed than the advert commits to. */
function dealFalsely(
  network: RoundNetwork,
  liar: TestMember,
  keys: readonly Signed<'keys'>[]
): Body<'shares'>['parcels'] {
  const context = contextOf(network)
  // The member's own secrets are the first that its seeded source gave out.
  const secrets = drawRoundSecrets(createSeededRandom(`round/${liar.index}`))
  const { parcels } = dealParcels({
    crypto: nodeCrypto,
    random: createSeededRandom('lie'),
    binding: roundBinding(context),
    self: liar.member,
    secrets: { ...secrets, selfSeed: new Uint8Array(32).fill(9) },
    adverts: new Map(keys.map(({ member, body }) => [member, parseKeyAdvert(body.advert)])),
    graph: maskGraph(authorsOf(keys), roundSeed(context))
  })
  return [...parcels] as Body<'shares'>['parcels']
}

/**
 * Lets `liar` say one thing to itself and another to the rest: its own code sees its true
 * documents, and what it signs is signed again over what was published.
 */
function dealFalselyBy(network: RoundNetwork, hooks: Hooks, liar: TestMember): void {
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
      const parcels = dealFalsely(network, liar, shown as readonly Signed<'keys'>[])
      return say('shares', { ...answer.document.body, parcels })
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
    const hooks: Hooks = {}
    const network = await open({ hooks })
    const liar = network.aggregatorAt(2)
    dealFalselyBy(network, hooks, liar)
    await assert.rejects(network.aggregate(0), {
      code: 'NODE_BAD_ANSWER',
      details: { member: liar.member, phase: 'unmask' }
    })
    assert.equal(network.finals.length, 0)
    // Whoever takes over finds the same from the same documents.
    await network.stall()
    await assert.rejects(network.aggregate(1), {
      code: 'NODE_BAD_ANSWER',
      details: { member: liar.member, phase: 'unmask' }
    })
  })
})

describe('a member that replays', () => {
  /** What this member answered in another round of the same study. */
  async function answersOf(member: MemberId, options: Partial<RoundNetworkOptions>) {
    const hooks: Hooks = {}
    const network = await open({ ...options, hooks })
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
      const [here, there] = [await open(), await open(options)]
      const aggregators = [here.aggregatorAt(0).member, there.aggregatorAt(0).member]
      const liar = here.members.find(({ member }) => !aggregators.includes(member))!
      const replayed = await answersOf(liar.member, options)
      for (const kind of ['keys', 'shares', 'masked', 'result']) {
        const hooks: Hooks = {}
        const network = await open({ hooks })
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
    const hooks: Hooks = {}
    const network = await open({ hooks })
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
