/** Recomputes one final round and notes every check of it. */
import { type Cid, cidOfDigest, type MemberId } from '@commonhold/base'
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import {
  authorsOf,
  checkTranscript,
  decodeTranscript,
  isQuorum,
  membersOfBits,
  type RoundContext,
  type RoundRecord,
  recoverResultSigner,
  survivorBits,
  type Transcript,
  transcriptBytesMax
} from '@commonhold/protocol'
import type { CheckList } from './check-list.ts'
import { type ContentReader, explain } from './content-reader.ts'
import { recomputeRound } from './recompute-round.ts'
import type { VerifyOptions } from './verify-study.ts'

/** The largest artefact that is recomputed. */
const artefactBytesMax = 1024 * 1024 * 1024

/** What a round's verification is given. */
export type VerifyRoundOptions = VerifyOptions & {
  readonly reader: ContentReader
  readonly list: CheckList
  readonly plan: LearningPlan
  readonly record: RoundRecord
}

/** @returns how many vectors were summed, or undefined where the round could not be recomputed */
export async function verifyRound(options: VerifyRoundOptions): Promise<number | undefined> {
  const { record, list } = options
  const { round } = record
  await checkResultSignatures(options)
  const transcript = await readTranscript(options)
  if (transcript === undefined) return undefined
  const context = contextOf(options, transcript)
  const { members } = options.evidence.study
  const checks = checkTranscript(options.crypto, context, members, transcript)
  for (const check of checks) list.note({ ...check, round })
  const survivors = survivorBits(members, authorsOf(transcript.masked))
  list.note({
    name: 'the ledger names the survivors of the transcript',
    round,
    ok: survivors === record.survivors,
    detail: `${transcript.masked.length} survivors`,
    ...(survivors === record.survivors ? {} : { implicates: signersOf(options) })
  })
  const { cohortMin } = options.evidence.study.proposal
  list.note({
    name: 'no sum of fewer members than agreed was opened',
    round,
    ok: transcript.masked.length >= cohortMin,
    detail: `${transcript.masked.length} survivors, at least ${cohortMin} were agreed`
  })
  if (checks.some(({ ok }) => !ok)) return undefined
  return await recompute(options, context, transcript)
}

async function recompute(
  options: VerifyRoundOptions,
  context: RoundContext,
  transcript: Transcript
): Promise<number | undefined> {
  const { record, list, reader, plan, crypto } = options
  const { round } = record
  const name = 'the sum and the model follow from the members’ vectors'
  try {
    const previous =
      round === 1
        ? undefined
        : await reader.read(cidOfDigest(record.previousModel), artefactBytesMax)
    const stage = await openStage(plan, round - 1, previous)
    const sizes = new Map(transcript.masked.map(({ body }) => [body.vector, body.sizeBytes]))
    const found = await recomputeRound({
      crypto,
      context,
      transcript,
      stage,
      blobs: {
        size: async (cid) => sizes.get(cid),
        read: (cid: Cid) => reader.stream(cid, sizes.get(cid) ?? 0)
      }
    })
    const ok = found.ok && found.cid === cidOfDigest(record.model)
    const detail = found.ok
      ? ok
        ? `${transcript.masked.length} vectors give ${found.cid}`
        : `the vectors give ${found.cid}, and ${cidOfDigest(record.model)} was signed`
      : found.detail
    const implicates = found.ok ? signersOf(options) : found.implicates
    list.note({ name, round, ok, detail, ...(ok ? {} : { implicates }) })
    await checkModelFile(options)
    return transcript.masked.length
  } catch (cause) {
    list.note({ name, round, ok: false, ...explain(cause) })
    return undefined
  }
}

/** The published model file is there, whole. */
async function checkModelFile({ record, reader, list }: VerifyRoundOptions): Promise<void> {
  const name = 'the published model file is the one that was signed'
  const cid = cidOfDigest(record.model)
  try {
    const { length } = await reader.read(cid, artefactBytesMax)
    list.note({ name, round: record.round, ok: true, detail: `${cid}, ${length} bytes` })
  } catch (cause) {
    list.note({ name, round: record.round, ok: false, ...explain(cause) })
  }
}

async function checkResultSignatures(options: VerifyRoundOptions): Promise<void> {
  const { record, list, evidence } = options
  const { domain, study } = evidence
  const name = 'more than two thirds of the survivors signed the result'
  try {
    const signatures = await evidence.signaturesOf(record)
    const survivors = membersOfBits(study.members, record.survivors)
    const forged = [...signatures].filter(([index, signature]) => {
      const member = study.members[index]?.member
      return member === undefined || recoverResultSigner(domain, record, signature) !== member
    })
    const outside = [...signatures.keys()].filter((index) => {
      const member = study.members[index]?.member
      return member === undefined || !survivors.includes(member)
    })
    const ok =
      forged.length === 0 && outside.length === 0 && isQuorum(signatures.size, survivors.length)
    const implicates = forged.flatMap(([index]) => study.members[index]?.member ?? [])
    list.note({
      name,
      round: record.round,
      ok,
      detail: `${signatures.size - forged.length} of ${survivors.length} signatures hold`,
      ...(ok ? {} : { implicates })
    })
  } catch (cause) {
    list.note({ name, round: record.round, ok: false, ...explain(cause) })
  }
}

async function readTranscript(options: VerifyRoundOptions): Promise<Transcript | undefined> {
  const { record, reader, list } = options
  const name = 'the transcript is the one that the ledger names'
  try {
    const bytes = await reader.read(cidOfDigest(record.transcript), transcriptBytesMax)
    const transcript = decodeTranscript(bytes)
    const ok = transcript.model === cidOfDigest(record.model)
    const detail = `${cidOfDigest(record.transcript)}, ${bytes.length} bytes`
    list.note({
      name,
      round: record.round,
      ok,
      detail: ok ? detail : `it names the model ${transcript.model}`,
      ...(ok ? {} : { implicates: [transcript.aggregator] })
    })
    return transcript
  } catch (cause) {
    list.note({ name, round: record.round, ok: false, ...explain(cause) })
    return undefined
  }
}

function contextOf({ record, evidence }: VerifyRoundOptions, transcript: Transcript): RoundContext {
  const { round, epoch, previousModel } = record
  const { attempt } = transcript
  const { domain, study } = evidence
  return { domain, study: study.study, round, epoch, previousModel, attempt }
}

/** Members whose signatures made the round final: answerable for what it says. */
function signersOf({ record, evidence }: VerifyRoundOptions): readonly MemberId[] {
  return membersOfBits(evidence.study.members, record.signers)
}
