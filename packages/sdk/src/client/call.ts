/** One request to a node, and its answer or its error, both checked against their schemas. */
import { CommonholdError, type ErrorReport } from '@commonhold/base'
import type { z } from 'zod'
import { errorBodySchema } from '../api/errors.ts'

/** Most bytes of an answer that is read. */
const answerBytesMax = 256 * 1024 * 1024

/** How to reach a node. */
export type NodeAddress = {
  /** Such as `http://127.0.0.1:7070`. */
  readonly url: string
  readonly token: string
  /** Default: the platform's own. */
  readonly fetch?: typeof fetch
}

/** What is asked. */
export type Call = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks, and gives the answer if it was 2xx.
 * @throws {CommonholdError} what the node threw; `SDK_NODE_UNREACHABLE` (retryable)
 */
export async function callNode(address: NodeAddress, call: Call): Promise<Response> {
  const response = await send(address, call)
  if (response.ok) return response
  const text = await response.text().catch(() => '')
  throw ofReport(text) ?? badAnswer(`it answered ${response.status} without saying why`)
}

/**
 * Asks for JSON.
 * @throws {CommonholdError} as `callNode`; `SDK_BAD_ANSWER` where it does not follow the schema
 */
export async function callJson<Schema extends z.ZodType>(
  address: NodeAddress,
  schema: Schema,
  call: Call
): Promise<z.output<Schema>> {
  const response = await callNode(address, call)
  const declared = Number(response.headers.get('content-length') ?? 0)
  if (declared > answerBytesMax) throw badAnswer(`its answer has ${declared} bytes`)
  let document: unknown
  try {
    document = await response.json()
  } catch (cause) {
    throw badAnswer('its answer is not JSON', cause)
  }
  const parsed = schema.safeParse(document)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw badAnswer(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`, parsed.error)
}

async function send(address: NodeAddress, call: Call): Promise<Response> {
  const { method, path, body, headers, signal } = call
  const request = address.fetch ?? fetch
  try {
    return await request(new URL(path, address.url), {
      method,
      headers: {
        authorization: `Bearer ${address.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      redirect: 'error'
    })
  } catch (cause) {
    signal?.throwIfAborted()
    throw new CommonholdError({
      code: 'SDK_NODE_UNREACHABLE',
      fault: 'caller',
      message: `No node answers at ${address.url}.`,
      hint: 'Start it with `commonhold up`, and keep it running.',
      retryable: true,
      details: { url: address.url },
      cause
    })
  }
}

function ofReport(text: string): CommonholdError | undefined {
  try {
    const report: ErrorReport = errorBodySchema.parse(JSON.parse(text)).error
    return new CommonholdError(report)
  } catch {
    return undefined
  }
}

/** An answer that no node of this version gives. */
export function badAnswer(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'SDK_BAD_ANSWER',
    fault: 'self',
    message: `The node's answer was not understood: ${why}.`,
    hint: 'Client and node may differ in version: compare `commonhold status` and --version.',
    cause
  })
}
