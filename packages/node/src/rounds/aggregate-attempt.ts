/**
 * Runs one attempt at a round as its aggregator: asks the members what `onAggregatorEvent` says,
 * gathers their signed answers, and writes the final round to the ledger in one transaction.
 */
import {
  asCommonholdError,
  type Cid,
  CommonholdError,
  type Hex,
  type MemberId,
  toHex
} from '@commonhold/base'
import { canUnmask } from '@commonhold/learning/masking/mask-graph'
import {
  type AggregatorOptions,
  type AggregatorState,
  authorsOf,
  beginAttempt,
  certificateOf,
  encodeTranscript,
  type LedgerReceipt,
  onAggregatorEvent,
  type Phase,
  type RoundResult,
  recoverResultSigner,
  resumeAttempt,
  sortDocuments,
  type Transcript
} from '@commonhold/protocol'
import { recomputeRound } from '@commonhold/sdk/verify/recompute-round'
import { keepRound, resultOf } from './attest.ts'
import { checkAnswer, type ProvenLock, proveLock, takeOver } from './check-answer.ts'
import { fetchContent, fetchVectors } from './fetch-vectors.ts'
import { beginGathering, type Gathering, graphOf } from './gathering.ts'
import type { MemberRound } from './member-round.ts'
import type { RoundDeps, RoundProgress } from './open-round.ts'
import { heldCiphertexts } from './parcel-contents.ts'
import { contentsOf, questionOf } from './phase-question.ts'
import {
  decodeAnswer,
  encodeAsked,
  encodeQuestion,
  type RoundAnswer,
  type RoundQuestion,
  roundMessageBytesMax,
  roundTopic
} from './round-messages.ts'

/** How an attempt ended. */
export type AttemptOutcome =
  | {
      readonly kind: 'final'
      readonly receipt: LedgerReceipt
      readonly transcript: Transcript
      readonly transcriptCid: Cid
      /** From the first question to the last signature, the ledger not counted. */
      readonly protocolMs: number
    }
  | { readonly kind: 'failed'; readonly phase: Phase; readonly why: string }

/**
 * @param own this node's member side, which is asked like any other
 * @throws {CommonholdError} what the ledger throws when the round is written
 */
export async function aggregateAttempt(
  deps: RoundDeps,
  own: MemberRound,
  turn: number,
  onProgress: (progress: RoundProgress) => void,
  signal: AbortSignal
): Promise<AttemptOutcome> {
  const { round } = own
  const startedAtMs = deps.clock.monotonicMs()
  const gathering = beginGathering(deps, own, turn, onProgress, signal)
  let options: AggregatorOptions = {
    members: round.record.members.flatMap(({ member }) =>
      own.suspects().has(member) ? [] : [member]
    ),
    cohortMin: round.terms.cohort.min
  }
  let state = beginAttempt(options)
  while (state.kind === 'asking') {
    signal.throwIfAborted()
    const cheats = state.phase === 'result' ? await composeTranscript(gathering) : []
    if (cheats.length > 0) {
      options = { ...options, members: beginWithout(gathering, cheats) }
      state = beginAttempt(options)
      continue
    }
    state = await runPhase(gathering, state, options)
    if (state.kind === 'asking' && state.phase === 'unmask' && !canOpen(gathering)) {
      const why = 'those who signed the survivors hold too few shares'
      return { kind: 'failed', phase: 'survivors', why }
    }
  }
  if (state.kind === 'failed') return state
  const protocolMs = deps.clock.monotonicMs() - startedAtMs
  return { ...(await writeFinal(gathering)), protocolMs }
}

/** Whether those who signed the survivors, and so give shares, hold enough of every secret. */
function canOpen(gathering: Gathering): boolean {
  const { shares, masked, survivors } = gathering.documents
  const signed = certificateOf(
    gathering.deps.crypto,
    sortDocuments(masked.values()),
    sortDocuments(survivors.values())
  )
  return canUnmask(graphOf(gathering), [...shares.keys()], authorsOf(signed))
}

