/**
 * The app behind a socket, with Node's own bounds: how large headers may be, how long a request
 * may take to arrive, and how a stop lets answers that have begun come to their end.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, CommonholdError, silentLog } from '@commonhold/base'
import { getRequestListener } from '@hono/node-server'
import type { HttpApp } from './http-app.ts'
import { badRequest, errorResponse } from './http-error.ts'

const headerBytesMax = 16 * 1024
/** How long a client may take. Node looks every `checkMs`, by itself only every 30 seconds. */
const defaultPatience = { headersMs: 10_000, requestMs: 60_000, checkMs: 2_000 }
const keepAliveTimeoutMs = 5_000
const connectionsMax = 256

/** Where to listen. */
export type HttpServerOptions = {
  readonly app: HttpApp
  readonly clock: Pick<Clock, 'sleep'>
  /** An address of this machine: 127.0.0.1 keeps other machines out. */
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  /** How long a stop waits for answers that have begun. Default 5,000. */
  readonly drainMs?: number
  /** For a client's headers, for its whole request, and how often that is looked at. */
  readonly patience?: typeof defaultPatience
}

/** A server that listens. */
export type HttpServer = {
  readonly url: string
  readonly port: number
  /** Takes no new request, lets begun ones end for `drainMs`, then cuts the rest. */
  stop(): Promise<void>
}

/**
 * @throws {CommonholdError} `NODE_CANNOT_LISTEN` where the port is taken or not allowed
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { app, clock, host, drainMs = 5_000, patience = defaultPatience } = options
  const server = createServer(
    {
      maxHeaderSize: headerBytesMax,
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkMs,
      keepAliveTimeout: keepAliveTimeoutMs
    },
    getRequestListener((request) => answer(app, request), {
      overrideGlobalObjects: false
    })
  )
  server.maxConnections = connectionsMax
  await listen(server, host, options.port)
  const { port } = server.address() as AddressInfo
  let isStopping = false
  server.on('request', (_request, response) => {
    // A kept connection is idle only after its answer: so a stop looks again then.
    response.once('close', () => {
      if (isStopping) setImmediate(() => server.closeIdleConnections())
    })
  })
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${name}:${port}`,
    port,
    async stop() {
      isStopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      app.closeStreams()
      server.closeIdleConnections()
      const drained = new AbortController()
      const late = clock.sleep(drainMs, drained.signal).then(
        () => server.closeAllConnections(),
        () => undefined
      )
      await closed
      drained.abort()
      await late
    }
  }
}

/** A Host header of which no address can be made is told only when the address is asked for. */
async function answer(app: HttpApp, request: Request): Promise<Response> {
  let plain: Request
  try {
    plain = plainRequest(request)
  } catch {
    return errorResponse(
      badRequest('of its Host header and path no address can be made'),
      silentLog
    )
  }
  return await app.fetch(plain)
}

/**
 * The adapter's own Request is no real one unless it may replace the global class for the whole
 * process; the framework makes new Requests from the one it gets, and needs a real one.
 */
function plainRequest(request: Request): Request {
  const { method, headers, signal, body } = request
  const init = { method, headers, signal }
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== null
  return new Request(
    request.url,
    hasBody ? ({ ...init, body, duplex: 'half' } as RequestInit) : init
  )
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new CommonholdError({
          code: 'NODE_CANNOT_LISTEN',
          fault: 'caller',
          message: `The node cannot listen on ${host}:${port}: ${cause.message}.`,
          hint: 'Give another address with --http-host and --http-port; port 0 takes a free one.',
          cause
        })
      )
    })
    server.listen(port, host, resolve)
  })
}
