export type { AddDatasetInput, ColumnView, DatasetView, RemovedDataset } from './api/datasets.ts'
export type { NodeEvent } from './api/events.ts'
export type {
  ModelSummary,
  ModelView,
  PredictInput,
  Predictions
} from './api/models.ts'
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
export { encodeInvite, type Invite, parseInvite } from './invite.ts'
