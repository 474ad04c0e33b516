/** The API's operations, in the order of `NodeService`. Each is one line of meaning. */
import { parseAssetId, parseStudyId } from '@commonhold/base'
import { datasetPreviewSchema, datasetProfileSchema } from '@commonhold/sdk/api/dataset-details'
import {
  addDatasetSchema,
  datasetSchema,
  datasetsSchema,
  removedDatasetSchema
} from '@commonhold/sdk/api/datasets'
import { datasetField } from '@commonhold/sdk/api/fields'
import {
  modelEvaluationSchema,
  modelSchema,
  modelsSchema,
  predictionsSchema,
  predictSchema
} from '@commonhold/sdk/api/models'
import {
  membersSchema,
  peersSchema,
  shutdownSchema,
  statusSchema
} from '@commonhold/sdk/api/status'
import {
  joinStudySchema,
  proposedStudySchema,
  proposeStudySchema,
  studiesSchema,
  studyChangeSchema,
  studySchema
} from '@commonhold/sdk/api/studies'
import { verificationSchema } from '@commonhold/sdk/api/verification'
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { addLedgerOperations, studyParams } from './ledger-operations.ts'
import type { ModelName, NodeService } from './node-service.ts'
import { addOperation } from './operation.ts'

/** Most bytes of a prediction's body. */
const predictionBytesMax = 32 * 1024 * 1024

const datasetParams = z.object({ dataset: datasetField })

/** A model in a path: its asset's number, or `study-` and its study's. */
export const modelParams = z.object({
  model: z
    .string()
    .regex(/^(?:study-)?[1-9]\d{0,14}$/, 'an asset number, or study- and a study number')
    .transform(
      (text): ModelName =>
        text.startsWith('study-')
          ? { study: parseStudyId(text.slice('study-'.length)) }
          : { asset: parseAssetId(text) }
    )
})

/** Adds every operation that takes and gives JSON. */
export function addOperations(app: OpenAPIHono, service: NodeService): void {
  addNodeOperations(app, service)
  addDatasetOperations(app, service)
  addStudyOperations(app, service)
  addModelOperations(app, service)
  addLedgerOperations(app, service)
}

function addNodeOperations(app: OpenAPIHono, service: NodeService): void {
  addOperation(app, {
    method: 'get',
    path: '/v1/status',
    summary: 'How the node is',
    answer: statusSchema,
    call: () => service.status()
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/members',
    summary: 'Members of the ledger',
    answer: membersSchema,
    call: async () => ({ members: await service.members() })
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/peers',
    summary: 'Nodes of other members',
    answer: peersSchema,
    call: async () => ({ peers: await service.peers() })
  })
  addOperation(app, {
    method: 'post',
    path: '/v1/shutdown',
    summary: 'Begin a graceful stop',
    answer: shutdownSchema,
    call: async () => {
      await service.shutdown()
      return { stopping: true as const }
    }
  })
}

function addDatasetOperations(app: OpenAPIHono, service: NodeService): void {
  addOperation(app, {
    method: 'get',
    path: '/v1/datasets',
    summary: 'The datasets of this node',
    answer: datasetsSchema,
    call: async () => ({ datasets: await service.listDatasets() })
  })
  addOperation(app, {
    method: 'post',
    path: '/v1/datasets',
    summary: "Add a CSV file of the node's machine",
    body: addDatasetSchema,
    answer: datasetSchema,
    call: ({ body }) => service.addDataset(body)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/datasets/{dataset}',
    summary: 'One dataset',
    params: datasetParams,
    answer: datasetSchema,
    call: ({ params }) => service.showDataset(params.dataset)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/datasets/{dataset}/columns',
    summary: 'How the values of its columns lie: for the owner alone',
    params: datasetParams,
    answer: datasetProfileSchema,
    call: ({ params }) => service.profileDataset(params.dataset)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/datasets/{dataset}/preview',
    summary: 'Its first rows: for the owner alone',
    params: datasetParams,
    answer: datasetPreviewSchema,
    call: ({ params }) => service.previewDataset(params.dataset)
  })
  addOperation(app, {
    method: 'delete',
    path: '/v1/datasets/{dataset}',
    summary: 'Revoke a dataset on the ledger, and forget its salt and copy',
    params: datasetParams,
    answer: removedDatasetSchema,
    call: ({ params }) => service.removeDataset(params.dataset)
  })
}

function addStudyOperations(app: OpenAPIHono, service: NodeService): void {
  addOperation(app, {
    method: 'get',
    path: '/v1/studies',
    summary: 'Studies on the ledger',
    answer: studiesSchema,
    call: async () => ({ studies: await service.listStudies() })
  })
  addOperation(app, {
    method: 'post',
    path: '/v1/studies',
    summary: 'Propose a study, or see its terms with dryRun',
    body: proposeStudySchema,
    answer: proposedStudySchema,
    call: ({ body }) => service.proposeStudy(body)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/studies/{study}',
    summary: 'One study: terms, members, rounds',
    params: studyParams,
    answer: studySchema,
    call: ({ params }) => service.showStudy(params.study)
  })
  addOperation(app, {
    method: 'post',
    path: '/v1/studies/{study}/join',
    summary: "Agree to a study's terms and join with a dataset",
    params: studyParams,
    body: joinStudySchema,
    answer: studyChangeSchema,
    call: ({ params, body }) => service.joinStudy(params.study, body)
  })
  for (const [verb, summary, change] of studyChanges) {
    addOperation(app, {
      method: 'post',
      path: `/v1/studies/{study}/${verb}`,
      summary,
      params: studyParams,
      answer: studyChangeSchema,
      call: ({ params }) => service[change](params.study)
    })
  }
  addOperation(app, {
    method: 'post',
    path: '/v1/studies/{study}/verification',
    summary: 'Recompute a study from its public files',
    params: studyParams,
    answer: verificationSchema,
    call: ({ params, signal }) => service.verifyStudy(params.study, signal)
  })
}

const studyChanges = [
  ['leave', 'Withdraw before the start', 'leaveStudy'],
  ['start', 'Start a study that has enough members', 'startStudy'],
  ['cancel', 'Cancel a study', 'cancelStudy']
] as const

function addModelOperations(app: OpenAPIHono, service: NodeService): void {
  addOperation(app, {
    method: 'get',
    path: '/v1/models',
    summary: 'Finished models',
    answer: modelsSchema,
    call: async () => ({ models: await service.listModels() })
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/models/{model}',
    summary: 'One model: card, metrics, lineage',
    params: modelParams,
    answer: modelSchema,
    call: ({ params }) => service.showModel(params.model)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/models/{model}/evaluation',
    summary: 'Its metrics with intervals, recomputed from public files',
    params: modelParams,
    answer: modelEvaluationSchema,
    call: ({ params }) => service.evaluateModel(params.model)
  })
  addOperation(app, {
    method: 'post',
    path: '/v1/models/{model}/predictions',
    summary: 'Predict the target of rows',
    params: modelParams,
    body: predictSchema,
    bodyBytesMax: predictionBytesMax,
    answer: predictionsSchema,
    call: ({ params, body }) => service.predict(params.model, body)
  })
}
