/**
 * Aggregators that say different things to different members, alone or with a member's help. That
 * they did is seen by each member they lied to, who notes them by name; what a colluding member
 * signed twice, anyone can check.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toHex } from '@commonhold/base'
import { nodeCrypto } from '@commonhold/platform'
import {
  type Body,
  isAuthentic,
  isQuorum,
  type Purpose,
  type Signed,
  setDigest,
  sortDocuments
} from '@commonhold/protocol'
import { nodeKeysOf } from './node-keys.ts'
import type { RoundNetwork, RoundNetworkOptions, TestMember } from './testing/round-network.ts'
import { askResult, contextOf, documentsUpTo, signAs } from './testing/round-steps.ts'
import { openTestRound } from './testing/test-round.ts'

/** That each of these members noted the aggregator, and nobody else, for what it asked. */
function assertNamed(network: RoundNetwork, phase: string, by: readonly TestMember[]): void {
  const aggregator = network.aggregatorAt(0).member
  const noted = network.refusals.filter((refusal) => refusal.phase === phase)
  assert.deepEqual(
    [...new Set(noted.map((refusal) => refusal.by))].sort(),
    by.map(({ member }) => member).sort()
  )
  for (const { from } of noted) assert.equal(from, aggregator)
}

async function signSurvivors(
  network: RoundNetwork,
  members: readonly TestMember[],
  masked: readonly Signed<Purpose>[]
): Promise<Signed<'survivors'>[]> {
  const signed: Signed<'survivors'>[] = []
  for (const member of members) {
    const answer = await network.ask(0, member, { kind: 'survivors', masked: [...masked] })
    assert.ok(answer.kind === 'survivors')
    signed.push(answer.document)
  }
  return signed
}

describe('an aggregator that shows different survivors to different members', () => {
  it('P2: gets no certificate for either set, and no share', async () => {
    const network = await openTestRound()
    const { masked } = await documentsUpTo(network, 'masked')
    const of = (author: string) => network.of(author as TestMember['member'])
    const [a, b, c, d] = masked.map(({ member }) => of(member))
    const everyone = await signSurvivors(network, [a!, b!], masked)
    const without = await signSurvivors(network, [c!, d!], masked.slice(1))
    assert.equal(isQuorum(2, 4), false)
    for (const certificate of [everyone, without, sortDocuments([...everyone, ...without])]) {
      for (const member of network.members) {
        const asked = network.ask(0, member, { kind: 'unmask', survivors: [...certificate] })
        await assert.rejects(asked, { details: { rule: 'R4' } })
        assert.equal(member.deps.releases.find(network.record.model), undefined)
      }
    }
    assertNamed(network, 'unmask', network.members)
  })

  it('P2: opens one at most with a member that signs both, who convicts itself', async () => {
    const network = await openTestRound()
    const { masked } = await documentsUpTo(network, 'masked')
    const [a, b, c, liar] = masked.map(({ member }) => network.of(member))
    const without = masked.slice(1)
    const bodyFor = (documents: typeof masked): Body<'survivors'> => ({
      survivors: setDigest(nodeCrypto, documents),
      members: documents.map(({ member }) => member)
    })
    const both = [masked, without].map((documents) =>
      signAs(network, liar!, 'survivors', bodyFor(documents))
    )
    const first = sortDocuments([...(await signSurvivors(network, [a!, b!], masked)), both[0]!])
    const second = sortDocuments([...(await signSurvivors(network, [c!], without)), both[1]!])
    for (const member of [a!, b!]) {
      const told = await network.ask(0, member, { kind: 'unmask', survivors: [...first] })
      assert.equal(told.kind, 'unmask')
      // Asked for the other set, it says the same again and nothing else.
      const again = await network.ask(0, member, { kind: 'unmask', survivors: [...second] })
      assert.deepEqual(again, told)
    }
    const asked = network.ask(0, c!, { kind: 'unmask', survivors: [...second] })
    await assert.rejects(asked, { details: { rule: 'R4' } })
    assertNamed(network, 'unmask', [c!])
    // Two signatures of one member on different sets of one attempt: proof for anyone.
    const keys = nodeKeysOf(network.members[0]!.open)
    const hold = both.map((each) =>
      isAuthentic(nodeCrypto, contextOf(network), 'survivors', each, keys)
    )
    assert.deepEqual(hold, [true, true])
    assert.notEqual(both[0]!.body.survivors, both[1]!.body.survivors)
    assert.equal(both[0]!.member, both[1]!.member)
  })
})

