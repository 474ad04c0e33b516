/**
 * Recomputes a study at the request of this node's owner: from the ledger as it answers now, not
 * as this node has followed it, and from contents that are held to their ids as they are read.
 */
import { type Cid, CommonholdError } from '@commonhold/base'
import type { StudyRecord } from '@commonhold/protocol'
import { verifyStudy } from '@commonhold/sdk/verify/verify-study'
import type { NodeService } from '../http/node-service.ts'
import type { NodeContext } from './node-context.ts'
import { requireStudy } from './study-service.ts'

const fetchTimeoutMs = 60_000

/** `verifyStudy` of the node's service. */
export function createVerifyService(context: NodeContext): Pick<NodeService, 'verifyStudy'> {
  const { ledger, clock, crypto } = context
  return {
    async verifyStudy(study, signal) {
      requireStudy(context, study)
      const startedAtMs = clock.monotonicMs()
      const record = (await ledger.studyOf(study))!
      const rounds = await ledger.roundsOf(study)
      const asset = record.asset === undefined ? undefined : await ledger.assetOf(record.asset)
      const report = await verifyStudy({
        crypto,
        signal,
        contents: { open: (cid, bytesMax) => openContent(context, record, cid, bytesMax) },
        evidence: {
          domain: ledger.domain,
          study: record,
          rounds,
          signaturesOf: (round) => ledger.signaturesOf(round),
          asset
        }
      })
      const tookMs = Math.round(clock.monotonicMs() - startedAtMs)
      return { ...report, figures: { ...report.figures, tookMs } }
    }
  }
}

/** This node's own copy where it has one, else one that a member of the study gives out. */
async function openContent(
  { store, peers }: NodeContext,
  record: StudyRecord,
  cid: Cid,
  bytesMax: number
) {
  const members = record.members.map(({ member }) => member)
  const from = [...new Set([record.proposer, ...members])].filter((each) => each !== peers.self)
  if (!(await store.has(cid))) {
    await peers.fetch(cid, { from, store, bytesMax, timeoutMs: fetchTimeoutMs })
  }
  const sizeBytes = await store.size(cid)
  if (sizeBytes !== undefined && sizeBytes > bytesMax) throw tooLarge(cid, sizeBytes, bytesMax)
  // What came from a peer was held to its id on the way: an altered copy here is this node's own.
  return { holder: peers.self, pieces: store.read(cid) }
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
