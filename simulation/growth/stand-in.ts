/**
 * A member that says what an honest one says, at a fraction of the cost: its keys, parcels, masked
 * vector, shares and signatures are real, made by the same functions, but it believes what it is
 * told. So a round of a hundred members, each of which would read the parcel sets of all, fits into
 * one process: who is measured can tell no difference, for the bytes are the same.
 */
import {
  assert,
  type Bytes32,
  bytesOf,
  cidOfDigest,
  digestOfCid,
  type MemberId,
  toHex
} from '@commonhold/base'
import { maskGraph } from '@commonhold/learning/masking/mask-graph'
import { maskVector } from '@commonhold/learning/masking/mask-vector'
import { revealShares } from '@commonhold/learning/masking/reveal'
import { advertiseKeys, drawRoundSecrets } from '@commonhold/learning/masking/round-keys'
import { dealParcels, type HeldShare, openParcel } from '@commonhold/learning/masking/share-parcels'
import { contentsOfParcels, dealtTo, parcelListsOf } from '@commonhold/node/rounds/parcel-contents'
import type { RoundAnswer, RoundAsk, RoundQuestion } from '@commonhold/node/rounds/round-messages'
import type { TestMember } from '@commonhold/node/rounds/testing/round-network'
import {
  authorsOf,
  type Body,
  type Purpose,
  type RoundContext,
  type RoundResult,
  roundBinding,
  roundSeed,
  type Signed,
  setDigest,
  signDocument,
  survivorBits
} from '@commonhold/protocol'

/** Answers one question after the other, in the order of the phases. */
export type StandIn = (question: RoundQuestion) => Promise<RoundAnswer>

/** A list of documents, and what every stand-in would compute of it again. */
type Shown<P extends Purpose> = {
  readonly documents: readonly Signed<P>[]
  readonly digest: ReturnType<typeof setDigest>
  readonly byAuthor: ReadonlyMap<MemberId, Body<P>>
}

/** What the stand-ins of one round share. */
export type ShownOnce = <P extends Purpose>(list: readonly unknown[]) => Shown<P>

/** Remembers each list by identity. */
export function createShownOnce(crypto: TestMember['deps']['crypto']): ShownOnce {
  const known = new WeakMap<readonly unknown[], Shown<Purpose>>()
  return <P extends Purpose>(list: readonly unknown[]) => {
    const documents = list as readonly Signed<P>[]
    const shown = known.get(list) ?? {
      documents,
      digest: setDigest(crypto, documents),
      byAuthor: new Map(documents.map(({ member, body }) => [member, body]))
    }
    known.set(list, shown as Shown<Purpose>)
    return shown as Shown<P>
  }
}

