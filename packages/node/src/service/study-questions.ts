/** Passes the questions of rounds on to the study that they are of. */
import { CommonholdError, type MemberId, type Peers, type StudyId } from '@commonhold/base'
import {
  decodeQuestion,
  encodeAnswer,
  roundMessageBytesMax,
  roundTopic
} from '../rounds/round-messages.ts'
import type { LedgerView } from '../studies/study-deps.ts'
import type { StudyRunner } from '../studies/study-runner.ts'
import type { BeginGate } from './begin-gate.ts'
import { hasSeat } from './has-seat.ts'

/** Questions that one member may ask a minute: some hundred quick rounds. */
const requestsPerMinuteMax = 6000

/**
 * Answers every question from whoever has a seat in a study that runs here. One that would be
 * refused may have come before its study has begun here: it waits at the gate for a moment.
 */
export function serveQuestions(options: {
  readonly peers: Pick<Peers, 'handle'>
  readonly view: Pick<LedgerView, 'studyOf'>
  readonly runners: ReadonlyMap<StudyId, Pick<StudyRunner, 'answer'>>
  readonly gate: Pick<BeginGate, 'until'>
}): void {
  const { peers, view, runners, gate } = options
  const isSeated = (member: MemberId): boolean =>
    [...runners.keys()].some((study) => {
      const record = view.studyOf(study)
      return record !== undefined && hasSeat(record, member)
    })
  peers.handle(
    roundTopic,
    { requestBytesMax: roundMessageBytesMax, requestsPerMinuteMax },
    async ({ from, body, signal }) => {
      await gate.until(() => isSeated(from), { from, signal })
      // Decoding costs up to `roundMessageBytesMax`: only who has a seat here is worth it.
      if (!isSeated(from)) throw notTakingPart(`a study with ${from}`, { member: from })
      const question = decodeQuestion(body)
      const { study } = question
      await gate.until(() => runners.has(study), { from, signal, study })
      const runner = runners.get(study)
      if (runner === undefined) throw notTakingPart(`study ${study}`, { study })
      return encodeAnswer(await runner.answer(question, from))
    }
  )
}

function notTakingPart(
  what: string,
  details: { readonly member?: MemberId; readonly study?: StudyId }
): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_STUDY',
    fault: 'peer',
    message: `This node takes no part in ${what}, or has not seen it yet.`,
    hint: 'Ask again in a few seconds.',
    retryable: true,
    details
  })
}
