/**
 * What this node knows of the rounds that became final: read from its own part in them, or, for
 * those that it missed, recomputed from the files that the others keep.
 */
import { asCommonholdError, type Cid, cidOfDigest } from '@commonhold/base'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import {
  authorsOf,
  checkTranscript,
  decodeTranscript,
  membersOfBits,
  type RoundRecord,
  refused,
  type StudyRecord,
  type Transcript
} from '@commonhold/protocol'
import { recomputeRound } from '@commonhold/sdk/verify/recompute-round'
import type { RoundOutcome } from '../rounds/open-round.ts'
import type { RoundContents } from '../rounds/round-contents.ts'
import { fetchArtefact } from './prepare-round.ts'
import { type OwnStudy, othersOf, type StudyDeps } from './study-deps.ts'
import type { FinalRound } from './study-events.ts'
import type { FoundRound, StudyFiles } from './study-files.ts'

/** What the runner saw of a round while it was open. */
export type SeenRound = {
  readonly outcome: RoundOutcome | undefined
  readonly durationMs: number | undefined
  readonly protocolMs: number | undefined
  /** What this node still holds of the opening. */
  readonly contents: RoundContents | undefined
}

/**
 * Finds what is to know of a final round, keeps its contents, and remembers both.
 * @returns `isNews`: whether this node learned it only now, and not before it was started anew
 */
export async function findRound(
  deps: StudyDeps,
  own: OwnStudy,
  files: StudyFiles,
  study: StudyRecord,
  record: RoundRecord,
  seen: SeenRound
): Promise<{ readonly final: FinalRound; readonly isNews: boolean }> {
  const known = await files.readFound(record.round)
  if (known?.transcript === record.transcript) {
    return { final: present(record, known), isNews: false }
  }
  const seconds = own.sealed.terms.timing.answerSeconds
  const transcriptCid = cidOfDigest(record.transcript)
  await seen.contents?.persist([transcriptCid, cidOfDigest(record.model)])
  const bytes = await fetchArtefact(deps, study, transcriptCid, seconds)
  const transcript = decodeTranscript(bytes)
  const vectors = transcript.masked.map(({ body }) => body.vector)
  // What this node recomputed may be of an attempt that another one overtook.
  const recomputed = seen.outcome?.model === cidOfDigest(record.model) ? seen.outcome : undefined
  await seen.contents?.persist(vectors)
  if (recomputed !== undefined)
    await fetchMissing(deps, own, study, vectors, recomputed.vectorBytes)
  const outcome = recomputed ?? (await recomputeMissed(deps, own, study, record, transcript))
  await deps.store.keep(`study-${study.study}-round-${record.round}`, [
    transcriptCid,
    cidOfDigest(record.model),
    ...vectors
  ])
  await letGo(deps, study, record.round)
  const found: FoundRound = {
    transcript: record.transcript,
    attempt: transcript.attempt,
    aggregator: transcript.aggregator,
    participants: [...authorsOf(transcript.shares)],
    survivors: [...membersOfBits(study.members, record.survivors)],
    summary: { ...outcome.summary },
    vectorBytes: outcome.vectorBytes,
    transcriptBytes: bytes.length,
    durationMs: seen.durationMs,
    protocolMs: seen.protocolMs
  }
  await files.writeFound(record.round, found)
  return { final: present(record, found), isNews: true }
}

/** How many rounds back the evidence of releases is kept, should the ledger go back. */
const evidenceRounds = 2

/** What a round needed only while it was open, and the evidence of one that is long final. */
async function letGo(deps: StudyDeps, { study }: StudyRecord, round: number): Promise<void> {
  await deps.store.keep(`study-${study}-round-${round}-own`, [])
  await deps.store.keep(`study-${study}-round-${round}-vectors`, [])
  await deps.store.keep(`study-${study}-round-${round - evidenceRounds}-release`, [])
}

/**
 * What the last rounds of a study that is over leave behind. The store removes it an hour later at
 * the earliest, so that it is there still where the ledger goes back a little.
 */
export async function letGoOfStudy(
  deps: Pick<StudyDeps, 'store' | 'log'>,
  { study, round }: Pick<StudyRecord, 'study' | 'round'>
): Promise<void> {
  for (let past = Math.max(1, round - evidenceRounds); past <= round; past++) {
    for (const what of ['own', 'vectors', 'release']) {
      await deps.store.keep(`study-${study}-round-${past}-${what}`, []).catch((cause) => {
        const { code } = asCommonholdError(cause)
        deps.log.info('study.not-let-go', { round: past, what, code })
      })
    }
  }
}

/** The same recomputation that participants made, for a round that this node was not in. */
async function recomputeMissed(
  deps: StudyDeps,
  own: OwnStudy,
  study: StudyRecord,
  record: RoundRecord,
  transcript: Transcript
): Promise<RoundOutcome> {
  const { timing } = own.sealed.terms
  const { round, epoch, previousModel } = record
  const { attempt } = transcript
  const context = {
    domain: deps.ledger.domain,
    study: study.study,
    round,
    epoch,
    previousModel,
    attempt
  }
  const broken = checkTranscript(deps.crypto, context, study.members, transcript).find(
    ({ ok }) => !ok
  )
  if (broken !== undefined) throw refused('R6', `${broken.name}: ${broken.detail}`)
  const previous =
    round === 1
      ? undefined
      : await fetchArtefact(deps, study, cidOfDigest(previousModel), timing.answerSeconds)
  const stage = await openStage(own.plan, round - 1, previous)
  const bytesMax = 4 * stage.shape.length * stage.shape.wordsPerElement
  const vectors = transcript.masked.map(({ body }) => body.vector)
  await fetchMissing(deps, own, study, vectors, bytesMax)
  const found = await recomputeRound({
    crypto: deps.crypto,
    context,
    transcript,
    stage,
    blobs: deps.store
  })
  if (!found.ok) throw refused('R6', found.detail)
  await deps.store.put(found.artefact)
  return { summary: found.summary, model: found.cid, vectorBytes: found.vectorBytes }
}

/** Brings vectors into the store that it lacks. */
async function fetchMissing(
  deps: StudyDeps,
  own: OwnStudy,
  study: StudyRecord,
  vectors: readonly Cid[],
  bytesMax: number
): Promise<void> {
  const from = othersOf(study, deps.peers.self)
  const timeoutMs = Math.ceil(1000 * own.sealed.terms.timing.answerSeconds)
  for (const vector of vectors) {
    if (await deps.store.has(vector)) continue
    await deps.peers.fetch(vector, { from, store: deps.store, bytesMax, timeoutMs })
  }
}

function present(record: RoundRecord, found: FoundRound): FinalRound {
  const { summary } = found
  return {
    record,
    kind: summary.kind,
    attempt: found.attempt,
    aggregator: found.aggregator,
    participants: found.participants,
    survivors: found.survivors,
    summary: withoutUndefined(summary),
    durationMs: found.durationMs,
    protocolMs: found.protocolMs,
    vectorBytes: found.vectorBytes,
    transcriptBytes: found.transcriptBytes
  }
}

/** A summary as its type wants it: members that are not there are left out. */
function withoutUndefined(summary: FoundRound['summary']): FinalRound['summary'] {
  return JSON.parse(JSON.stringify(summary)) as FinalRound['summary']
}

/** Says why a round's contents could not be found, without stopping the study. */
export function explainMissing(deps: Pick<StudyDeps, 'log'>, round: number, cause: unknown): void {
  const { code, message } = asCommonholdError(cause)
  deps.log.info('round.not-found-yet', { round, code, message })
}
