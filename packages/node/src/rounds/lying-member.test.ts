import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Bytes32, cidOfDigest, type MemberId, toHex, zeroBytes32 } from '@commonhold/base'
import type { ParcelList } from '@commonhold/learning/masking/masking'
import { sealedSharesBytes } from '@commonhold/learning/masking/parcel-list'
import { nodeCrypto } from '@commonhold/platform'
import { membersOfBits } from '@commonhold/protocol'
import { createSigningAccount } from '@commonhold/protocol/testing/signing-account'
import type { RoundAnswer } from './round-messages.ts'
import type { TransportHooks } from './testing/direct-peers.ts'
import type { RoundNetwork, TestMember } from './testing/round-network.ts'
import { signAs } from './testing/round-steps.ts'
import { openTestRound } from './testing/test-round.ts'

type Bytes = Uint8Array<ArrayBuffer>

function mapLists(list: ParcelList, change: (digests: readonly Bytes32[]) => readonly Bytes32[]) {
  return {
    maskCiphertexts: change(list.maskCiphertexts),
    sealedShares: change(list.sealedShares),
    selfShares: change(list.selfShares),
    maskShares: change(list.maskShares)
  }
}

describe('a member that lies', () => {
  /** Lets one member's answer to one question be another, and runs the round. */
  async function withLiar(
    kind: RoundAnswer['kind'],
    lie: (
      answer: RoundAnswer,
      network: RoundNetwork,
      liar: TestMember,
      attempt: number
    ) => RoundAnswer
  ) {
    const hooks: TransportHooks = {}
    const network = await openTestRound({ hooks })
    const liar = network.aggregatorAt(2)
    hooks.onAnswer = ({ from, question }, answer) =>
      from === liar.member && answer.kind === kind
        ? lie(answer, network, liar, question.attempt)
        : undefined
    const outcome = await network.aggregate(0)
    return { network, liar, outcome }
  }

  function assertLost({ lost }: RoundNetwork, liar: TestMember, code: string): void {
    assert.deepEqual(
      lost.map(({ member, code: each }) => ({ member, code: each })),
      [{ member: liar.member, code }]
    )
  }

  it('P8: is left out where its signature is another’s, and the round becomes final', async () => {
    for (const kind of ['keys', 'shares', 'masked'] as const) {
      const { network, liar, outcome } = await withLiar(kind, (answer, { members }, self) => {
        assert.ok('document' in answer)
        const other = members.find(({ member }) => member !== self.member)!
        const signature = toHex(nodeCrypto.ed25519.sign(other.nodeKey, new Uint8Array(32)))
        return { ...answer, document: { ...answer.document, signature } } as RoundAnswer
      })
      assert.equal(outcome.kind, 'final')
      assertLost(network, liar, 'PROTOCOL_BAD_SIGNATURE')
      assert.equal(network.finals[0]!.signers.length, 3)
    }
  })

  it('P8: is left out where it answers another question, or as another member', async () => {
    const kinds = await withLiar('shares', () => ({ kind: 'result', signature: '0x' }))
    assert.equal(kinds.outcome.kind, 'final')
    assert.equal(kinds.network.lost[0]!.member, kinds.liar.member)
    const others = await withLiar('keys', (answer, { members }, self) => {
      assert.ok(answer.kind === 'keys')
      const { member } = members.find((each) => each.member !== self.member)!
      return { ...answer, document: { ...answer.document, member } }
    })
    assert.equal(others.outcome.kind, 'final')
    assertLost(others.network, others.liar, 'PROTOCOL_BAD_DOCUMENT')
  })

  it('P8: is left out where its keys are none that secrets can be agreed with', async () => {
    const x25519 = `0x${'00'.repeat(32)}` as const
    const mlKem768 = `0x${'ff'.repeat(1184)}` as const
    for (const change of [{ x25519 }, { mlKem768 }]) {
      for (const which of ['seal', 'mask'] as const) {
        const { network, liar, outcome } = await withLiar('keys', (answer, net, self) => {
          assert.ok(answer.kind === 'keys')
          const { body } = answer.document
          const advert = { ...body.advert, [which]: { ...body.advert[which], ...change } }
          return { kind: 'keys', document: signAs(net, self, 'keys', { ...body, advert }) }
        })
        assert.equal(outcome.kind, 'final', `${which} ${Object.keys(change)}`)
        assertLost(network, liar, 'LEARNING_BAD_ADVERT')
      }
    }
  })

  it('P8: is left out where it deals no share to one of the others', async () => {
    const { network, liar, outcome } = await withLiar('shares', (answer, net, self) => {
      assert.ok(answer.kind === 'shares')
      const { body } = answer.document
      const parcels = mapLists(body.parcels, (digests) => digests.slice(1))
      const document = signAs(net, self, 'shares', { ...body, parcels })
      return { ...answer, document }
    })
    assert.equal(outcome.kind, 'final')
    assert.equal(network.lost[0]!.member, liar.member)
  })

  it('P8: is left out where its parcels do not come along as it signed them', async () => {
    const spoil: readonly ((parts: readonly Bytes[]) => readonly Bytes[])[] = [
      () => [],
      (parts) => parts.slice(1),
      (parts) => parts.slice(0, -1),
      (parts) =>
        parts.with(
          0,
          parts[0]!.map((byte) => byte ^ 1)
        ),
      (parts) => parts.with(-1, parts.at(-1)!.slice(1))
    ]
    for (const change of spoil) {
      const { network, liar, outcome } = await withLiar('shares', (answer) => ({
        ...answer,
        contents: change(answer.contents!)
      }))
      assert.equal(outcome.kind, 'final')
      assertLost(network, liar, 'PROTOCOL_BAD_DOCUMENT')
    }
  })

  it('P8: is left out where a part of its parcel has another length than any has', async () => {
    for (const name of ['maskCiphertexts', 'sealedShares'] as const) {
      const { network, liar, outcome } = await withLiar('shares', (answer, net, self) => {
        assert.ok(answer.kind === 'shares')
        const { body } = answer.document
        const part = new Uint8Array(1000)
        const digest = toHex(nodeCrypto.sha256(part)) as Bytes32
        const parcels = { ...body.parcels, [name]: body.parcels[name].with(0, digest) }
        const document = signAs(net, self, 'shares', { ...body, parcels })
        return { kind: 'shares', document, contents: [...answer.contents!, part] }
      })
      assert.equal(outcome.kind, 'final')
      assertLost(network, liar, 'PROTOCOL_BAD_DOCUMENT')
    }
  })

  it('is named where its share does not open, and left out of the next attempt', async () => {
    const { network, liar, outcome } = await withLiar('shares', (answer, net, self, attempt) => {
      assert.ok(answer.kind === 'shares')
      const { body } = answer.document
      // Signed as it is: what does not open is the dealer's own doing.
      const contents = answer.contents!.map((part) => part.map((byte) => byte ^ 1))
      const sealed = contents.filter(({ length }) => length === sealedSharesBytes)
      const sealedShares = sealed.map((part) => toHex(nodeCrypto.sha256(part)) as Bytes32)
      const parcels = { ...body.parcels, sealedShares }
      const document = signAs(net, self, 'shares', { ...body, parcels }, attempt)
      return { kind: 'shares', document, contents: [...answer.contents!, ...sealed] }
    })
    assert.equal(outcome.kind, 'failed')
    const refusals = network.lost as unknown as { member: MemberId; message: string }[]
    for (const { member, message } of refusals) {
      if (member !== liar.member) assert.match(message, new RegExp(`share of ${liar.member}`))
    }
    assert.ok(refusals.length >= 3)
    assert.equal(network.members[0]!.deps.releases.find(network.record.model), undefined)
    // Who found it out leaves the dealer out of the attempt that it aggregates itself.
    await network.stall()
    assert.equal((await network.aggregate(1)).kind, 'final')
    const survivors = membersOfBits(network.record.members, network.finals[0]!.result.survivors)
    assert.equal(survivors.includes(liar.member), false)
    assert.equal(survivors.length, 3)
  })

  it('is left out where its vector has another length, or is not there', async () => {
    for (const change of [{ sizeBytes: 252 }, { vector: 'other' as const }]) {
      const { network, liar, outcome } = await withLiar('masked', (answer, net, self) => {
        assert.ok(answer.kind === 'masked')
        const { body } = answer.document
        const vector = 'vector' in change ? cidOfDigest(new Uint8Array(32)) : body.vector
        const sizeBytes = change.sizeBytes ?? body.sizeBytes
        return {
          kind: 'masked',
          document: signAs(net, self, 'masked', { ...body, vector, sizeBytes })
        }
      })
      assert.equal(outcome.kind, 'final')
      assert.equal(network.lost[0]!.member, liar.member)
      assert.equal(network.finals[0]!.signers.length, 3)
    }
  })

  it('does not count where it signs the survivors under other names', async () => {
    const { network, liar, outcome } = await withLiar('survivors', (answer, net, self) => {
      assert.ok(answer.kind === 'survivors')
      const { body } = answer.document
      const members = body.members.slice(1)
      return { kind: 'survivors', document: signAs(net, self, 'survivors', { ...body, members }) }
    })
    assert.equal(outcome.kind, 'final')
    assertLost(network, liar, 'PROTOCOL_BAD_DOCUMENT')
  })

  it('is left out of the signatures where it signs another result', async () => {
    const { network, liar, outcome } = await withLiar('result', (_answer, { domain, record }) => {
      const digest = zeroBytes32
      const signature = createSigningAccount(new Uint8Array(32).fill(5)).signResult(domain, {
        study: record.study,
        round: 1,
        epoch: 0,
        previousModel: digest,
        model: digest,
        transcript: digest,
        survivors: 15n
      })
      return { kind: 'result', signature }
    })
    assert.equal(outcome.kind, 'final')
    assertLost(network, liar, 'NODE_BAD_ANSWER')
  })

  it('P8: does not stop a round by claiming with no proof that shares went out', async () => {
    const { network, liar, outcome } = await withLiar('keys', (answer) => {
      assert.ok(answer.kind === 'keys')
      const unmask = { ...answer.document, body: { survivors: zeroBytes32, reveals: [] } }
      const evidence = { attempt: 0, keys: [], shares: [], masked: [], survivors: [], unmask }
      return { kind: 'locked', evidence }
    })
    assert.equal(outcome.kind, 'final')
    assertLost(network, liar, 'PROTOCOL_BAD_DOCUMENT')
  })

  it('tells a wrong share, is not believed, and the sum comes out', async () => {
    const { network, outcome } = await withLiar('unmask', (answer, net, self) => {
      assert.ok(answer.kind === 'unmask')
      const { body } = answer.document
      const reveals = body.reveals.map((each) => ({
        ...each,
        share: `0x${'77'.repeat(32)}` as const
      }))
      return { kind: 'unmask', document: signAs(net, self, 'unmask', { ...body, reveals }) }
    })
    assert.equal(outcome.kind, 'final')
    assert.equal(network.finals[0]!.signers.length, 4)
  })
})
