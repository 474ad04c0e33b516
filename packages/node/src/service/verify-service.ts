/**
 * Recomputes a study at the request of this node's owner: from the ledger as it answers now, not
 * as this node has followed it, and from contents that are held to their ids as they are read.
 * Or gives out what that takes, for a verification elsewhere: in the owner's browser.
 */

import type { BlobStore, StudyId } from '@commonhold/base'
import { type Cid, CommonholdError } from '@commonhold/base'
import type { StudyRecord } from '@commonhold/protocol'
import { writeEvidence } from '@commonhold/sdk/verify/evidence-document'
import { readLedgerEvidence } from '@commonhold/sdk/verify/ledger-evidence'
import { type StudyEvidence, verifyStudy } from '@commonhold/sdk/verify/verify-study'
import type { NodeService } from '../http/node-service.ts'
import { artefactBytesMax } from '../studies/prepare-round.ts'
import type { NodeContext } from './node-context.ts'
import { noSuchStudy, requireStudy } from './study-service.ts'

type VerifyService = Pick<NodeService, 'verifyStudy' | 'studyEvidence' | 'openContent'>

const fetchTimeoutMs = 60_000
const pieceBytesMax = 256 * 1024

/** Verification here, and what it takes elsewhere. */
export function createVerifyService(context: NodeContext): VerifyService {
  const { clock, crypto, store } = context
  return {
    async verifyStudy(study, signal) {
      const startedAtMs = clock.monotonicMs()
      const evidence = await readLedger(context, study)
      const report = await verifyStudy({
        crypto,
        signal,
        contents: { open: (cid, bytesMax) => openForCheck(context, evidence.study, cid, bytesMax) },
        evidence
      })
      const tookMs = Math.round(clock.monotonicMs() - startedAtMs)
      return { ...report, figures: { ...report.figures, tookMs } }
    },
    studyEvidence: async (study) => await writeEvidence(await readLedger(context, study)),
    async openContent(study, cid, signal) {
      await bring(context, requireStudy(context, study), cid, artefactBytesMax, signal)
      const sizeBytes = await store.size(cid)
      if (sizeBytes === undefined) throw noSuchContent(cid)
      return { sizeBytes, bytes: unjudged(store, cid, sizeBytes) }
    }
  }
}

/** The ledger's words on a study, as they are now. */
async function readLedger(context: NodeContext, study: StudyId): Promise<StudyEvidence> {
  requireStudy(context, study)
  const evidence = await readLedgerEvidence(context.ledger, study)
  if (evidence === undefined) throw noSuchStudy(study)
  return evidence
}

/**
 * The bytes as they lie on the disk. The store hashes what is read from end to end, and cuts off
 * what is damaged before its last piece: whoever verifies would see a line that broke. Parts are
 * given as they are, so that the verification itself finds, and names, an altered copy.
 */
async function* unjudged(store: BlobStore, cid: Cid, sizeBytes: number) {
  const pieceBytes = Math.max(1, Math.min(pieceBytesMax, Math.floor(sizeBytes / 2)))
  for (let offset = 0; offset < sizeBytes; offset += pieceBytes) {
    yield* store.read(cid, { offset, length: pieceBytes })
  }
}

async function openForCheck(context: NodeContext, record: StudyRecord, cid: Cid, bytesMax: number) {
  const { store, peers } = context
  await bring(context, record, cid, bytesMax)
  const sizeBytes = await store.size(cid)
  if (sizeBytes !== undefined && sizeBytes > bytesMax) throw tooLarge(cid, sizeBytes, bytesMax)
  // What came from a peer was held to its id on the way: an altered copy here is this node's own.
  return { holder: peers.self, pieces: store.read(cid) }
}

/** This node's own copy where it has one, else one that a member of the study gives out. */
async function bring(
  { store, peers }: NodeContext,
  record: StudyRecord,
  cid: Cid,
  bytesMax: number,
  signal?: AbortSignal
): Promise<void> {
  if (await store.has(cid)) return
  const members = record.members.map(({ member }) => member)
  const from = [...new Set([record.proposer, ...members])].filter((each) => each !== peers.self)
  const waiting = { timeoutMs: fetchTimeoutMs, ...(signal === undefined ? {} : { signal }) }
  await peers.fetch(cid, { from, store, bytesMax, ...waiting })
}

function noSuchContent(cid: Cid): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_CONTENT',
    fault: 'caller',
    message: `This node has not got ${cid} any more.`,
    hint: 'Ask again: it is fetched from another member of the study.',
    retryable: true,
    details: { cid }
  })
}

function tooLarge(cid: Cid, sizeBytes: number, bytesMax: number): CommonholdError {
  return new CommonholdError({
    code: 'NODE_CONTENT_TOO_LARGE',
    fault: 'peer',
    message: `${cid} has ${sizeBytes} bytes, and at most ${bytesMax} were expected.`,
    hint: 'The document that names it is wrong; its author is named by the check that failed.',
    details: { cid, sizeBytes, bytesMax }
  })
}