/** Takes a member's place for one attempt. */
export function createStandIn(
  { deps, nodeKey, member, open }: TestMember,
  once: ShownOnce
): StandIn {
  const { crypto, random, ledger } = deps
  const secrets = drawRoundSecrets(random)
  const held = new Map<MemberId, HeldShare>()
  let seen: Seen | undefined
  let shares: Shown<'shares'> | undefined
  let masked: Shown<'masked'> | undefined
  return async ({ attempt, ask, contents = [] }) => {
    const context: RoundContext = { ...open.opening, attempt }
    const binding = roundBinding(context)
    const sign = <P extends Purpose>(purpose: P, body: Body<P>): Signed<P> =>
      signDocument(crypto, context, purpose, { member, nodeKey }, body)
    switch (ask.kind) {
      case 'keys': {
        const body = { advert: advertiseKeys(crypto, secrets, binding), engine: open.engine }
        return { kind: 'keys', document: sign('keys', body) }
      }
      case 'shares': {
        const keys = once<'keys'>(ask.keys)
        seen = seeKeys(keys, context)
        const dealt = dealParcels({ crypto, random, binding, self: member, secrets, ...seen })
        held.set(member, dealt.own)
        const document = sign('shares', { keys: keys.digest, parcels: dealt.list })
        return { kind: 'shares', document, contents: contentsOfParcels(dealt.parcels) }
      }
      case 'masked': {
        shares = once<'shares'>(ask.shares)
        assert(seen !== undefined, 'keys are asked for before shares')
        const participants = authorsOf(shares.documents)
        const maskCiphertexts = digestAll(crypto, contents)
        const parcelLists = parcelListsOf(shares.documents)
        const published = { ...seen, parcelLists, maskCiphertexts }
        const common = { crypto, binding, self: member, secrets, ...published, participants }
        for (const [from, share] of openDealt(common, shares.documents)) held.set(from, share)
        const vector = await open.contribution()
        const { wordsPerElement } = open.stage.shape
        const bytes = bytesOf(await maskVector({ ...common, vector, wordsPerElement }))
        const body: Body<'masked'> = {
          participants: shares.digest,
          vector: cidOfDigest(crypto.sha256(bytes)),
          sizeBytes: bytes.length
        }
        return { kind: 'masked', document: sign('masked', body), contents: [bytes] }
      }
      case 'survivors': {
        masked = once<'masked'>(ask.masked)
        const members = [...authorsOf(masked.documents)]
        const body: Body<'survivors'> = { survivors: masked.digest, members }
        return { kind: 'survivors', document: sign('survivors', body) }
      }
      case 'unmask': {
        assert(shares !== undefined && masked !== undefined, 'vectors come before their sum')
        const survivors = authorsOf(masked.documents)
        const participants = authorsOf(shares.documents)
        const reveals = revealShares({ held, survivors, participants, self: member })
        const body: Body<'unmask'> = { survivors: masked.digest, reveals: [...reveals] }
        return { kind: 'unmask', document: sign('unmask', body) }
      }
      case 'result': {
        assert(masked !== undefined, 'vectors come before their sum')
        const signature = await ledger.signResult(resultOf(open, ask, authorsOf(masked.documents)))
        return { kind: 'result', signature }
      }
    }
  }
}

/** What is asked to be signed for the ledger. */
function resultOf(
  { opening, record }: TestMember['open'],
  { transcript, rest }: Extract<RoundAsk, { kind: 'result' }>,
  survivors: readonly MemberId[]
): RoundResult {
  assert(rest !== undefined, 'the result names its model')
  const { study, round, epoch, previousModel } = opening
  return {
    ...{ study, round, epoch, previousModel },
    model: digestOfCid(rest.model),
    transcript: digestOfCid(transcript),
    survivors: survivorBits(record.members, survivors)
  }
}

/** The shares that were dealt to a member, by who dealt them. */
function openDealt(
  options: Omit<Parameters<typeof openParcel>[0], 'from' | 'advertOf' | 'parcel' | 'digests'> &
    Seen & { readonly maskCiphertexts: ReadonlyMap<Bytes32, Uint8Array<ArrayBuffer>> },
  shares: readonly Signed<'shares'>[]
): ReadonlyMap<MemberId, HeldShare> {
  const { self, adverts, graph, maskCiphertexts: came } = options
  return new Map(
    [...dealtTo(graph, shares, self)].map(([from, digests]) => {
      const maskCiphertext = came.get(digests.maskCiphertext)
      const sealedShares = came.get(digests.sealedShares)
      assert(maskCiphertext !== undefined && sealedShares !== undefined, 'parcels came along')
      const parcel = { maskCiphertext, sealedShares }
      const opened = openParcel({ ...options, from, advertOf: adverts.get(from)!, parcel, digests })
      assert(!('reason' in opened), 'an honest parcel opens')
      return [from, opened]
    })
  )
}

/** Contents by what their bytes come to. */
function digestAll(
  crypto: TestMember['deps']['crypto'],
  contents: readonly Uint8Array<ArrayBuffer>[]
): ReadonlyMap<Bytes32, Uint8Array<ArrayBuffer>> {
  return new Map(contents.map((bytes) => [toHex(crypto.sha256(bytes)) as Bytes32, bytes]))
}

type Seen = ReturnType<typeof seeKeys>

function seeKeys({ documents, byAuthor }: Shown<'keys'>, context: RoundContext) {
  return {
    adverts: new Map([...byAuthor].map(([from, body]) => [from, body.advert])),
    graph: maskGraph(authorsOf(documents), roundSeed(context))
  }
}
