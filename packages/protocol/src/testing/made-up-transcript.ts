/**
 * A transcript whose documents follow every rule that can be checked without opening masks: real
 * signatures and digests over made-up keys and parcels. For tests of the documents' rules.
 */
import {
  type Bytes32,
  type Crypto,
  cidOfDigest,
  fromHex,
  type Hex,
  type MemberId,
  parseAssetId,
  parseStudyId,
  type Random,
  toHex
} from '@commonhold/base'
import type { StudyMember } from '../ledger/ledger.ts'
import type { Purpose, RoundContext } from '../round/context.ts'
import { type Body, type Signed, setDigest, signDocument } from '../round/documents.ts'
import type { Transcript } from '../round/transcript.ts'

/** What the transcript is of, and its secrets. */
export type MadeUpRound = {
  readonly context: RoundContext
  /** In the order of the ledger. */
  readonly members: readonly StudyMember[]
  readonly nodeKeys: ReadonlyMap<MemberId, Uint8Array>
  readonly transcript: Transcript
}

/** A round of `count` members, of whom the last by id dropped before it sent its vector. */
export function makeUpRound(crypto: Crypto, random: Random, count: number): MadeUpRound {
  const hex = (sizeBytes: number): Hex => toHex(random.bytes(sizeBytes))
  const nodeKeys = new Map(
    Array.from({ length: count }, () => [hex(20) as MemberId, random.bytes(32)])
  )
  const members = [...nodeKeys].map(([member, key], index) => ({
    member,
    dataset: parseAssetId(index + 1),
    nodeKey: toHex(crypto.ed25519.publicKey(key)) as Bytes32
  }))
  const context: RoundContext = {
    domain: { chainId: 84_300, studies: hex(20) },
    study: parseStudyId(3),
    round: 2,
    epoch: 1,
    attempt: 4,
    previousModel: hex(32) as Bytes32
  }
  const { domain: _, ...place } = context
  const transcript: Transcript = {
    format: 'commonhold-transcript/2',
    ...place,
    aggregator: [...nodeKeys.keys()].sort()[0]!,
    model: cidOfDigest(random.bytes(32)),
    ...makeUpDocuments(crypto, random, context, nodeKeys)
  }
  return { context, members, nodeKeys, transcript }
}

function makeUpDocuments(
  crypto: Crypto,
  random: Random,
  context: RoundContext,
  nodeKeys: MadeUpRound['nodeKeys']
): Pick<Transcript, Purpose | 'maskCiphertexts'> {
  const hex = (sizeBytes: number): Hex => toHex(random.bytes(sizeBytes))
  const bytes32 = () => hex(32) as Bytes32
  const everyone = [...nodeKeys.keys()].sort()
  const staying = everyone.slice(0, -1)
  const by = <P extends Purpose>(
    authors: readonly MemberId[],
    purpose: P,
    body: (member: MemberId) => Body<P>
  ): readonly Signed<P>[] =>
    authors.map((member) => {
      const author = { member, nodeKey: nodeKeys.get(member)! }
      return signDocument(crypto, context, purpose, author, body(member))
    })
  const key = () => ({ x25519: hex(32), mlKem768: hex(1184) })
  const keys = by(everyone, 'keys', () => ({
    advert: { seal: key(), mask: key(), selfCommitment: bytes32() },
    engine: 'made up'
  }))
  const digests = () => everyone.slice(1).map(bytes32)
  const maskCiphertexts = staying.map(() => hex(1088))
  const digestOf = (part: Hex) => toHex(crypto.sha256(fromHex(part))) as Bytes32
  const shares = by(everyone, 'shares', (member) => ({
    keys: setDigest(crypto, keys),
    parcels: {
      // The first of each who stays is to the one who dropped.
      maskCiphertexts: digests().map((digest, index) => {
        const dealt = index === 0 ? maskCiphertexts[staying.indexOf(member)] : undefined
        return dealt === undefined ? digest : digestOf(dealt)
      }),
      sealedShares: digests(),
      selfShares: digests(),
      maskShares: digests()
    }
  }))
  const masked = by(staying, 'masked', () => ({
    participants: setDigest(crypto, shares),
    vector: cidOfDigest(random.bytes(32)),
    sizeBytes: 256
  }))
  const agreed = setDigest(crypto, masked)
  const survivors = by(staying, 'survivors', () => ({ survivors: agreed, members: [...staying] }))
  const reveal = (of: MemberId) => ({
    of,
    secret: staying.includes(of) ? ('self' as const) : ('mask' as const),
    share: hex(32),
    salt: hex(32)
  })
  const unmask = by(staying, 'unmask', () => ({
    survivors: agreed,
    reveals: everyone.map(reveal)
  }))
  return { keys, shares, masked, survivors, unmask, maskCiphertexts }
}
