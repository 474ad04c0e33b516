/** What programs, browsers and other nodes send over HTTP. */
import { connect } from 'node:net'
import {
  CommonholdError,
  parseBytes32,
  parseMemberId,
  Secret,
  silentLog,
  toHex,
  utf8
} from '@commonhold/base'
import { judge } from '@commonhold/contracts/proxy/json-rpc-guard'
import { createMemoryBlobStore } from '@commonhold/network'
import {
  createArtefactTokenCheck,
  makeArtefactToken
} from '@commonhold/network/artefact/artefact-token'
import { createArtefactHandler } from '@commonhold/network/http/artefact-handler'
import { noTap } from '@commonhold/network/peer/tap'
import { fakeNodeService } from '@commonhold/node/http/fake-node-service'
import { createHttpApp, type HttpApp } from '@commonhold/node/http/http-app'
import { startHttpServer } from '@commonhold/node/http/http-server'
import { createManualClock, createSeededRandom, nodeCrypto, realClock } from '@commonhold/platform'
import { brokenDoor, type Door, type Seed } from '../door.ts'

const token = 'secret-of-the-fuzzer'
const heads = [
  `host: 127.0.0.1:7070`,
  `authorization: Bearer ${token}`,
  'content-type: application/json'
].join('\n')

function openApp(): HttpApp {
  return createHttpApp({
    service: fakeNodeService().service,
    token: new Secret(token),
    clock: realClock,
    log: silentLog,
    version: '0.1.0'
  })
}

const bodies: readonly (readonly [string, unknown])[] = [
  ['POST /v1/studies', { dataset: 'patients', title: 'a', rounds: 3, hidden: [4], dryRun: true }],
  ['POST /v1/studies/1/join', { dataset: 'patients', acceptTerms: `0x${'ab'.repeat(32)}` }],
  ['POST /v1/datasets', { path: '/tmp/patients.csv', name: 'Patients', target: 'diagnosis' }],
  ['POST /v1/models/3/predictions', { csv: 'age,ill\n61,yes\n' }]
]

function requestSeeds(): readonly Seed[] {
  const lines = ['GET /v1/status', 'GET /v1/models/study-1/file', 'GET /v1/events?study=1']
  return [
    ...lines.map((line): Seed => ({ form: 'text', body: utf8(`${line}\n${heads}\n\n`) })),
    ...bodies.map(([line, body]): Seed => {
      const pack = (bent: Uint8Array) => Buffer.concat([utf8(`${line}\n${heads}\n\n`), bent])
      return { form: 'json', body: utf8(JSON.stringify(body)), pack, isRefused: true }
    })
  ]
}

const words = [
  '/v1/studies/1/verification',
  '%2e%2e%2f',
  'origin: https://evil.example',
  'transfer-encoding: chunked',
  'content-length: 5',
  'content-encoding: gzip',
  'last-event-id: 1-4',
  'DELETE',
  'Bearer '
]

/** A request out of text; undefined where no client could send it. */
function requestOf(input: Uint8Array): Request | undefined {
  const text = Buffer.from(input).toString('latin1')
  const end = text.indexOf('\n\n')
  const [first = '', ...lines] = text.slice(0, end === -1 ? undefined : end).split('\n')
  const [method = '', path = ''] = first.split(' ')
  const body = end === -1 ? undefined : input.subarray(end + 2)
  try {
    const headers = new Headers()
    for (const line of lines) {
      const at = line.indexOf(':')
      if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim())
    }
    const hasBody = method !== 'GET' && method !== 'HEAD' && body !== undefined
    const url = `http://127.0.0.1:7070/${path.replace(/^\//, '')}`
    return new Request(url, { method, headers, ...(hasBody ? { body: new Uint8Array(body) } : {}) })
  } catch {
    return undefined
  }
}

/** Answers are judged by their status: 5xx would be the node's own failure. */
async function judgeAnswer(response: Response): Promise<void> {
  const { status } = response
  if (status < 400) return await response.body?.cancel()
  const text = await response.text()
  if (status >= 500) throw brokenDoor(`it answered ${status}: ${text.slice(0, 200)}`)
  throw refusedWith(status)
}

function refusedWith(status: number): CommonholdError {
  return new CommonholdError({
    code: `HTTP_${status}`,
    fault: 'caller',
    message: `It was refused with ${status}.`,
    hint: 'Send what the schema asks for.'
  })
}

function appDoor(): Door {
  let app = openApp()
  let count = 0
  return {
    name: 'http-request',
    weight: 1,
    words,
    seeds: requestSeeds(),
    async enter(input) {
      // The stand-in behind the app notes every call.
      if (count++ % 2000 === 1999) app = openApp()
      const request = requestOf(input)
      if (request !== undefined) await judgeAnswer(await app.fetch(request))
    }
  }
}

