/**
 * One operation of the API, told once: its schemas parse and bound what arrives, describe it in
 * the OpenAPI document, and type the handler.
 */

import { CommonholdError } from '@commonhold/base'
import { errorBodySchema } from '@commonhold/sdk/api/errors'
import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context, Env } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** Most bytes of a body, unless the operation says otherwise. */
const bodyBytesMaxDefault = 256 * 1024

/** What an operation takes and gives. */
export type Operation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType
> = {
  readonly method: 'get' | 'post' | 'delete'
  /** With parameters in braces: `/v1/studies/{study}`. */
  readonly path: string
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly bodyBytesMax?: number
  readonly answer: Answer
  readonly call: (request: {
    readonly params: z.output<Params>
    readonly query: z.output<Query>
    readonly body: z.output<Body>
    readonly signal: AbortSignal
  }) => Promise<z.output<Answer>>
}

/** Adds an operation to the app and to its document. */
export function addOperation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType
>(app: OpenAPIHono, operation: Operation<Params, Query, Body, Answer>): void {
  const { params, query, body, answer, call, method, path, summary } = operation
  const request = {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(body === undefined
      ? {}
      : { body: { required: true, content: { 'application/json': { schema: body } } } })
  }
  const route = createRoute({
    method,
    path,
    summary,
    security: [{ token: [] }],
    middleware: [limitBody(operation.bodyBytesMax ?? bodyBytesMaxDefault)],
    request,
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: answer } } },
      default: {
        description: 'Refused or failed',
        content: { 'application/json': { schema: errorBodySchema } }
      }
    }
  })
  const handle = async (context: Context<Env>): Promise<Response> => {
    const valid = (from: 'param' | 'query' | 'json'): unknown => context.req.valid(from as never)
    const result = await call({
      params: (params === undefined ? {} : valid('param')) as z.output<Params>,
      query: (query === undefined ? {} : valid('query')) as z.output<Query>,
      body: (body === undefined ? undefined : valid('json')) as z.output<Body>,
      signal: context.req.raw.signal
    })
    return Response.json(result)
  }
  app.openapi(route, handle as never)
}

function limitBody(bytesMax: number): ReturnType<typeof bodyLimit> {
  return bodyLimit({
    maxSize: bytesMax,
    onError: () => {
      throw new CommonholdError({
        code: 'NODE_BODY_TOO_LARGE',
        fault: 'caller',
        message: `The body is over ${bytesMax} bytes.`,
        hint: 'Send less at once; predictions can be asked for in several parts.'
      })
    }
  })
}
