/**
 * One final round down to its signatures and content ids: what the ledger says of it, and, where
 * this node may read the transcript, what the members signed on the way.
 */
import {
  asCommonholdError,
  CommonholdError,
  cidOfDigest,
  type Hex,
  type StudyId
} from '@commonhold/base'
import {
  decodeTranscript,
  membersOfBits,
  type RoundRecord,
  recoverResultSigner,
  type StudyRecord,
  type Transcript
} from '@commonhold/protocol'
import { bodyDigest } from '@commonhold/protocol/round/documents'
import type { RoundRecordView } from '@commonhold/sdk/api/round-record'
import type { NodeService } from '../http/node-service.ts'
import { fetchArtefact } from '../studies/prepare-round.ts'
import { viewLedgerRound } from './ledger-service.ts'
import type { NodeContext } from './node-context.ts'
import { readTerms, requireStudy } from './study-service.ts'
import { nameOf } from './study-view.ts'

const fetchSeconds = 20
const purposes = ['keys', 'shares', 'masked', 'survivors', 'unmask'] as const

/** `showRound` of the node's service. */
export function createRoundService(context: NodeContext): Pick<NodeService, 'showRound'> {
  return {
    async showRound(study, round) {
      const record = requireStudy(context, study)
      const final = context.view.roundsOf(study).find((each) => each.round === round)
      if (final === undefined) throw noSuchRound(study, round)
      await readTerms(context, [record])
      const { transcript, untold } = await readTranscript(context, record, final)
      const { studies: contract } = context.nodeLedger.contracts
      return {
        ...viewLedgerRound(context, final),
        blockHash: final.blockHash,
        previousModel: final.previousModel,
        contract: contract as RoundRecordView['contract'],
        chainId: context.nodeLedger.chainId,
        seats: await viewSeats(context, record, final),
        contents: await viewContents(context, record, final, transcript),
        ...(transcript === undefined ? {} : { told: viewTold(context, transcript) }),
        ...(untold === undefined ? {} : { untold })
      }
    }
  }
}

async function readTranscript(
  context: NodeContext,
  study: StudyRecord,
  record: RoundRecord
): Promise<{ readonly transcript?: Transcript; readonly untold?: string }> {
  try {
    const cid = cidOfDigest(record.transcript)
    return { transcript: decodeTranscript(await fetchArtefact(context, study, cid, fetchSeconds)) }
  } catch (cause) {
    const { code, message } = asCommonholdError(cause)
    return { untold: `${message} (${code})` }
  }
}

async function viewSeats(
  context: NodeContext,
  { members }: StudyRecord,
  record: RoundRecord
): Promise<RoundRecordView['seats']> {
  const { domain } = context.ledger
  const survivors = new Set(membersOfBits(members, record.survivors))
  // The signatures lie in the transaction alone: without the chain the rest is still told.
  const signatures = await context.ledger
    .signaturesOf(record)
    .catch((): ReadonlyMap<number, Hex> => new Map())
  return members.map(({ member, dataset, nodeKey }, index) => {
    const signature = signatures.get(index)
    const signed =
      signature === undefined
        ? {}
        : {
            signature,
            signatureHolds: recoverResultSigner(domain, record, signature) === member
          }
    const survived = survivors.has(member)
    return { member, ...nameOf(context, member), dataset, nodeKey, survived, ...signed }
  })
}

async function viewContents(
  { store }: NodeContext,
  study: StudyRecord,
  record: RoundRecord,
  transcript: Transcript | undefined
): Promise<RoundRecordView['contents']> {
  const named: RoundRecordView['contents'] = [
    { what: 'terms', cid: cidOfDigest(study.proposal.terms) },
    { what: 'transcript', cid: cidOfDigest(record.transcript) },
    ...(record.round === 1
      ? []
      : [{ what: 'previous' as const, cid: cidOfDigest(record.previousModel) }]),
    ...(transcript?.masked ?? []).map(({ member, body }) => ({
      what: 'vector' as const,
      cid: body.vector,
      member,
      sizeBytes: body.sizeBytes
    })),
    { what: 'artefact', cid: cidOfDigest(record.model) }
  ]
  return await Promise.all(
    named.map(async (content) => {
      const sizeBytes = content.sizeBytes ?? (await store.size(content.cid))
      return { ...content, ...(sizeBytes === undefined ? {} : { sizeBytes }) }
    })
  )
}

function viewTold({ crypto }: NodeContext, transcript: Transcript): RoundRecordView['told'] {
  const documents = purposes.flatMap((purpose) =>
    transcript[purpose].map(({ member, body, signature }) => ({
      purpose,
      member,
      digest: bodyDigest(crypto, body),
      signature
    }))
  )
  return { attempt: transcript.attempt, aggregator: transcript.aggregator, documents }
}

function noSuchRound(study: StudyId, round: number): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_ROUND',
    fault: 'caller',
    message: `Study ${study} has no final round ${round}.`,
    hint: `See which rounds are final: commonhold study show ${study}.`,
    details: { study, round }
  })
}
