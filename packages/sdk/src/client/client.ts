/**
 * A node's operations as functions, in Node and in a browser. Requests and answers are those of
 * `api/`; errors are the node's own, thrown again here with code, fault and hint.
 */
import type { AssetId, StudyId } from '@commonhold/base'
import {
  type DatasetPreview,
  type DatasetProfile,
  datasetPreviewSchema,
  datasetProfileSchema
} from '../api/dataset-details.ts'
import {
  type AddDatasetInput,
  type DatasetView,
  datasetSchema,
  datasetsSchema,
  type RemovedDataset,
  removedDatasetSchema
} from '../api/datasets.ts'
import type { NodeEvent } from '../api/events.ts'
import {
  type ModelEvaluation,
  type ModelSummary,
  type ModelView,
  modelEvaluationSchema,
  modelSchema,
  modelsSchema,
  type PredictInput,
  type Predictions,
  predictionsSchema
} from '../api/models.ts'
import {
  type MemberView,
  membersSchema,
  type NodeStatus,
  type PeerView,
  peersSchema,
  shutdownSchema,
  statusSchema
} from '../api/status.ts'
import {
  type JoinStudyInput,
  type ProposedStudy,
  type ProposeStudyInput,
  proposedStudySchema,
  type StudyChange,
  type StudySummary,
  type StudyView,
  studiesSchema,
  studyChangeSchema,
  studySchema
} from '../api/studies.ts'
import { type VerificationReport, verificationSchema } from '../api/verification.ts'
import { callJson, callNode, type NodeAddress } from './call.ts'
import { type EventsOptions, nodeEvents, type Sleep } from './events.ts'
import { type LedgerCalls, ledgerCalls } from './ledger-calls.ts'

/** A model by its asset, or by the study that made it. */
export type ModelName = { readonly asset: AssetId } | { readonly study: StudyId }

/** Every call may throw what the node threw, `SDK_NODE_UNREACHABLE` or `SDK_BAD_ANSWER`. */
export type CommonholdClient = LedgerCalls & {
  readonly url: string
  status(): Promise<NodeStatus>
  members(): Promise<readonly MemberView[]>
  peers(): Promise<readonly PeerView[]>
  shutdown(): Promise<void>

  addDataset(request: AddDatasetInput): Promise<DatasetView>
  listDatasets(): Promise<readonly DatasetView[]>
  showDataset(dataset: string): Promise<DatasetView>
  /** How the values of its columns lie. Made at the node, and told to nobody else. */
  profileDataset(dataset: string): Promise<DatasetProfile>
  /** Its first rows, at most 20. */
  previewDataset(dataset: string): Promise<DatasetPreview>
  removeDataset(dataset: string): Promise<RemovedDataset>

  proposeStudy(request: ProposeStudyInput): Promise<ProposedStudy>
  listStudies(): Promise<readonly StudySummary[]>
  showStudy(study: StudyId): Promise<StudyView>
  joinStudy(study: StudyId, request: JoinStudyInput): Promise<StudyChange>
  leaveStudy(study: StudyId): Promise<StudyChange>
  startStudy(study: StudyId): Promise<StudyChange>
  cancelStudy(study: StudyId): Promise<StudyChange>
  verifyStudy(study: StudyId, signal?: AbortSignal): Promise<VerificationReport>

  listModels(): Promise<readonly ModelSummary[]>
  showModel(model: ModelName): Promise<ModelView>
  /** Metrics with intervals, recomputed from the last round's public files. */
  evaluateModel(model: ModelName): Promise<ModelEvaluation>
  predict(model: ModelName, request: PredictInput): Promise<Predictions>
  /** The model's file: safetensors. */
  exportModel(model: ModelName): Promise<Uint8Array<ArrayBuffer>>

  /** Goes on by itself after interruptions. */
  events(options?: EventsOptions): AsyncIterable<NodeEvent>
}

/** A client of the node at this address. Nothing is sent before the first call. */
export function createClient(address: NodeAddress, sleep: Sleep): CommonholdClient {
  return {
    url: address.url,
    ...nodeCalls(address),
    ...datasetCalls(address),
    ...studyCalls(address),
    ...modelCalls(address),
    ...ledgerCalls(address),
    events: (options = {}) => nodeEvents(address, options, sleep)
  }
}

type Calls<Keys extends keyof CommonholdClient> = Pick<CommonholdClient, Keys>

