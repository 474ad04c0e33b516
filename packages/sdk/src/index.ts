export type {
  ColumnProfileView,
  DatasetPreview,
  DatasetProfile,
  HistogramBar
} from './api/dataset-details.ts'
export type { AddDatasetInput, ColumnView, DatasetView, RemovedDataset } from './api/datasets.ts'
export type { NodeEvent } from './api/events.ts'
export type { StudyEvidenceDocument } from './api/evidence.ts'
export type {
  AssetsPage,
  AssetsQuery,
  AssetView,
  LedgerFacts,
  LedgerRound,
  LedgerRoundsPage,
  LedgerRoundsQuery
} from './api/ledger.ts'
export type {
  MeasuredShareView,
  ModelEvaluation,
  ModelSummary,
  ModelView,
  PredictInput,
  Predictions
} from './api/models.ts'
export type { RoundRecordView } from './api/round-record.ts'
export type { MetricsView, RoundPhase, RoundView } from './api/rounds.ts'
export type { MemberView, NodeStatus, PeerView } from './api/status.ts'
export type {
  JoinStudyInput,
  ProposedStudy,
  ProposeStudyInput,
  StudyChange,
  StudySummary,
  StudyView,
  TermsView
} from './api/studies.ts'
export type { VerificationCheck, VerificationReport } from './api/verification.ts'
export type { CommonholdClient, ModelName } from './client/client.ts'
export { type ConnectOptions, connect } from './client/connect.ts'
export type { EventsOptions } from './client/events.ts'
export type { ContentStream, LedgerCalls } from './client/ledger-calls.ts'
export { encodeInvite, type Invite, parseInvite } from './invite.ts'
