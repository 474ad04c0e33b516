/**
 * What the ledger says of a study, read as of one moment: while a study runs, a round may become
 * final between two questions, and what they answered would not fit together.
 */
import { CommonholdError, type StudyId } from '@commonhold/base'
import type { Ledger } from '@commonhold/protocol'
import type { StudyEvidence } from './verify-study.ts'

/** What is asked of the ledger. */
export type EvidenceLedger = Pick<
  Ledger,
  'domain' | 'studyOf' | 'roundsOf' | 'assetOf' | 'signaturesOf'
>

/** A round takes longer than three questions: after so many tries something is wrong. */
const triesMax = 10

/**
 * Undefined where the ledger has no such study.
 * @throws {CommonholdError} `SDK_LEDGER_MOVES` (retryable) where it never stood still
 */
export async function readLedgerEvidence(
  ledger: EvidenceLedger,
  study: StudyId
): Promise<StudyEvidence | undefined> {
  for (let tries = 0; tries < triesMax; tries++) {
    const before = await ledger.studyOf(study)
    if (before === undefined) return undefined
    const rounds = await ledger.roundsOf(study)
    const asset = before.asset === undefined ? undefined : await ledger.assetOf(before.asset)
    const after = await ledger.studyOf(study)
    if (after?.state !== before.state || after.model !== before.model) continue
    return {
      domain: ledger.domain,
      study: before,
      rounds,
      signaturesOf: (round) => ledger.signaturesOf(round),
      asset
    }
  }
  throw new CommonholdError({
    code: 'SDK_LEDGER_MOVES',
    fault: 'chain',
    message: `Study ${study} changed on the ledger ${triesMax} times while it was read.`,
    hint: 'Verify it again when its rounds go on more slowly, or when it is closed.',
    retryable: true,
    details: { study }
  })
}
