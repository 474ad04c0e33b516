/**
 * The node's HTTP interface as a function from request to answer, without a socket.
 *
 * Order matters: artefacts come first, since other nodes fetch them and prove themselves in their
 * own way; then who may call at all; then the dashboard's files, which hold no secret; then whether
 * the caller has the token; then the operations. Whatever is thrown becomes a typed error.
 */
import {
  assert,
  type Clock,
  CommonholdError,
  type Log,
  parseStudyId,
  type Secret
} from '@commonhold/base'
import { nodeEventSchema } from '@commonhold/sdk/api/events'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { byteStream } from './byte-stream.ts'
import { type Dashboard, noDashboardBuilt } from './dashboard.ts'
import { eventStream } from './event-stream.ts'
import { checkOrigin, checkToken } from './gate.ts'
import { badRequest, errorResponse } from './http-error.ts'
import type { NodeService } from './node-service.ts'
import { addOperations, modelParams } from './operations.ts'

/** Most event streams at one time. */
const streamsMax = 32
const heartbeatMsDefault = 15_000

/** What an app is made of. */
export type HttpAppOptions = {
  readonly service: NodeService
  readonly token: Secret<string>
  readonly clock: Pick<Clock, 'sleep'>
  readonly log: Log
  /** For the OpenAPI document. */
  readonly version: string
  /** Host names to accept besides loopback ones. Default none. */
  readonly hosts?: readonly string[]
  readonly heartbeatMs?: number
  /** Answers browsers that ask for pages; without one they are told that there is none. */
  readonly dashboard?: Dashboard
  /** Answers `/artifacts/…`; it decides itself whom it answers. */
  readonly artefacts?: (request: Request) => Response | Promise<Response>
}

/** An app that a server can run. */
export type HttpApp = {
  fetch(request: Request): Promise<Response>
  /** The OpenAPI 3.1 document. */
  openApi(): unknown
  /** Ends all event streams, so that connections can close. */
  closeStreams(): void
}

/** The whole interface. */
export function createHttpApp(options: HttpAppOptions): HttpApp {
  const { service, token, log, hosts = [], version } = options
  const closing = new AbortController()
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw badRequest(z.prettifyError(result.error).slice(0, 1000))
    }
  })
  app.onError((cause) => errorResponse(cause, log))
  app.notFound((context) => errorResponse(noSuchRoute(context.req.raw), log))
  app.use('*', async (context, next) => {
    const { pathname } = new URL(context.req.raw.url)
    if (pathname.startsWith('/artifacts/') && options.artefacts !== undefined) {
      return options.artefacts(context.req.raw)
    }
    checkOrigin(context.req.raw, { hosts })
    const page = (options.dashboard ?? noDashboardBuilt).answer(context.req.raw)
    if (page !== undefined) return page
    if (pathname !== '/v1/openapi.json') checkToken(context.req.raw, { token })
    await next()
    context.res.headers.set('cache-control', 'no-store')
    context.res.headers.set('x-content-type-options', 'nosniff')
    return undefined
  })
  addOperations(app, service)
  addEventRoute(app, options, closing.signal)
  addModelFileRoute(app, service)
  const openApi = (): unknown =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Commonhold node', version }
    })
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer'
  })
  app.get('/v1/openapi.json', () => Response.json(openApi()))
  return {
    fetch: async (request) => app.fetch(request),
    openApi,
    closeStreams: () => closing.abort()
  }
}

function addEventRoute(app: OpenAPIHono, options: HttpAppOptions, closing: AbortSignal): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/events',
    summary: 'What happens, as server-sent events; last-event-id goes on after that event',
    security: [{ token: [] }],
    request: {
      query: z.object({ study: z.string().optional() }),
      headers: z.object({ 'last-event-id': z.string().optional() })
    },
    responses: {
      200: {
        description: 'Frames whose data is one event',
        content: { 'text/event-stream': { schema: nodeEventSchema } }
      }
    }
  })
  let open = 0
  app.get('/v1/events', (context) => {
    if (open >= streamsMax) throw tooManyStreams()
    const after = context.req.header('last-event-id')
    const study = context.req.query('study')
    if (after !== undefined && !/^[\x21-\x7e]{1,64}$/.test(after)) {
      throw badRequest('the header last-event-id is not an id that this node gave')
    }
    const wanted = {
      ...(after === undefined ? {} : { after }),
      ...(study === undefined ? {} : { study: parseStudyId(study) })
    }
    open += 1
    const stream = eventStream((signal) => options.service.events({ ...wanted, signal }), {
      clock: options.clock,
      heartbeatMs: options.heartbeatMs ?? heartbeatMsDefault,
      signal: AbortSignal.any([context.req.raw.signal, closing]),
      onEnd: () => {
        open -= 1
      }
    })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
  })
}

function addModelFileRoute(app: OpenAPIHono, service: NodeService): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/v1/models/{model}/file',
    summary: 'The model itself, as safetensors',
    security: [{ token: [] }],
    request: { params: modelParams },
    responses: {
      200: {
        description: 'The bytes whose digest is on the ledger',
        content: { 'application/octet-stream': { schema: z.string() } }
      }
    }
  })
  app.get('/v1/models/:model/file', async (context) => {
    const parsed = modelParams.safeParse(context.req.param())
    if (!parsed.success) throw badRequest(z.prettifyError(parsed.error))
    const file = await service.exportModel(parsed.data.model)
    assert(/^[A-Za-z0-9.-]+$/.test(file.fileName), 'a file name is safe in a header')
    return new Response(byteStream(file.bytes), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(file.sizeBytes),
        'content-disposition': `attachment; filename="${file.fileName}"`
      }
    })
  })
}

function noSuchRoute(request: Request): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_ROUTE',
    fault: 'caller',
    message: `There is no ${request.method} ${new URL(request.url).pathname.slice(0, 200)} here.`,
    hint: 'The operations are listed at /v1/openapi.json.'
  })
}

function tooManyStreams(): CommonholdError {
  return new CommonholdError({
    code: 'NODE_TOO_MANY_STREAMS',
    fault: 'caller',
    message: `${streamsMax} programs listen to this node's events already.`,
    hint: 'Close one of them, such as a `commonhold study watch` that is not needed.',
    retryable: true
  })
}
