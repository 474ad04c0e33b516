/** The operations that read the ledger, and the public files that it names. */
import { parseAssetId, parseStudyId } from '@commonhold/base'
import { studyEvidenceSchema } from '@commonhold/sdk/api/evidence'
import { cidField } from '@commonhold/sdk/api/fields'
import {
  assetSchema,
  assetsQuerySchema,
  assetsSchema,
  ledgerRoundsQuerySchema,
  ledgerRoundsSchema,
  ledgerSchema
} from '@commonhold/sdk/api/ledger'
import { roundRecordSchema } from '@commonhold/sdk/api/round-record'
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { byteStream } from './byte-stream.ts'
import { badRequest } from './http-error.ts'
import type { NodeService } from './node-service.ts'
import { addOperation } from './operation.ts'

const number = z.string().regex(/^[1-9]\d{0,14}$/, 'a whole number from 1')
const assetParams = z.object({ asset: number.transform(parseAssetId) })

/** A study in a path. */
export const studyParams = z.object({ study: number.transform(parseStudyId) })
const roundParams = studyParams.extend({
  round: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'a whole number from 1')
    .transform(Number)
})
const contentParams = studyParams.extend({ cid: cidField })

/** Adds the ledger's operations. */
export function addLedgerOperations(app: OpenAPIHono, service: NodeService): void {
  addOperation(app, {
    method: 'get',
    path: '/v1/ledger',
    summary: 'The ledger: its chain, its contracts, and how much it holds',
    answer: ledgerSchema,
    call: () => service.ledger()
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/assets',
    summary: 'Assets on the ledger, the newest first',
    query: assetsQuerySchema,
    answer: assetsSchema,
    call: ({ query }) => service.listAssets(query)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/assets/{asset}',
    summary: 'One asset, where it came from and what came of it',
    params: assetParams,
    answer: assetSchema,
    call: ({ params }) => service.showAsset(params.asset)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/rounds',
    summary: 'Final rounds of all studies, the newest first',
    query: ledgerRoundsQuerySchema,
    answer: ledgerRoundsSchema,
    call: ({ query }) => service.listRounds(query)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/studies/{study}/rounds/{round}',
    summary: 'One final round down to its signatures and content ids',
    params: roundParams,
    answer: roundRecordSchema,
    call: ({ params }) => service.showRound(params.study, params.round)
  })
  addOperation(app, {
    method: 'get',
    path: '/v1/studies/{study}/evidence',
    summary: 'What the ledger says of a study, for a verification by the caller',
    params: studyParams,
    answer: studyEvidenceSchema,
    call: ({ params }) => service.studyEvidence(params.study)
  })
  addContentRoute(app, service)
}

function addContentRoute(app: OpenAPIHono, service: NodeService): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/studies/{study}/contents/{cid}',
    summary: 'A public file of a study, from this node or from a member that gives it out',
    security: [{ token: [] }],
    request: { params: contentParams },
    responses: {
      200: {
        description: 'Bytes that claim to be that content: hash them before you believe it',
        content: { 'application/octet-stream': { schema: z.string() } }
      }
    }
  })
  app.get('/v1/studies/:study/contents/:cid', async (context) => {
    const parsed = contentParams.safeParse(context.req.param())
    if (!parsed.success) throw badRequest(z.prettifyError(parsed.error))
    const { study, cid } = parsed.data
    const file = await service.openContent(study, cid, context.req.raw.signal)
    return new Response(byteStream(file.bytes), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(file.sizeBytes)
      }
    })
  })
}
