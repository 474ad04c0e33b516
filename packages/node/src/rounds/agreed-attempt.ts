/**
 * What a member needs to give its shares, on disk from when it signs the survivors until it has
 * given them. Without it, one that dies in between would lose the shares that it holds; where the
 * others have given theirs, and too few are left to open the sum, nobody could ever finish a round
 * for that incoming model again (R7).
 *
 * The file holds secrets, both halves of other members' shares, for as long as a phase lasts: it is
 * the owner's alone to read, and is removed when the release is noted.
 */
import type { MemberId } from '@commonhold/base'
import { maskGraph } from '@commonhold/learning/masking/mask-graph'
import type { RoundSecrets } from '@commonhold/learning/masking/masking'
import {
  authorsOf,
  badDocument,
  bytes32Schema,
  encodeDocuments,
  hexSchema,
  memberIdSchema,
  membersMax,
  openDocuments,
  type Purpose,
  parseWith,
  type RoundContext,
  roundBinding,
  roundSeed,
  type Signed,
  setDigest,
  signedSchema,
  uint32Schema
} from '@commonhold/protocol'
import { z } from 'zod'
import type { MemberAttempt, MemberDeps } from './member-attempt.ts'
import { packMessage, unpackMessage } from './message-frame.ts'
import { nodeKeysOf } from './node-keys.ts'
import type { OpenRound } from './open-round.ts'
import { contentsOfSum } from './parcel-contents.ts'

const documentList = z.array(z.unknown()).max(membersMax)
const word = hexSchema(32)

const agreedSchema = z.strictObject({
  round: uint32Schema,
  epoch: uint32Schema,
  attempt: uint32Schema,
  previousModel: bytes32Schema,
  held: z
    .array(
      z.strictObject({
        of: memberIdSchema,
        selfShare: word,
        selfSalt: word,
        maskShare: word,
        maskSalt: word
      })
    )
    .max(membersMax),
  keys: documentList,
  shares: documentList,
  masked: documentList,
  /** This member's own word on the survivors. */
  survivors: signedSchema('survivors')
})

const agreedBytesMax = 256 * 1024 * 1024

/** No question is answered with these: the attempt is past all that needs them. */
const spentSecrets: RoundSecrets = {
  sealSeed: new Uint8Array(32),
  maskSeed: new Uint8Array(32),
  selfSeed: new Uint8Array(32)
}

/** Writes down what `restoreAgreed` reads. Durable when it resolves. */
export async function saveAgreed(
  deps: MemberDeps,
  attempt: MemberAttempt,
  survivors: Signed<'survivors'>
): Promise<void> {
  const { round, epoch, attempt: number, previousModel } = attempt.context
  const { keys, shares, masked } = attempt
  const graph = attempt.graph!
  const held = [...attempt.held.values()]
  const place = { round, epoch, attempt: number, previousModel }
  const document = encodeDocuments({ ...place, held, keys, shares, masked, survivors })
  const contents = deps.store.held(contentsOfSum({ graph, shares, masked }))
  await deps.releases.saveAgreed(packMessage(document, contents))
}

/**
 * The attempt in which this member signed survivors before its process ended.
 * @returns undefined where the last such attempt was another one, or its shares were given
 * @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT` where the file is damaged
 */
export async function restoreAgreed(
  deps: MemberDeps,
  round: OpenRound,
  context: RoundContext,
  suspects: Set<MemberId>
): Promise<MemberAttempt | undefined> {
  const bytes = await deps.releases.readAgreed(agreedBytesMax)
  if (bytes === undefined) return undefined
  const { document, contents } = unpackMessage('agreed attempt', bytes, agreedBytesMax)
  const saved = parseWith(agreedSchema, document, (why, path) =>
    badDocument('agreed attempt', `${path} ${why}`)
  )
  const isOther = (['round', 'epoch', 'attempt', 'previousModel'] as const).some(
    (name) => saved[name] !== context[name]
  )
  if (isOther) return undefined
  const nodeKeys = nodeKeysOf(round)
  const load = <P extends Purpose>(purpose: P, value: unknown): readonly Signed<P>[] =>
    openDocuments(deps.crypto, context, purpose, value, nodeKeys)
  const [keys, shares, masked] = [
    load('keys', saved.keys),
    load('shares', saved.shares),
    load('masked', saved.masked)
  ] as const
  const graph = maskGraph(authorsOf(keys), roundSeed(context))
  deps.store.take(contents, contentsOfSum({ graph, shares, masked }))
  return {
    context,
    binding: roundBinding(context),
    secrets: spentSecrets,
    answers: new Map([['survivors', { kind: 'survivors', document: saved.survivors }]]),
    held: new Map(saved.held.map((share) => [share.of, share])),
    suspects,
    state: {
      kind: 'agreed',
      participants: authorsOf(shares),
      survivors: setDigest(deps.crypto, masked),
      authors: authorsOf(masked)
    },
    graph,
    keys,
    shares,
    masked,
    certificate: []
  }
}