describe('the members name an aggregator', () => {
  it('that swaps keys', async () => {
    const network = await openTestRound()
    const { keys } = await documentsUpTo(network, 'keys')
    const [first, second] = network.members
    const other = keys.find(({ member }) => member === second!.member)!
    const swapped = keys.map((each) =>
      each.member === first!.member ? { ...each, body: other.body } : each
    )
    for (const member of network.members) {
      const asked = network.ask(0, member, { kind: 'shares', keys: swapped })
      await assert.rejects(asked, { code: 'PROTOCOL_BAD_SIGNATURE' })
    }
    assertNamed(network, 'shares', network.members)
  })

  it('that asks for the other half of a member’s secrets', async () => {
    const network = await openTestRound()
    const { masked, survivors } = await documentsUpTo(network, 'survivors')
    const [member] = network.members
    await network.ask(0, member!, { kind: 'unmask', survivors })
    const fewer = masked.filter(({ member: author }) => author !== network.members[3]!.member)
    await assert.rejects(network.ask(0, member!, { kind: 'survivors', masked: fewer }), {
      details: { rule: 'R3' }
    })
    assertNamed(network, 'survivors', [member!])
  })

  it('that shows one of them other keys of a helper, who signed both', async () => {
    const network = await openTestRound()
    const { keys } = await documentsUpTo(network, 'keys')
    const [misled, , , helper] = network.members
    const first = keys.find(({ member }) => member === helper!.member)!
    const body = { ...(first.body as Body<'keys'>), engine: 'another' }
    const second = signAs(network, helper!, 'keys', body)
    const shares: Signed<Purpose>[] = []
    for (const member of network.members) {
      const shown = keys.map((each) => (each === first && member === misled ? second : each))
      const answer = await network.ask(0, member, { kind: 'shares', keys: shown })
      assert.ok(answer.kind === 'shares')
      shares.push(answer.document)
    }
    for (const member of network.members) {
      const asked = network.ask(0, member, { kind: 'masked', shares: [...sortDocuments(shares)] })
      await assert.rejects(asked, { details: { rule: 'R2' } })
    }
    assertNamed(network, 'masked', network.members)
    const nodeKeys = nodeKeysOf(misled!.open)
    for (const each of [first as Signed<'keys'>, second]) {
      assert.ok(isAuthentic(nodeCrypto, contextOf(network), 'keys', each, nodeKeys))
    }
  })

  it('that replays the documents of another round', async () => {
    const [there, here] = [await openTestRound({ round: 2 }), await openTestRound()]
    const { keys } = await documentsUpTo(there, 'keys')
    await documentsUpTo(here, 'keys')
    for (const member of here.members) {
      const asked = here.ask(0, member, { kind: 'shares', keys })
      await assert.rejects(asked, { code: 'PROTOCOL_BAD_SIGNATURE' })
    }
    assertNamed(here, 'shares', here.members)
  })

  it('that asks for a sum of too few', async () => {
    const network = await openTestRound()
    const { masked } = await documentsUpTo(network, 'masked')
    const few = masked.slice(0, 2)
    const asked = few.map(({ member }) => network.of(member))
    for (const member of asked) {
      const question = network.ask(0, member, { kind: 'survivors', masked: few })
      await assert.rejects(question, { details: { rule: 'R5' } })
    }
    assertNamed(network, 'survivors', asked)
  })

  it('that publishes a wrong sum', async () => {
    const network = await openTestRound()
    const outcome = await network.aggregate(0)
    assert.ok(outcome.kind === 'final')
    const model = await network.members[0]!.deps.store.put(new Uint8Array(256))
    const asked = askResult(network, { ...outcome.transcript, model })
    await assert.rejects(asked, { details: { rule: 'R6' } })
    assertNamed(network, 'result', [network.aggregatorAt(1)])
  })

  it('that gives altered vectors out, and the round ends without it', async () => {
    const hooks: NonNullable<RoundNetworkOptions['hooks']> = {}
    const network = await openTestRound({ hooks })
    const liar = network.aggregatorAt(0).member
    const altered = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 1)
    hooks.onContent = (_from, _to, _cid, bytes) => altered(bytes)
    hooks.onQuestion = ({ question }) => {
      const contents: readonly Uint8Array[] | undefined = Reflect.get(question, 'contents')
      return contents === undefined ? undefined : { ...question, contents: contents.map(altered) }
    }
    await network.aggregate(0).catch(() => undefined)
    assert.equal(network.finals.length, 0)
    for (const { from } of network.refusals) assert.equal(from, liar)
    assert.ok(network.refusals.length >= 2)
    delete hooks.onContent
    delete hooks.onQuestion
    await network.stall()
    assert.equal((await network.aggregate(1)).kind, 'final')
  })
})

describe('an aggregator that shows different transcripts to different members', () => {
  it('gets signatures on the one model only, and one of the results on the ledger', async () => {
    const network = await openTestRound()
    const outcome = await network.aggregate(0)
    assert.ok(outcome.kind === 'final')
    const { transcript } = outcome
    // One release less opens the same sum: a transcript as good as the other.
    const shorter = { ...transcript, unmask: transcript.unmask.slice(1) }
    const answer = await askResult(network, shorter)
    assert.ok(answer.kind === 'result')
    const { result } = network.finals[0]!
    assert.equal(network.finals.length, 1)
    const other = { ...result, transcript: toHex(new Uint8Array(32)) as typeof result.transcript }
    const { deps, index } = network.aggregatorAt(1)
    const signatures = new Map([[index, answer.signature]])
    await assert.rejects(deps.ledger.finalise(other, signatures))
    assert.equal(network.finals.length, 1)
  })
})
