/**
 * What a running node can be asked. HTTP calls exactly this, with requests that were parsed and
 * bounded before, and turns a thrown `CommonholdError` into an answer by its fault. A code that
 * holds `_NO_SUCH_` is answered as 404.
 */
import type { AssetId, Cid, StudyId } from '@commonhold/base'
import type { DatasetPreview, DatasetProfile } from '@commonhold/sdk/api/dataset-details'
import type { AddDatasetRequest, DatasetView, RemovedDataset } from '@commonhold/sdk/api/datasets'
import type { NodeEvent } from '@commonhold/sdk/api/events'
import type { StudyEvidenceDocument } from '@commonhold/sdk/api/evidence'
import type {
  AssetsPage,
  AssetsQuery,
  AssetView,
  LedgerFacts,
  LedgerRoundsPage,
  LedgerRoundsQuery
} from '@commonhold/sdk/api/ledger'
import type {
  ModelEvaluation,
  ModelSummary,
  ModelView,
  Predictions,
  PredictRequest
} from '@commonhold/sdk/api/models'
import type { RoundRecordView } from '@commonhold/sdk/api/round-record'
import type { MemberView, NodeStatus, PeerView } from '@commonhold/sdk/api/status'
import type {
  JoinStudyRequest,
  ProposedStudy,
  ProposeStudyRequest,
  StudyChange,
  StudySummary,
  StudyView
} from '@commonhold/sdk/api/studies'
import type { VerificationReport } from '@commonhold/sdk/api/verification'

/** A model named by its asset, or by the study that made it. */
export type ModelName = { readonly asset: AssetId } | { readonly study: StudyId }

/** A file to hand out. */
export type ModelFile = {
  /** Safe as a file name: letters, digits, hyphens and dots. */
  readonly fileName: string
  readonly sizeBytes: number
  readonly bytes: AsyncIterable<Uint8Array<ArrayBuffer>>
}

/** A public file, as the store has it: whoever reads it holds it to its content id. */
export type ContentFile = {
  readonly sizeBytes: number
  readonly bytes: AsyncIterable<Uint8Array<ArrayBuffer>>
}

/** Which events to hear. */
export type EventsRequest = {
  /** Go on after the event with this id; where it is not known any more, from the oldest kept. */
  readonly after?: string
  /** Only of this study, and those of no study. */
  readonly study?: StudyId
  readonly signal: AbortSignal
}

/** Every method may throw `CommonholdError`; reads are safe to repeat. */
export type NodeService = {
  status(): Promise<NodeStatus>
  members(): Promise<readonly MemberView[]>
  peers(): Promise<readonly PeerView[]>
  /** Begins a graceful stop. Answers before it is done. */
  shutdown(): Promise<void>

  addDataset(request: AddDatasetRequest): Promise<DatasetView>
  listDatasets(): Promise<readonly DatasetView[]>
  showDataset(dataset: string): Promise<DatasetView>
  /** How the values of its columns lie, for the owner's eyes. */
  profileDataset(dataset: string): Promise<DatasetProfile>
  previewDataset(dataset: string): Promise<DatasetPreview>
  /** Revokes the asset on the ledger, and forgets the salt and the copy. */
  removeDataset(dataset: string): Promise<RemovedDataset>

  proposeStudy(request: ProposeStudyRequest): Promise<ProposedStudy>
  listStudies(): Promise<readonly StudySummary[]>
  showStudy(study: StudyId): Promise<StudyView>
  joinStudy(study: StudyId, request: JoinStudyRequest): Promise<StudyChange>
  leaveStudy(study: StudyId): Promise<StudyChange>
  startStudy(study: StudyId): Promise<StudyChange>
  cancelStudy(study: StudyId): Promise<StudyChange>
  verifyStudy(study: StudyId, signal: AbortSignal): Promise<VerificationReport>

  listModels(): Promise<readonly ModelSummary[]>
  showModel(model: ModelName): Promise<ModelView>
  evaluateModel(model: ModelName): Promise<ModelEvaluation>
  predict(model: ModelName, request: PredictRequest): Promise<Predictions>
  exportModel(model: ModelName): Promise<ModelFile>

  ledger(): Promise<LedgerFacts>
  listAssets(query: AssetsQuery): Promise<AssetsPage>
  showAsset(asset: AssetId): Promise<AssetView>
  listRounds(query: LedgerRoundsQuery): Promise<LedgerRoundsPage>
  showRound(study: StudyId, round: number): Promise<RoundRecordView>
  studyEvidence(study: StudyId): Promise<StudyEvidenceDocument>
  openContent(study: StudyId, cid: Cid, signal: AbortSignal): Promise<ContentFile>

  /** Never ends by itself; ends without error when the signal is aborted. */
  events(request: EventsRequest): AsyncIterable<NodeEvent>
}
