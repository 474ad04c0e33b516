/**
 * Recomputes a study where the reader is: by the code of `commonhold verify`, with the browser's
 * cryptography, in memory. The node is believed what the ledger says, and nothing else: it hands
 * out files, and each is held to its content id here.
 *
 * Downloads every public file of the study once and holds one masked vector at a time.
 */
import type { MemberId, StudyId } from '@commonhold/base'
import { openWebCrypto } from '@commonhold/platform/web-crypto'
import type { CommonholdClient, VerificationCheck, VerificationReport } from '@commonhold/sdk'
import { readEvidence } from '@commonhold/sdk/verify/evidence-document'
import { verifyStudy } from '@commonhold/sdk/verify/verify-study'

/** What a verification is given. */
export type BrowserVerification = {
  readonly client: Pick<CommonholdClient, 'studyEvidence' | 'openContent'>
  readonly study: StudyId
  /** The member whose node hands out the files: who is named where one was altered. */
  readonly holder: MemberId
  readonly signal?: AbortSignal
  readonly onRound?: (round: number, of: number) => void
  readonly onCheck?: (check: VerificationCheck) => void
}

/** @throws {CommonholdError} what asking the node for the ledger's records throws */
export async function verifyInBrowser(options: BrowserVerification): Promise<VerificationReport> {
  const { client, study, holder, signal, onRound, onCheck } = options
  const evidence = readEvidence(await client.studyEvidence(study, signal))
  return await verifyStudy({
    crypto: openWebCrypto(),
    evidence,
    contents: {
      open: async (cid) => ({
        holder,
        pieces: (await client.openContent(study, cid, signal)).pieces
      })
    },
    ...(signal === undefined ? {} : { signal }),
    ...(onRound === undefined ? {} : { onRound }),
    ...(onCheck === undefined ? {} : { onCheck })
  })
}
