/**
 * The moves that anybody may make for a study on the ledger: starting it, skipping a round that
 * nobody finished, closing it. Members take turns, so that mostly one of them pays.
 */
import type { StudyId } from '@commonhold/base'
import type { StudyRecord } from '@commonhold/protocol'
import type { StudyDeps } from './study-deps.ts'

/** Each does nothing where its time has not come, or it is another member's turn. */
export type StudyMoves = {
  startIfDue(record: StudyRecord): Promise<void>
  closeIfDue(record: StudyRecord): Promise<void>
  skipIfDue(record: StudyRecord): Promise<void>
}

/** Between two members' tries, in milliseconds. */
const turnMs = 3000

/** Waits for nothing yet. */
export function createStudyMoves(
  { clock, peers, ledger }: Pick<StudyDeps, 'clock' | 'peers' | 'ledger'>,
  study: StudyId
): StudyMoves {
  /** Since when the study waits for a move, by the move's name. */
  const waiting = new Map<string, number>()
  const isMyTurn = ({ members }: StudyRecord, move: string): boolean => {
    const nowMs = clock.monotonicMs()
    const sinceMs = waiting.get(move) ?? nowMs
    waiting.set(move, sinceMs)
    const self = members.findIndex(({ member }) => member === peers.self)
    if (nowMs - sinceMs < self * turnMs) return false
    // Another try only after everybody else has had theirs.
    waiting.set(move, nowMs + turnMs * members.length)
    return true
  }
  return {
    async startIfDue(record) {
      const { proposal, members } = record
      const nowSeconds = clock.nowMs() / 1000
      const isReady = members.length >= proposal.membersMax || nowSeconds > proposal.joinBy
      if (members.length < proposal.cohortMin || !isReady) return
      if (isMyTurn(record, 'start')) await ledger.start(study)
    },
    async closeIfDue(record) {
      if (isMyTurn(record, 'close')) await ledger.close(study)
    },
    async skipIfDue(record) {
      if (clock.nowMs() / 1000 <= record.roundDueAt) return
      if (!isMyTurn(record, `skip ${record.round}/${record.epoch}`)) return
      await ledger.skip(study)
    }
  }
}
