import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type MemberId, toHex } from '@commonhold/base'
import {
  type Body,
  type Purpose,
  type Signed,
  sortDocuments,
  type Transcript
} from '@commonhold/protocol'
import type { RoundAsk } from './round-messages.ts'
import type { RoundNetwork, RoundNetworkOptions } from './testing/round-network.ts'
import { askAll, askResult, documentsUpTo, signAs, transcriptOf } from './testing/round-steps.ts'
import { openTestRound } from './testing/test-round.ts'

function rule(name: string) {
  return { code: 'PROTOCOL_REFUSED', details: { rule: name } }
}

describe('an aggregator that lies', () => {
  it('R1: is not heard where it is another member’s turn', async () => {
    const network = await openTestRound()
    const [member] = network.members
    const { study, round, epoch } = network.record
    const question = { study, round, epoch, attempt: 0, turn: 0, ask: { kind: 'keys' } as const }
    for (const impostor of network.members) {
      if (impostor === network.aggregatorAt(0)) continue
      await assert.rejects(member!.own.answer(question, impostor.member), rule('R1'))
    }
    await assert.rejects(
      member!.own.answer(question, `0x${'ab'.repeat(20)}` as MemberId),
      rule('R1')
    )
  })

  it('R1: cannot break off an attempt that is under way before it has stalled', async () => {
    const network = await openTestRound()
    const { keys } = await documentsUpTo(network, 'shares')
    const [member] = network.members
    await assert.rejects(network.ask(1, member!, { kind: 'keys' }), rule('R1'))
    await network.ask(0, member!, { kind: 'shares', keys })
    await network.stall()
    await network.ask(1, member!, { kind: 'keys' })
  })

  it('R1: cannot take a number so high that no attempt could follow it', async () => {
    const network = await openTestRound()
    const [member] = network.members
    for (const turn of [2 ** 32 - 1, 2 ** 32 - 4, 5000]) {
      await assert.rejects(network.ask(turn, member!, { kind: 'keys' }), rule('R1'))
    }
    await network.ask(0, member!, { kind: 'keys' })
    assert.equal((await network.aggregate(0)).kind, 'final')
  })

  it('R1: cannot jump the queue by asking for keys before its turn', async () => {
    const network = await openTestRound()
    const { keys } = await documentsUpTo(network, 'keys')
    for (let turn = 1; turn < 30; turn++) {
      for (const member of network.members) await network.ask(turn, member, { kind: 'keys' })
    }
    const early = await askAll(network, { kind: 'keys' }, 29)
    for (const member of network.members) {
      await assert.rejects(network.ask(29, member, { kind: 'shares', keys: early }, 29), rule('R1'))
      assert.equal(member.own.idle().attempt, 0)
    }
    const shares = await askAll(network, { kind: 'shares', keys })
    assert.equal(shares.length, 4)
    assert.equal((await network.aggregate(0)).kind, 'failed')
    await network.stall()
    assert.equal((await network.aggregate(1)).kind, 'final')
  })

  it('R1: cannot keep the next in rank waiting by asking the same again', async () => {
    const network = await openTestRound()
    const { keys } = await documentsUpTo(network, 'shares')
    const [member] = network.members
    for (let time = 0; time < 4; time++) {
      await network.clock.advance(10_000)
      await network.ask(0, member!, { kind: 'shares', keys })
    }
    assert.equal(member!.own.idle().idleMs, 40_000)
    await network.ask(1, member!, { kind: 'keys' })
  })

  it('R1: is given the time that the others train, however soon this member did', async () => {
    const network = await openTestRound()
    await documentsUpTo(network, 'masked')
    const { answerSeconds, trainingSeconds } = network.terms.timing
    const { stallMs } = network.members[0]!.own.idle()
    assert.ok(stallMs > 1000 * (answerSeconds + trainingSeconds))
  })

  it('P8: cannot have a member hold more than a few of its questions', async () => {
    const network = await openTestRound()
    const [member] = network.members
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, () => network.ask(0, member!, { kind: 'keys' }))
    )
    assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 4)
    await network.ask(0, member!, { kind: 'keys' })
  })

  it('R1: goes back to no attempt that another one has followed', async () => {
    const network = await openTestRound()
    const [member] = network.members
    await network.ask(0, member!, { kind: 'keys' })
    await network.stall()
    await network.ask(1, member!, { kind: 'keys' })
    await assert.rejects(network.ask(0, member!, { kind: 'keys' }), rule('R1'))
    // Keys of an earlier attempt are not taken over either: nothing was released in it.
    await assert.rejects(network.ask(1, member!, { kind: 'shares', keys: [] }, 0), rule('R1'))
  })

  it('P8: is not heard with a question of another study, round or epoch', async () => {
    const network = await openTestRound()
    const [member] = network.members
    const { study, round, epoch } = network.record
    const from = network.aggregatorAt(0).member
    const question = { study, round, epoch, attempt: 0, turn: 0, ask: { kind: 'keys' } as const }
    for (const change of [{ study: 8 as typeof study }, { round: 2 }, { epoch: 1 }]) {
      await assert.rejects(member!.own.answer({ ...question, ...change }, from), rule('R1'))
    }
  })

  it('P8: cannot replay documents of another round, epoch, attempt or incoming model', async () => {
    const others: Partial<RoundNetworkOptions>[] = [
      { round: 2 },
      { epoch: 1 },
      { model: toHex(new Uint8Array(32).fill(9)) as RoundNetwork['record']['model'] }
    ]
    const here = await openTestRound()
    await documentsUpTo(here, 'keys')
    for (const options of others) {
      const there = await openTestRound(options)
      const { keys } = await documentsUpTo(there, 'keys')
      const replayed = here.ask(0, here.members[0]!, { kind: 'shares', keys })
      await assert.rejects(replayed, { code: 'PROTOCOL_BAD_SIGNATURE' })
    }
    const { keys } = await documentsUpTo(await openTestRound(), 'keys')
    const later = await openTestRound()
    await later.stall()
    for (const member of later.members) await later.ask(1, member, { kind: 'keys' })
    const replayed = later.ask(1, later.members[0]!, { kind: 'shares', keys })
    await assert.rejects(replayed, { code: 'PROTOCOL_BAD_SIGNATURE' })
  })

  it('R2: cannot swap a member’s keys for its own', async () => {
    const network = await openTestRound()
    const { keys } = await documentsUpTo(network, 'keys')
    const [first, second] = network.members
    const copied = keys.map((document) =>
      document.member === first!.member
        ? { ...document, body: keys.find(({ member }) => member === second!.member)!.body }
        : document
    )
    // The victim sees a document that it never signed; so does everyone else.
    for (const member of network.members) {
      await assert.rejects(network.ask(0, member, { kind: 'shares', keys: copied }), {
        code: 'PROTOCOL_BAD_SIGNATURE',
        details: { purpose: 'keys', member: first!.member }
      })
    }
    const without = keys.filter(({ member }) => member !== first!.member)
    await assert.rejects(network.ask(0, first!, { kind: 'shares', keys: without }), rule('R2'))
  })

  it('R2: cannot show different keys of a colluding member to different members', async () => {
    const network = await openTestRound()
    const { keys } = await documentsUpTo(network, 'keys')
    const [, , , liar] = network.members
    const body = keys.find(({ member }) => member === liar!.member)!.body as Body<'keys'>
    const second = signAs(network, liar!, 'keys', { ...body, engine: 'another' })
    const other = keys.map((each) => (each.member === liar!.member ? second : each))
    const shares: Signed<Purpose>[] = []
    for (const member of network.members) {
      const shown = member.index === 0 ? other : keys
      const answer = await network.ask(0, member, { kind: 'shares', keys: shown })
      assert.ok('document' in answer)
      shares.push(answer.document)
    }
    const sorted = [...sortDocuments(shares)]
    for (const member of network.members) {
      await assert.rejects(network.ask(0, member, { kind: 'masked', shares: sorted }), rule('R2'))
    }
  })

  it('R3: gets no second set of survivors signed in one attempt', async () => {
    const network = await openTestRound()
    const { masked } = await documentsUpTo(network, 'survivors')
    for (const member of network.members) {
      const other = masked.filter(({ member: author }) => author !== masked[0]!.member)
      const isOut = member.member === masked[0]!.member
      const shown = isOut ? masked.slice(0, 3) : other
      await assert.rejects(network.ask(0, member, { kind: 'survivors', masked: shown }), rule('R3'))
    }
  })

  it('R4: gets no shares without the signatures of more than two thirds', async () => {
    const network = await openTestRound()
    const { survivors } = await documentsUpTo(network, 'survivors')
    for (const certificate of [[], survivors.slice(0, 1), survivors.slice(1, 3)]) {
      for (const member of network.members) {
        const asked = network.ask(0, member, { kind: 'unmask', survivors: certificate })
        await assert.rejects(asked, rule('R4'))
        assert.equal(member.deps.releases.find(network.record.model), undefined)
      }
    }
    const twice = [survivors[0]!, survivors[0]!, survivors[1]!]
    await assert.rejects(
      network.ask(0, network.members[0]!, { kind: 'unmask', survivors: twice }),
      {
        code: 'PROTOCOL_BAD_DOCUMENT'
      }
    )
    await network.ask(0, network.members[0]!, { kind: 'unmask', survivors: survivors.slice(0, 3) })
  })

  it('R4: gets no shares for signatures on other survivors than the member’s own', async () => {
    const network = await openTestRound()
    const { masked } = await documentsUpTo(network, 'masked')
    const [, ...rest] = network.members
    const all = await network.ask(0, rest[0]!, { kind: 'survivors', masked })
    assert.ok(all.kind === 'survivors')
    const digest = `0x${'22'.repeat(32)}` as Body<'survivors'>['survivors']
    const forged = network.members.map((member) =>
      signAs(network, member, 'survivors', { ...all.document.body, survivors: digest })
    )
    const asked = network.ask(0, rest[0]!, {
      kind: 'unmask',
      survivors: [...sortDocuments(forged)]
    })
    await assert.rejects(asked, rule('R4'))
  })

  it('P2: gets the other half of no member’s secrets by asking again', async () => {
    const network = await openTestRound()
    const { survivors, masked } = await documentsUpTo(network, 'survivors')
    const [member] = network.members
    const ask: RoundAsk = { kind: 'unmask', survivors }
    const first = await network.ask(0, member!, ask)
    assert.deepEqual(await network.ask(0, member!, ask), first)
    const fewer = masked.filter(({ member: author }) => author !== network.members[3]!.member)
    await assert.rejects(network.ask(0, member!, { kind: 'survivors', masked: fewer }), rule('R3'))
    await network.stall()
    const locked = await network.ask(1, member!, { kind: 'keys' })
    assert.equal(locked.kind, 'locked')
    assert.deepEqual(await network.ask(1, member!, ask, 0), first)
  })

  it('R6: gets no signature on another sum than the members’', async () => {
    const network = await openTestRound()
    await network.aggregate(0)
    const [member] = network.members
    const transcript = await transcriptOf(network)
    const wrong = await member!.deps.store.put(new Uint8Array(256))
    await assert.rejects(askResult(network, { ...transcript, model: wrong }), rule('R6'))
    assert.equal((await askResult(network, transcript)).kind, 'result')
  })

  it('R6: gets no signature on a transcript in which anything was changed', async () => {
    const network = await openTestRound()
    await network.aggregate(0)
    const transcript = await transcriptOf(network)
    const [first, second] = transcript.unmask
    const changes: Partial<Transcript>[] = [
      { attempt: 1 },
      { round: 2 },
      { epoch: 1 },
      { previousModel: transcript.masked[0]!.body.participants },
      { keys: transcript.keys.slice(1) },
      { shares: transcript.shares.slice(1) },
      { survivors: transcript.survivors.slice(2) },
      { unmask: [{ ...first!, signature: second!.signature }, ...transcript.unmask.slice(1)] },
      { unmask: [{ ...first!, body: second!.body }, ...transcript.unmask.slice(1)] },
      { keys: [...transcript.keys].reverse() }
    ]
    for (const change of changes) {
      await assert.rejects(askResult(network, { ...transcript, ...change }), rule('R6'))
    }
    await assert.rejects(
      askResult(network, { ...transcript, masked: transcript.masked.slice(1) }),
      rule('R4')
    )
  })

  it('P8: has no transcript fetched by a member that released nothing', async () => {
    const hooks: RoundNetworkOptions['hooks'] = {}
    const network = await openTestRound({ hooks })
    await documentsUpTo(network, 'survivors')
    hooks.onContent = () => assert.fail('nothing is fetched')
    const transcript = await network.aggregatorAt(0).deps.store.put(new Uint8Array(4096))
    const asked = network.ask(0, network.aggregatorAt(1), { kind: 'result', transcript })
    await assert.rejects(asked, rule('R4'))
  })

  it('R6: cannot name another member as the aggregator', async () => {
    const network = await openTestRound()
    await network.aggregate(0)
    const transcript = await transcriptOf(network)
    const aggregator = network.aggregatorAt(1).member
    await assert.rejects(askResult(network, { ...transcript, aggregator }), rule('R6'))
  })
})