function nodeCalls(address: NodeAddress): Calls<'status' | 'members' | 'peers' | 'shutdown'> {
  return {
    status: () => callJson(address, statusSchema, { method: 'GET', path: '/v1/status' }),
    async members() {
      const call = { method: 'GET', path: '/v1/members' } as const
      return (await callJson(address, membersSchema, call)).members
    },
    async peers() {
      const call = { method: 'GET', path: '/v1/peers' } as const
      return (await callJson(address, peersSchema, call)).peers
    },
    async shutdown() {
      await callJson(address, shutdownSchema, { method: 'POST', path: '/v1/shutdown' })
    }
  }
}

function datasetCalls(
  address: NodeAddress
): Calls<
  | 'addDataset'
  | 'listDatasets'
  | 'showDataset'
  | 'profileDataset'
  | 'previewDataset'
  | 'removeDataset'
> {
  const pathOf = (dataset: string): string => `/v1/datasets/${encodeURIComponent(dataset)}`
  return {
    addDataset: (body) =>
      callJson(address, datasetSchema, { method: 'POST', path: '/v1/datasets', body }),
    async listDatasets() {
      const call = { method: 'GET', path: '/v1/datasets' } as const
      return (await callJson(address, datasetsSchema, call)).datasets
    },
    showDataset: (dataset) =>
      callJson(address, datasetSchema, { method: 'GET', path: pathOf(dataset) }),
    profileDataset: (dataset) =>
      callJson(address, datasetProfileSchema, {
        method: 'GET',
        path: `${pathOf(dataset)}/columns`
      }),
    previewDataset: (dataset) =>
      callJson(address, datasetPreviewSchema, {
        method: 'GET',
        path: `${pathOf(dataset)}/preview`
      }),
    removeDataset: (dataset) =>
      callJson(address, removedDatasetSchema, { method: 'DELETE', path: pathOf(dataset) })
  }
}

function studyCalls(
  address: NodeAddress
): Calls<
  | 'proposeStudy'
  | 'listStudies'
  | 'showStudy'
  | 'joinStudy'
  | 'leaveStudy'
  | 'startStudy'
  | 'cancelStudy'
  | 'verifyStudy'
> {
  const change = (study: StudyId, verb: string, body?: unknown): Promise<StudyChange> =>
    callJson(address, studyChangeSchema, {
      method: 'POST',
      path: `/v1/studies/${study}/${verb}`,
      body
    })
  return {
    proposeStudy: (body) =>
      callJson(address, proposedStudySchema, { method: 'POST', path: '/v1/studies', body }),
    async listStudies() {
      const call = { method: 'GET', path: '/v1/studies' } as const
      return (await callJson(address, studiesSchema, call)).studies
    },
    showStudy: (study) =>
      callJson(address, studySchema, { method: 'GET', path: `/v1/studies/${study}` }),
    joinStudy: (study, body) => change(study, 'join', body),
    leaveStudy: (study) => change(study, 'leave'),
    startStudy: (study) => change(study, 'start'),
    cancelStudy: (study) => change(study, 'cancel'),
    verifyStudy: (study, signal) =>
      callJson(address, verificationSchema, {
        method: 'POST',
        path: `/v1/studies/${study}/verification`,
        signal
      })
  }
}

function modelCalls(
  address: NodeAddress
): Calls<'listModels' | 'showModel' | 'evaluateModel' | 'predict' | 'exportModel'> {
  const pathOf = (model: ModelName): string =>
    `/v1/models/${'asset' in model ? model.asset : `study-${model.study}`}`
  return {
    async listModels() {
      const call = { method: 'GET', path: '/v1/models' } as const
      return (await callJson(address, modelsSchema, call)).models
    },
    showModel: (model) => callJson(address, modelSchema, { method: 'GET', path: pathOf(model) }),
    evaluateModel: (model) =>
      callJson(address, modelEvaluationSchema, {
        method: 'GET',
        path: `${pathOf(model)}/evaluation`
      }),
    predict: (model, body) =>
      callJson(address, predictionsSchema, {
        method: 'POST',
        path: `${pathOf(model)}/predictions`,
        body
      }),
    async exportModel(model) {
      const call = { method: 'GET', path: `${pathOf(model)}/file` } as const
      return new Uint8Array(await (await callNode(address, call)).arrayBuffer())
    }
  }
}
