/** What a node tells of the ledger that it follows, and of the public files of its studies. */
import type { AssetId, Cid, StudyId } from '@commonhold/base'
import { type StudyEvidenceDocument, studyEvidenceSchema } from '../api/evidence.ts'
import {
  type AssetsPage,
  type AssetsQuery,
  type AssetView,
  assetSchema,
  assetsSchema,
  type LedgerFacts,
  type LedgerRoundsPage,
  type LedgerRoundsQuery,
  ledgerRoundsSchema,
  ledgerSchema
} from '../api/ledger.ts'
import { type RoundRecordView, roundRecordSchema } from '../api/round-record.ts'
import { badAnswer, callJson, callNode, type NodeAddress } from './call.ts'
import { piecesOf } from './pieces.ts'

/** A public file as it comes, unchecked: whoever reads it holds it to its content id. */
export type ContentStream = {
  readonly sizeBytes: number
  readonly pieces: AsyncIterable<Uint8Array<ArrayBuffer>>
}

/** Every call may throw what the node threw, `SDK_NODE_UNREACHABLE` or `SDK_BAD_ANSWER`. */
export type LedgerCalls = {
  ledger(): Promise<LedgerFacts>
  /** The newest first. */
  listAssets(query?: Partial<AssetsQuery>): Promise<AssetsPage>
  showAsset(asset: AssetId): Promise<AssetView>
  /** Final rounds of all studies, the newest first. */
  listRounds(query?: Partial<LedgerRoundsQuery>): Promise<LedgerRoundsPage>
  /** One final round down to its signatures. */
  showRound(study: StudyId, round: number): Promise<RoundRecordView>
  /** What the ledger says of a study, for a verification that the caller makes. */
  studyEvidence(study: StudyId, signal?: AbortSignal): Promise<StudyEvidenceDocument>
  /** A public file of a study, from the node, or through it from a member that gives it out. */
  openContent(study: StudyId, cid: Cid, signal?: AbortSignal): Promise<ContentStream>
}

/** The calls at this address. */
export function ledgerCalls(address: NodeAddress): LedgerCalls {
  const get = (path: string, signal?: AbortSignal) => ({ method: 'GET' as const, path, signal })
  return {
    ledger: () => callJson(address, ledgerSchema, get('/v1/ledger')),
    listAssets: (query = {}) =>
      callJson(address, assetsSchema, get(`/v1/assets${searchOf({ ...query })}`)),
    showAsset: (asset) => callJson(address, assetSchema, get(`/v1/assets/${asset}`)),
    listRounds: (query = {}) =>
      callJson(address, ledgerRoundsSchema, get(`/v1/rounds${searchOf({ ...query })}`)),
    showRound: (study, round) =>
      callJson(address, roundRecordSchema, get(`/v1/studies/${study}/rounds/${round}`)),
    studyEvidence: (study, signal) =>
      callJson(address, studyEvidenceSchema, get(`/v1/studies/${study}/evidence`, signal)),
    async openContent(study, cid, signal) {
      const path = `/v1/studies/${study}/contents/${cid}`
      const { body, headers } = await callNode(address, get(path, signal))
      const sizeBytes = Number(headers.get('content-length') ?? Number.NaN)
      if (body === null || !Number.isSafeInteger(sizeBytes)) throw badAnswer('a file has no length')
      return { sizeBytes, pieces: piecesOf(body) }
    }
  }
}

function searchOf(query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]]
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