type Asking = Extract<AggregatorState, { kind: 'asking' }>

/** Asks everyone of a phase at once; each answer, refusal or silence is an event of the machine. */
async function runPhase(
  gathering: Gathering,
  start: Asking,
  options: AggregatorOptions
): Promise<AggregatorState> {
  const { phase, asked } = start
  const { log } = gathering.deps
  gathering.onProgress({ attempt: gathering.context.attempt, phase })
  gathering.digests.clear()
  if (phase === 'keys') gathering.graph = undefined
  const question = questionOf(gathering, phase)
  const encoded = encodeAsked(question)
  const contentsFor = contentsOf(gathering, phase)
  let state: AggregatorState = start
  let lock: ProvenLock | undefined
  await Promise.all(
    asked.map(async (member) => {
      try {
        const asked = { ...question, contents: contentsFor(member) }
        const answer = await askMember(gathering, member, asked, encoded)
        if (answer.kind === 'locked') lock ??= proveLock(gathering, member, answer)
        else if (answer.kind === 'result') acceptSignature(gathering, member, answer.signature)
        else await accept(gathering, member, phase, answer)
        state = onAggregatorEvent(state, { kind: 'answered', member }, options)
        gathering.own.touch(gathering.turn)
      } catch (cause) {
        const { code, message } = asCommonholdError(cause)
        log.info('round.member-lost', { phase, member, code, message })
        state = onAggregatorEvent(state, { kind: 'lost', member }, options)
      }
    })
  )
  if (lock !== undefined) {
    takeOver(gathering, lock)
    await fetchVectors(gathering.deps, gathering.round, lock.masked, gathering.deps.peers.self)
    return resumeAttempt(authorsOf(lock.shares), authorsOf(lock.masked))
  }
  return state
}

async function askMember(
  gathering: Gathering,
  member: MemberId,
  question: RoundQuestion,
  encoded: Uint8Array
): Promise<RoundAnswer> {
  const { deps, round, own, signal } = gathering
  if (member === deps.peers.self) return await own.answer(question, member)
  const { answerSeconds, trainingSeconds } = round.terms.timing
  const seconds = answerSeconds + (question.ask.kind === 'masked' ? trainingSeconds : 0)
  const answer = await deps.peers.request(member, roundTopic, encodeQuestion(question, encoded), {
    timeoutMs: Math.ceil(seconds * 1000),
    responseBytesMax: roundMessageBytesMax,
    signal
  })
  return decodeAnswer(answer)
}

function acceptSignature(gathering: Gathering, member: MemberId, signature: Hex): void {
  const { ledger, peers } = gathering.deps
  const { domain } = ledger
  if (
    member !== peers.self &&
    recoverResultSigner(domain, currentResult(gathering), signature) !== member
  ) {
    throw badAnswer(member, 'result', 'its signature is of another account')
  }
  gathering.signatures.set(member, signature)
}

/** Checks an answer and keeps it; a masked vector is fetched before it counts. */
async function accept(
  gathering: Gathering,
  member: MemberId,
  phase: Phase,
  answer: Exclude<RoundAnswer, { kind: 'result' | 'locked' }>
): Promise<void> {
  checkAnswer(gathering, member, phase, answer)
  if (answer.kind !== 'masked') return
  const { deps, round, documents } = gathering
  const { shape } = round.stage
  const vectorBytes = 4 * shape.length * shape.wordsPerElement
  const { vector, sizeBytes } = answer.document.body
  try {
    if (sizeBytes !== vectorBytes) {
      throw badAnswer(member, phase, `its vector has ${sizeBytes} bytes, not ${vectorBytes}`)
    }
    deps.store.take(answer.contents ?? [], [vector])
    await fetchContent(deps, round, vector, [member], vectorBytes)
  } catch (cause) {
    documents.masked.delete(member)
    throw cause
  }
}

/**
 * Leaves an attempt that was taken over and cannot be finished, since members cheated in it, for
 * one of this turn's own, of the same survivors without those.
 * @returns who takes part in it
 */
