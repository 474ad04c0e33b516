/**
 * Terms: the one document that a study's members agree to, by its digest on the ledger.
 *
 * `plan` says what is learned; it is opaque here and read by `learning`. Everything else is about
 * who, when and who may look.
 */
import {
  type Bytes32,
  type Cid,
  cidOfDigest,
  decodeCanonical,
  encodeCanonical,
  equalBytes,
  type Json,
  type MemberId,
  toHex
} from '@commonhold/base'
import { sha256 } from '@noble/hashes/sha2.js'
import { z } from 'zod'
import { badTerms } from '../errors.ts'
import type { StudyProposal } from '../ledger/ledger.ts'
import { parseWith } from '../parse-with.ts'
import { memberIdSchema } from '../primitives.ts'
import { studyMembersMax } from '../study/proposal-range.ts'

/** The largest accepted terms document: 10,000 features with long names fit. */
export const termsBytesMax = 4 * 1024 * 1024

const json: z.ZodType<Json, Json> = z.json()

const termsSchema = z.strictObject({
  format: z.literal('commonhold-terms/1'),
  title: z.string().trim().min(1).max(120),
  description: z.string().max(4000),
  plan: json,
  /** One ledger round for each stage of the plan. */
  rounds: z.number().int().min(1).max(10_000),
  cohort: z.strictObject({
    /** The fewest members whose sum may be opened. A sum of two is no secret between two. */
    min: z.number().int().min(2).max(studyMembersMax),
    max: z.number().int().min(2).max(studyMembersMax)
  }),
  timing: z.strictObject({
    /** How long a member has to answer an aggregator, in seconds. */
    answerSeconds: z.number().min(0.1).max(3600),
    /** How much longer it has where it trains first, in seconds. */
    trainingSeconds: z.number().min(0).max(604_800),
    /** After this long anyone may skip a round on the ledger, in seconds. */
    roundSeconds: z.number().int().min(1).max(2_592_000),
    /** Rounds skipped in a row after which anyone may cancel. */
    skipsMax: z.number().int().min(1).max(1000)
  }),
  /** Accounts that may join; empty for any member. */
  invited: z.array(memberIdSchema).max(256),
  transcripts: z.strictObject({
    /** Who may read what a recomputation needs: masked vectors and signed documents. */
    readers: z.enum(['members', 'everyone']),
    /** Accounts that may read them besides the members. */
    auditors: z.array(memberIdSchema).max(64)
  }),
  /** How the model's earnings are shared among the datasets. */
  revenue: z.strictObject({ rule: z.literal('by-rounds-survived') }),
  /** Differential privacy: none, said openly. What the sum itself tells is not hidden. */
  privacy: z.strictObject({ kind: z.literal('none') })
})

/** A study's terms. */
export type Terms = Readonly<z.output<typeof termsSchema>>

/** Terms with the bytes and ids that name them. */
export type SealedTerms = {
  readonly terms: Terms
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly digest: Bytes32
  readonly cid: Cid
}

/** @throws {CommonholdError} `PROTOCOL_BAD_TERMS`, naming the field */
export function sealTerms(value: unknown): SealedTerms {
  const terms = parseWith(termsSchema, value, badTerms)
  if (terms.cohort.max < terms.cohort.min) throw badTerms('it is below cohort.min', 'cohort.max')
  if (terms.invited.length > 0 && terms.invited.length < terms.cohort.min) {
    throw badTerms(`fewer than cohort.min = ${terms.cohort.min} are invited`, 'invited')
  }
  const bytes = encodeCanonical(terms as Json)
  if (bytes.length > termsBytesMax) throw badTerms(`they are over ${termsBytesMax} bytes`)
  const digest = toHex(sha256(bytes)) as Bytes32
  return { terms, bytes, digest, cid: cidOfDigest(digest) }
}

/** @throws {CommonholdError} `BASE_NOT_CANONICAL`, `PROTOCOL_BAD_TERMS` */
export function openTerms(bytes: Uint8Array): SealedTerms {
  const sealed = sealTerms(decodeCanonical(bytes, termsBytesMax))
  // What reading changes, as blanks around a title, would give other bytes than those agreed to.
  if (!equalBytes(sealed.bytes, bytes)) throw badTerms('they are not written as they are read')
  return sealed
}

/**
 * What the ledger's proposal says otherwise than the terms it names; empty where they agree.
 * A member joins nothing that is not empty here.
 */
export function proposalMismatches(
  sealed: SealedTerms,
  proposal: StudyProposal,
  invitedRoot: (members: readonly MemberId[]) => Bytes32
): readonly string[] {
  const { terms } = sealed
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['terms', sealed.digest, proposal.terms],
    ['rounds', terms.rounds, proposal.rounds],
    ['cohort.min', terms.cohort.min, proposal.cohortMin],
    ['cohort.max', terms.cohort.max, proposal.membersMax],
    ['timing.skipsMax', terms.timing.skipsMax, proposal.skipsMax],
    ['timing.roundSeconds', terms.timing.roundSeconds, proposal.roundSeconds],
    ['invited', invitedRoot(terms.invited), proposal.invited]
  ]
  return pairs.flatMap(([name, wanted, found]) =>
    wanted === found ? [] : [`${name}: the terms say ${wanted}, the ledger says ${found}`]
  )
}
