/**
 * The last answer of a round: a participant writes the transcript, or fetches it where it lacks
 * documents, recomputes the round from it, and signs for the ledger what it found itself.
 */
import { type Cid, cidOfDigest, digestOfCid, type MemberId, toHex } from '@commonhold/base'
import {
  authorsOf,
  checkTranscript,
  decodeTranscript,
  encodeTranscript,
  openDocuments,
  type RoundContext,
  type RoundResult,
  refused,
  replyTo,
  setDigest,
  survivorBits,
  type Transcript,
  transcriptBytesMax
} from '@commonhold/protocol'
import { recomputeRound } from '@commonhold/sdk/verify/recompute-round'
import { fetchContent, fetchVectors } from './fetch-vectors.ts'
import type { MemberAttempt, MemberDeps } from './member-attempt.ts'
import { nodeKeysOf } from './node-keys.ts'
import { keeperOf, type OpenRound, type RoundOutcome } from './open-round.ts'
import { heldCiphertexts } from './parcel-contents.ts'
import type { RoundAnswer, RoundAsk } from './round-messages.ts'

/** A signature over the round's result, and what the round came to. */
export type Attested = { readonly answer: RoundAnswer; readonly outcome: RoundOutcome }

/**
 * @param attempt this member's part in the attempt; undefined after a restart, when only the
 * release on disk says for which survivors this member stands
 * @throws {CommonholdError} `PROTOCOL_REFUSED` by rule R6 where the recomputation differs
 */
export async function attest(
  deps: MemberDeps,
  round: OpenRound,
  context: RoundContext,
  attempt: MemberAttempt | undefined,
  ask: Extract<RoundAsk, { kind: 'result' }>,
  from: MemberId
): Promise<Attested> {
  const released = deps.releases.find(context.previousModel)
  if (released?.attempt !== context.attempt) {
    throw refused('R4', 'this member released no shares in this attempt')
  }
  const { transcript: transcriptCid } = ask
  const transcript =
    (attempt === undefined ? undefined : await writeTranscript(deps, round, attempt, ask, from)) ??
    (await fetchTranscript(deps, round, transcriptCid, from))
  if (transcript.aggregator !== from) {
    throw refused('R6', `the transcript names ${transcript.aggregator} as its aggregator`)
  }
  const survivors = setDigest(deps.crypto, transcript.masked)
  if (released.survivors !== survivors) {
    throw refused('R4', 'this member released shares for other survivors')
  }
  const found = await recompute(deps, round, context, transcript, from)
  if (attempt !== undefined) {
    const reply = replyTo(
      attempt.state,
      { kind: 'result', survivors, recomputed: true },
      { cohortMin: round.cohortMin }
    )
    if (reply.kind === 'refuse') throw refused(reply.rule, reply.why)
    if (reply.kind === 'answer') attempt.state = reply.state
  }
  const signature = await deps.ledger.signResult(resultOf(round, transcript, transcriptCid))
  return { answer: { kind: 'result', signature }, outcome: found }
}

/** What the ledger is told of a transcript. */
export function resultOf(
  round: OpenRound,
  transcript: Transcript,
  transcriptCid: Cid
): RoundResult {
  const { study, round: index, epoch, previousModel } = round.opening
  return {
    study,
    round: index,
    epoch,
    previousModel,
    model: digestOfCid(transcript.model),
    transcript: digestOfCid(transcriptCid),
    survivors: survivorBits(round.record.members, authorsOf(transcript.masked))
  }
}

/**
 * The transcript of an attempt that this member was in, from the documents that it has seen and
 * what they lack; undefined where that comes to another one than is asked about.
 */
async function writeTranscript(
  deps: MemberDeps,
  round: OpenRound,
  attempt: MemberAttempt,
  { transcript: asked, rest }: Extract<RoundAsk, { kind: 'result' }>,
  aggregator: MemberId
): Promise<Transcript | undefined> {
  if (rest === undefined) return undefined
  const { context, keys, shares, masked, certificate: survivors } = attempt
  const { study, round: index, epoch, attempt: number, previousModel } = context
  const ciphertexts = heldCiphertexts(deps.store, { graph: attempt.graph!, shares, masked })
  if (ciphertexts === undefined) return undefined
  const transcript: Transcript = {
    format: 'commonhold-transcript/2',
    study,
    round: index,
    epoch,
    attempt: number,
    previousModel,
    aggregator,
    model: rest.model,
    keys,
    shares,
    masked,
    survivors,
    unmask: openDocuments(deps.crypto, context, 'unmask', rest.unmask, nodeKeysOf(round)),
    maskCiphertexts: ciphertexts.map((bytes) => toHex(bytes))
  }
  const bytes = encodeTranscript(transcript)
  if (cidOfDigest(deps.crypto.sha256(bytes)) !== asked) return undefined
  await deps.store.place(bytes)
  return transcript
}

async function fetchTranscript(
  deps: MemberDeps,
  round: OpenRound,
  cid: Cid,
  from: MemberId
): Promise<Transcript> {
  await fetchContent(deps, round, cid, [from], transcriptBytesMax)
  const bytes = await deps.store.get(cid, { bytesMax: transcriptBytesMax })
  return decodeTranscript(bytes)
}

async function recompute(
  deps: MemberDeps,
  round: OpenRound,
  context: RoundContext,
  transcript: Transcript,
  from: MemberId
): Promise<RoundOutcome> {
  const checks = checkTranscript(deps.crypto, context, round.record.members, transcript)
  const broken = checks.find(({ ok }) => !ok)
  if (broken !== undefined) throw refused('R6', `${broken.name}: ${broken.detail}`)
  await fetchVectors(deps, round, transcript.masked, from)
  const found = await recomputeRound({
    ...deps,
    context,
    transcript,
    stage: round.stage,
    blobs: deps.store
  })
  if (!found.ok) throw refused('R6', found.detail)
  if (found.cid !== transcript.model) {
    throw refused('R6', `the recomputed model is ${found.cid}, not ${transcript.model}`)
  }
  await deps.store.place(found.artefact)
  return { summary: found.summary, model: found.cid, vectorBytes: found.vectorBytes }
}

/** Writes a round's contents to the store and keeps them, so that others can recompute it later. */
export async function keepRound(
  deps: MemberDeps,
  round: OpenRound,
  transcript: Transcript,
  transcriptCid: Cid
): Promise<void> {
  const vectors = transcript.masked.map(({ body }) => body.vector)
  const contents = [transcriptCid, transcript.model, ...vectors]
  await deps.store.persist(contents)
  await deps.store.keep(keeperOf(round.opening), contents)
}
