/**
 * `GET /artifacts/{cid}`: content to members who may read it, as web-standard request and response,
 * for any HTTP server to mount. Whether content is missing or merely not for the asker is not told.
 */
import {
  asCommonholdError,
  type BlobStore,
  type Cid,
  type CommonholdError,
  type Log,
  type MemberId,
  parseCid
} from '@commonhold/base'
import type { ArtefactTokenCheck } from '../artefact/artefact-token.ts'
import { noSuchBlob } from '../blob/disk-blob-reader.ts'
import { networkError } from '../network-error.ts'
import type { Tap } from '../peer/tap.ts'
import { parseByteRange } from './byte-range.ts'

/** Who may read what. */
export type ArtefactServing = {
  /** Whether that member may read that content; undefined asks for somebody who did not say who. */
  mayRead(cid: Cid, member: MemberId | undefined): Promise<boolean>
}

/** Answers one request. Never throws. */
export type ArtefactHandler = (request: Request) => Promise<Response>

const statusOf: Readonly<Record<string, number>> = {
  NETWORK_BAD_TOKEN: 401,
  NETWORK_NO_SUCH_BLOB: 404,
  BASE_BAD_CID: 404,
  NETWORK_BAD_RANGE: 416,
  NETWORK_BUSY: 503
}

/** A handler over a store. Its path may have any prefix before `/artifacts/`. */
export function createArtefactHandler(options: {
  readonly store: BlobStore
  readonly serve: ArtefactServing
  readonly tokens: ArtefactTokenCheck
  readonly log: Log
  readonly tap: Tap
}): ArtefactHandler {
  const { store, serve, tokens, log, tap } = options

  const respond = async (request: Request): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
    }
    const cid = cidOfPath(new URL(request.url).pathname)
    const token = request.headers.get('authorization')
    const isPublic = token === null && (await serve.mayRead(cid, undefined))
    const member = isPublic ? undefined : await tokens.check(token, cid)
    const mayRead = isPublic || (await serve.mayRead(cid, member))
    const sizeBytes = mayRead ? await store.size(cid) : undefined
    if (sizeBytes === undefined) throw noSuchBlob(cid)
    const headers = new Headers({
      'accept-ranges': 'bytes',
      'cache-control': 'private, immutable',
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      etag: `"${cid}"`
    })
    const range = rangeOf(request, sizeBytes, headers)
    if (range instanceof Response) return range
    const { offset, length } = range ?? { offset: 0, length: sizeBytes }
    headers.set('content-length', String(length))
    if (range !== undefined) {
      headers.set('content-range', `bytes ${offset}-${offset + length - 1}/${sizeBytes}`)
    }
    const status = range === undefined ? 200 : 206
    if (request.method === 'HEAD') return new Response(null, { status, headers })
    const pieces = store.read(cid, offset === 0 && length === sizeBytes ? {} : { offset, length })
    return new Response(
      bodyOf(pieces, (piece) => tap(piece, 'out', member)),
      { status, headers }
    )
  }

  return async (request) => {
    try {
      return await respond(request)
    } catch (cause) {
      const error = asCommonholdError(cause)
      if (error.fault === 'self') log.error('serving an artefact failed', { cause })
      return refusal(error)
    }
  }
}

function cidOfPath(path: string): Cid {
  const match = /\/artifacts\/([a-z0-9]{1,100})$/.exec(path)
  if (match === null) throw networkError('NETWORK_NO_SUCH_BLOB', 'The path names no content.')
  return parseCid(match[1]!)
}

function rangeOf(request: Request, sizeBytes: number, headers: Headers) {
  try {
    return parseByteRange(request.headers.get('range'), sizeBytes)
  } catch (cause) {
    headers.set('content-range', `bytes */${sizeBytes}`)
    return refusal(asCommonholdError(cause), headers)
  }
}

function refusal(error: CommonholdError, headers = new Headers()): Response {
  const told = error.fault === 'self' ? 'The node failed to answer.' : error.message
  const status = statusOf[error.code] ?? 500
  headers.set('content-type', 'application/json')
  if (status === 401) headers.set('www-authenticate', 'Commonhold')
  return new Response(JSON.stringify({ code: error.code, message: told }), { status, headers })
}

function bodyOf(pieces: AsyncIterable<Uint8Array>, see: (piece: Uint8Array) => void) {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) return controller.close()
      see(value)
      controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    }
  })
}