function beginWithout(gathering: Gathering, cheats: readonly MemberId[]): readonly MemberId[] {
  const { context, turn, round, documents, deps } = gathering
  // The attempt's own number is used up, and whom a second proof is about has not learnt from one.
  if (context.attempt === turn || gathering.proof !== undefined) {
    throw badAnswer(cheats[0]!, 'unmask', 'its shares give another secret than it committed to')
  }
  deps.log.warn('round.cheated', { attempt: context.attempt, cheats: [...cheats] })
  const survivors = authorsOf(sortDocuments(documents.masked.values()))
  const unmask = [...sortDocuments(documents.unmask.values())]
  gathering.proof = { attempt: context.attempt, unmask }
  gathering.context = { ...round.opening, attempt: turn }
  for (const ofPurpose of Object.values(documents)) ofPurpose.clear()
  gathering.parcels.clear()
  gathering.graph = undefined
  return survivors.filter((member) => !cheats.includes(member))
}

/**
 * What the transcript says of the round, before the members are asked to sign it.
 * @returns who cheated, so that there is none
 */
async function composeTranscript(gathering: Gathering): Promise<readonly MemberId[]> {
  const { deps, round, context, documents } = gathering
  const keys = sortDocuments(documents.keys.values())
  const shares = sortDocuments(documents.shares.values())
  const masked = sortDocuments(documents.masked.values())
  const graph = graphOf(gathering)
  const ciphertexts = heldCiphertexts(deps.store, { graph, shares, masked }) ?? []
  const draft: Omit<Transcript, 'model'> = {
    format: 'commonhold-transcript/2',
    study: context.study,
    round: context.round,
    epoch: context.epoch,
    attempt: context.attempt,
    previousModel: context.previousModel,
    aggregator: deps.peers.self,
    keys,
    shares,
    masked,
    survivors: certificateOf(deps.crypto, masked, sortDocuments(documents.survivors.values())),
    unmask: sortDocuments(documents.unmask.values()),
    maskCiphertexts: ciphertexts.map((bytes) => toHex(bytes))
  }
  const placeholder = draft.masked[0]!.body.vector
  const found = await recomputeRound({
    crypto: deps.crypto,
    context,
    transcript: { ...draft, model: placeholder },
    stage: round.stage,
    blobs: deps.store
  })
  if (!found.ok && found.cheats.length > 0) return found.cheats
  if (!found.ok) throw badAnswer(found.implicates[0] ?? deps.peers.self, 'unmask', found.detail)
  const transcript = { ...draft, model: found.cid }
  await deps.store.place(found.artefact)
  const transcriptCid = await deps.store.place(encodeTranscript(transcript))
  gathering.transcript = transcript
  gathering.transcriptCid = transcriptCid
  gathering.kept = keepRound(deps, round, transcript, transcriptCid)
  // Told where it is awaited: by whoever has to fetch from here, and before the ledger is.
  gathering.kept.catch(() => {})
  return []
}

function currentResult(gathering: Gathering): RoundResult {
  return resultOf(gathering.round, gathering.transcript!, gathering.transcriptCid!)
}

async function writeFinal(gathering: Gathering) {
  const { deps, round } = gathering
  const indexOf = new Map(round.record.members.map(({ member }, index) => [member, index]))
  const signatures = new Map(
    [...gathering.signatures].map(([member, signature]) => [indexOf.get(member)!, signature])
  )
  await gathering.kept
  const receipt = await deps.ledger.finalise(currentResult(gathering), signatures)
  return {
    kind: 'final' as const,
    receipt,
    transcript: gathering.transcript!,
    transcriptCid: gathering.transcriptCid!
  }
}

function badAnswer(member: MemberId, phase: Phase, why: string): CommonholdError {
  return new CommonholdError({
    code: 'NODE_BAD_ANSWER',
    fault: 'peer',
    message: `The answer of ${member} to "${phase}" was refused: ${why}.`,
    hint: 'The round goes on without this member; it may take part in the next one.',
    details: { member, phase }
  })
}
