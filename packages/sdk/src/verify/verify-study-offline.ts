/**
 * Verifies a study without a node: from a ledger's RPC address, the address of its Studies
 * contract, and a place that holds the public files. Nothing in that place is believed.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Cid,
  type Clock,
  CommonholdError,
  type MemberId,
  type StudyId
} from '@commonhold/base'
import { openLedgerReader } from '@commonhold/contracts'
import { nodeCrypto, realClock } from '@commonhold/platform'
import type { VerificationReport } from '../api/verification.ts'
import type { ContentSource } from './content-reader.ts'
import { readLedgerEvidence } from './ledger-evidence.ts'
import { verifyStudy } from './verify-study.ts'

/** What to verify, and from where. */
export type VerifyStudyOfflineOptions = {
  readonly study: StudyId
  readonly rpcUrl: string
  /** The Studies contract. */
  readonly studies: MemberId
  /** An http(s) address that answers `/artifacts/<cid>`, or a folder of files named by cid. */
  readonly artifacts: string
  readonly signal: AbortSignal
  readonly onRound?: (round: number, of: number) => void
}

/** @throws {CommonholdError} `SDK_NO_SUCH_STUDY`, `LEDGER_UNREACHABLE`, `LEDGER_WRONG_CHAIN` */
export async function verifyStudyOffline(
  options: VerifyStudyOfflineOptions
): Promise<VerificationReport> {
  const { study, rpcUrl, studies, artifacts, signal, onRound } = options
  const clock: Clock = realClock
  const startedAtMs = clock.monotonicMs()
  const ledger = await openLedgerReader({ rpcUrl, studies, clock })
  const evidence = await readLedgerEvidence(ledger, study)
  if (evidence === undefined) throw noSuchStudy(study)
  const report = await verifyStudy({
    crypto: nodeCrypto,
    signal,
    contents: /^https?:\/\//.test(artifacts) ? overHttp(artifacts, signal) : inFolder(artifacts),
    evidence,
    ...(onRound === undefined ? {} : { onRound })
  })
  const tookMs = Math.round(clock.monotonicMs() - startedAtMs)
  return { ...report, figures: { ...report.figures, tookMs } }
}

/** Files by content id, in the folder itself or in folders of two characters as a node's. */
function inFolder(folder: string): ContentSource {
  return {
    async open(cid) {
      for (const path of [join(folder, cid), join(folder, 'content', cid.slice(-2), cid)]) {
        const isFile = await stat(path).then(
          (found) => found.isFile(),
          () => false
        )
        if (isFile) return { holder: `the folder ${folder}`, pieces: createReadStream(path) }
      }
      throw notThere(cid, folder)
    }
  }
}

function overHttp(base: string, signal: AbortSignal): ContentSource {
  return {
    async open(cid) {
      const url = `${base.replace(/\/+$/, '')}/artifacts/${cid}`
      const response = await fetch(url, { signal, redirect: 'error' }).catch(() => undefined)
      if (response?.ok !== true || response.body === null) throw notThere(cid, base)
      return { holder: base, pieces: response.body }
    }
  }
}

function notThere(cid: Cid, place: string): CommonholdError {
  return new CommonholdError({
    code: 'SDK_NO_SUCH_CONTENT',
    fault: 'caller',
    message: `${place} does not give out ${cid}.`,
    hint: 'A study’s files are for its members, and for everybody only where its terms say so.',
    details: { cid }
  })
}

function noSuchStudy(study: StudyId): CommonholdError {
  return new CommonholdError({
    code: 'SDK_NO_SUCH_STUDY',
    fault: 'caller',
    message: `The ledger has no study ${study}.`,
    hint: 'Check the number, and that this is the ledger you mean.',
    details: { study }
  })
}
