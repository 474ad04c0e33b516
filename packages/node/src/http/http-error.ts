/**
 * Errors on their way out: `{ "error": ErrorReport }`, with a status that follows from the fault.
 * The caller's own is 4xx, another node's 502, the ledger's 503, ours 500.
 */
import { asCommonholdError, CommonholdError, type Log } from '@commonhold/base'
import { HTTPException } from 'hono/http-exception'

/** Statuses that say more than the fault does. */
const statusOfCode: Readonly<Record<string, number>> = {
  NODE_UNAUTHORIZED: 401,
  NODE_BAD_HOST: 403,
  NODE_BAD_ORIGIN: 403,
  NODE_BODY_TOO_LARGE: 413,
  NODE_WRONG_MEDIA_TYPE: 415,
  NODE_TOO_MANY_STREAMS: 429
}

/** The HTTP status of an error, 400 to 599. */
export function statusOfError(error: CommonholdError): number {
  const special = statusOfCode[error.code]
  if (special !== undefined) return special
  if (error.fault === 'caller') return error.code.includes('_NO_SUCH_') ? 404 : 400
  return { peer: 502, chain: 503, self: 500 }[error.fault]
}

/** The answer that tells an error. What is our own fault is logged too, with its cause. */
export function errorResponse(cause: unknown, log: Log): Response {
  const error = cause instanceof HTTPException ? ofFramework(cause) : asCommonholdError(cause)
  if (error.fault === 'self') log.error('http.failed', { code: error.code, cause })
  return Response.json({ error: error.toJSON() }, { status: statusOfError(error) })
}

/** What the framework refuses by itself: a body that is no JSON, or of another media type. */
function ofFramework(exception: HTTPException): CommonholdError {
  if (exception.status === 415) {
    return new CommonholdError({
      code: 'NODE_WRONG_MEDIA_TYPE',
      fault: 'caller',
      message: 'The body is not declared as JSON.',
      hint: 'Send the header content-type: application/json.'
    })
  }
  return badRequest(exception.message || `the server answered ${exception.status}`)
}

/** A request that does not follow the schemas. */
export function badRequest(why: string, details: Record<string, unknown> = {}): CommonholdError {
  return new CommonholdError({
    code: 'NODE_BAD_REQUEST',
    fault: 'caller',
    message: `The request was refused: ${why}.`,
    hint: 'Correct what the message names. Commands say what they take with --help.',
    details
  })
}