/** The same over a socket, where Node's own parser stands before the app. */
async function socketDoor(): Promise<Door> {
  const app = openApp()
  const server = await startHttpServer({
    app,
    clock: realClock,
    host: '127.0.0.1',
    port: 0,
    drainMs: 100
  })
  const asLines = (body: Uint8Array) => Buffer.from(fromLatin(body).replaceAll('\n', '\r\n'))
  const get = `GET /v1/status HTTP/1.1\n${heads}\nconnection: close\n\n`
  const body = JSON.stringify(bodies[1]![1])
  const post =
    `POST /v1/studies/1/join HTTP/1.1\n${heads}\nconnection: close\n` +
    `content-length: ${body.length}\n\n${body}`
  return {
    name: 'http-socket',
    weight: 0.1,
    words: [...words, 'HTTP/1.1', 'HTTP/9.9', '\n\n', 'expect: 100-continue', 'upgrade: websocket'],
    seeds: [
      { form: 'text', body: utf8(get), pack: asLines },
      { form: 'text', body: utf8(post), pack: asLines }
    ],
    async enter(input) {
      const told = await tellSocket(server.port, input)
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(told)?.[1] ?? 400)
      if (status >= 500) throw brokenDoor(`it answered ${told.slice(0, 300)}`)
      if (status >= 400) throw refusedWith(status)
    },
    close: () => server.stop()
  }
}

function fromLatin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

/** What comes back first; empty where the server hangs up. */
function tellSocket(port: number, input: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (told: string): void => {
      resolve(told)
      socket.destroy()
    }
    socket.on('data', (data) => end(data.toString('latin1')))
    socket.on('close', () => end(''))
    socket.on('error', () => end(''))
    socket.end(input)
  })
}

const reader = parseMemberId(`0x${'1'.repeat(40)}`)
const owner = parseMemberId(`0x${'2'.repeat(40)}`)

/** Contents over HTTP: path, token and range. */
async function artefactDoor(): Promise<Door> {
  const clock = createManualClock()
  const random = createSeededRandom('fuzz/artefacts')
  const nodeKey = random.bytes(32)
  const key = parseBytes32(toHex(nodeCrypto.ed25519.publicKey(nodeKey)))
  const store = createMemoryBlobStore({ crypto: nodeCrypto, clock, limits: { bytesMax: 1 << 20 } })
  const cid = await store.put(random.bytes(1000))
  const open = () =>
    createArtefactHandler({
      store,
      serve: { mayRead: async (_cid, member) => member === reader },
      tokens: createArtefactTokenCheck({
        crypto: nodeCrypto,
        clock,
        directory: { nodeKeyOf: async (member) => (member === reader ? key : undefined) },
        audience: owner
      }),
      log: silentLog,
      tap: noTap
    })
  const authorization = makeArtefactToken({
    crypto: nodeCrypto,
    random,
    nodeKey,
    nowMs: clock.nowMs(),
    member: reader,
    cid,
    audience: owner
  })
  const text = `GET /artifacts/${cid}\nauthorization: ${authorization}\nrange: bytes=10-20\n\n`
  return {
    name: 'artefact-request',
    weight: 0.7,
    words: ['bytes=', '-', '/artifacts/', 'Commonhold ', '9'.repeat(20)],
    seeds: [{ form: 'text', body: utf8(text) }],
    async enter(input) {
      // A fresh handler each: a token is taken once.
      const request = requestOf(input)
      if (request !== undefined) await judgeAnswer(await open()(request))
    }
  }
}

/** What a stranger asks of the embedded chain: what is let through is on the list of methods. */
function ledgerDoor(): Door {
  const question = { jsonrpc: '2.0', id: 1, method: 'eth_call', params: [{ to: '0x00' }, 'latest'] }
  return {
    name: 'ledger-proxy',
    weight: 1,
    seeds: [
      { form: 'json', body: utf8(JSON.stringify(question)) },
      {
        form: 'json',
        body: utf8(JSON.stringify([question, { ...question, method: 'anvil_setBalance' }]))
      }
    ],
    enter(input) {
      const { questions } = judge(new TextDecoder().decode(input))
      if (questions.some(({ method }) => !/^(eth|net|web3)_[A-Za-z]+$/.test(method))) {
        throw brokenDoor('a method that changes the chain passed')
      }
      if (questions.length === 0) throw refusedWith(400)
    }
  }
}

/** Every door that speaks HTTP. */
export async function openHttpDoors(): Promise<readonly Door[]> {
  return [appDoor(), await socketDoor(), await artefactDoor(), ledgerDoor()]
}
