/** A web-standard handler behind a real `node:http` server on a free port of 127.0.0.1. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'

/** Serves until `close`; the URL has no slash at its end. */
export async function serveHttp(handler: (request: Request) => Promise<Response>) {
  const server = createServer(async (incoming, outgoing) => {
    const headers = new Headers(incoming.headers as Record<string, string>)
    const url = `http://${incoming.headers.host}${incoming.url}`
    const response = await handler(new Request(url, { method: incoming.method ?? 'GET', headers }))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body === null) return outgoing.end()
    const body = Readable.fromWeb(response.body as never)
    body.on('error', () => outgoing.destroy())
    return body.pipe(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
