import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Clock, CommonholdError, type Fault, Secret, silentLog } from '@commonhold/base'
import { fakeNodeService } from './fake-node-service.ts'
import { createHttpApp, type HttpApp } from './http-app.ts'
import type { NodeService } from './node-service.ts'

const token = 't'.repeat(43)
const never: Pick<Clock, 'sleep'> = {
  sleep: (_delayMs, signal) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}

function appOf(changes: Partial<NodeService> = {}): {
  readonly app: HttpApp
  readonly calls: readonly { readonly method: string; readonly arguments: readonly unknown[] }[]
} {
  const { service, calls } = fakeNodeService(changes)
  const app = createHttpApp({
    service,
    token: new Secret(token),
    clock: never,
    log: silentLog,
    version: '0.1.0',
    artefacts: (request) => new Response(`artefact of ${new URL(request.url).pathname}`)
  })
  return { app, calls }
}

function ask(
  app: HttpApp,
  path: string,
  { headers = {}, ...init }: RequestInit & { readonly headers?: Record<string, string> } = {}
): Promise<Response> {
  const defaults = { host: '127.0.0.1:7070', authorization: `Bearer ${token}` }
  return app.fetch(
    new Request(`http://127.0.0.1:7070${path}`, { ...init, headers: { ...defaults, ...headers } })
  )
}

const json = { 'content-type': 'application/json' }

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { code: string } }).error.code
}

describe('who may call', () => {
  test('the owner, by token, under any loopback name', async () => {
    const { app } = appOf()
    for (const host of ['127.0.0.1:7070', 'localhost:1', '[::1]:7070', 'LOCALHOST']) {
      assert.equal((await ask(app, '/v1/status', { headers: { host } })).status, 200, host)
    }
  })

  test('nobody without the token, whatever the path', async () => {
    const { app, calls } = appOf()
    for (const authorization of ['', 'Bearer', `Basic ${token}`, `Bearer ${token}x`, token]) {
      for (const path of [
        '/v1/status',
        '/v1/nothing',
        '/x.js',
        '/v1/events',
        '/v1/models/3/file',
        '/v1/datasets/patients/columns',
        '/v1/datasets/patients/preview',
        `/v1/studies/1/contents/bafkrei${'a'.repeat(52)}`
      ]) {
        const response = await ask(app, path, { headers: { authorization } })
        assert.equal(response.status, 401, `${authorization} at ${path}`)
        assert.equal(await codeOf(response), 'NODE_UNAUTHORIZED')
      }
    }
    assert.deepEqual(calls, [])
  })

  test('no page of another site, and no name that was pointed at this machine', async () => {
    const { app, calls } = appOf()
    const hosts = ['evil.example', '127.0.0.1.evil.example', '', 'localhost@evil.example', '::1']
    for (const host of hosts) {
      const response = await ask(app, '/v1/status', { headers: { host } })
      assert.equal(response.status, 403, host)
      assert.equal(await codeOf(response), 'NODE_BAD_HOST')
    }
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:9999']) {
      const response = await ask(app, '/v1/status', { headers: { origin } })
      assert.equal(response.status, 403, origin)
      assert.equal(await codeOf(response), 'NODE_BAD_ORIGIN')
    }
    assert.deepEqual(calls, [])
    const own = await ask(app, '/v1/status', { headers: { origin: 'http://127.0.0.1:7070' } })
    assert.equal(own.status, 200)
  })

  test('artefacts have their own gate, and no path leads from them to the API', async () => {
    const { app, calls } = appOf()
    const headers = { authorization: '', host: 'node.example' }
    const artefact = await ask(app, '/artifacts/bafk', { headers })
    assert.equal(await artefact.text(), 'artefact of /artifacts/bafk')
    const tricks = ['/artifacts/../v1/status', '/artifacts/%2e%2e/v1/status', '//v1/status']
    for (const path of [...tricks, '/V1/status', '/v1/openapi.json/../status']) {
      const response = await ask(app, path, { headers: { authorization: '' } })
      assert.ok([401, 403, 404].includes(response.status), `${path} gave ${response.status}`)
    }
    assert.deepEqual(calls, [])
  })
})

describe('what arrives', () => {
  test('is parsed before the service sees it', async () => {
    const { app, calls } = appOf()
    const body = JSON.stringify({ dataset: 'patients', acceptTerms: `0x${'AB'.repeat(32)}` })
    const response = await ask(app, '/v1/studies/1/join', { method: 'POST', body, headers: json })
    assert.equal(response.status, 200)
    assert.deepEqual(calls, [
      {
        method: 'joinStudy',
        arguments: [1, { dataset: 'patients', acceptTerms: `0x${'ab'.repeat(32)}` }]
      }
    ])
  })

  test('is refused when malformed, and the service hears nothing', async () => {
    const { app, calls } = appOf()
    const bodies = [
      '',
      '{',
      '[]',
      'null',
      '{"dataset":"Patients!"}',
      '{"dataset":"patients","title":""}',
      '{"dataset":"patients","title":"a","surprise":1}',
      '{"dataset":"patients","title":"a","rounds":1e9}',
      '{"dataset":"patients","title":"a","hidden":[0]}',
      '{"dataset":"patients","title":"\\u0007"}',
      '{"dataset":"patients","title":"a","validationFraction":1}'
    ]
    for (const body of bodies) {
      const response = await ask(app, '/v1/studies', { method: 'POST', body, headers: json })
      assert.equal(response.status, 400, body)
      assert.equal(await codeOf(response), 'NODE_BAD_REQUEST')
    }
    for (const id of ['0', '-1', '1.5', 'x', '%00', '9'.repeat(30), '1e3', ' 1']) {
      assert.equal((await ask(app, `/v1/studies/${id}`)).status, 400, id)
    }
    for (const id of ['..%2f..%2fetc%2fpasswd', 'a%2fb', '%2e%2e', 'A']) {
      assert.ok([400, 404].includes((await ask(app, `/v1/datasets/${id}`)).status), id)
    }
    assert.deepEqual(calls, [])
  })

  test('is refused when it is no JSON by its header, or too long', async () => {
    const { app, calls } = appOf()
    const path = '/v1/studies/1/join'
    const body = '{"dataset":"patients"}'
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { 'content-type': type }
      const response = await ask(app, path, { method: 'POST', body, headers })
      assert.equal(response.status, 415, type)
    }
    const long = JSON.stringify({ dataset: 'x'.repeat(300_000) })
    const declared = { ...json, 'content-length': String(long.length) }
    for (const headers of [json, declared]) {
      const response = await ask(app, path, { method: 'POST', body: long, headers })
      assert.equal(response.status, 413)
      assert.equal(await codeOf(response), 'NODE_BODY_TOO_LARGE')
    }
    assert.deepEqual(calls, [])
  })
})

describe('what is answered', () => {
  test('errors are typed, with a status by their fault', async () => {
    const statuses: Record<Fault, number> = { caller: 400, peer: 502, chain: 503, self: 500 }
    for (const [fault, status] of Object.entries(statuses) as [Fault, number][]) {
      const error = { code: 'NODE_TEST', fault, message: 'It broke.', hint: 'Mend it.' }
      const { app } = appOf({
        status: async () => {
          throw new CommonholdError({ ...error, details: { seen: 3 } })
        }
      })
      const response = await ask(app, '/v1/status')
      assert.equal(response.status, status, fault)
      assert.deepEqual(await response.json(), {
        error: { ...error, retryable: false, details: { seen: 3 } }
      })
    }
    const { app } = appOf()
    assert.equal((await ask(app, '/v1/studies/99')).status, 404)
    assert.equal(await codeOf(await ask(app, '/v1/nothing')), 'NODE_NO_SUCH_ROUTE')
  })

  test('the document names every operation and holds the schemas', async () => {
    const { app } = appOf()
    const response = await ask(app, '/v1/openapi.json', { headers: { authorization: '' } })
    const document = (await response.json()) as { paths: Record<string, object>; openapi: string }
    assert.equal(document.openapi, '3.1.0')
    assert.deepEqual(Object.keys(document.paths).sort(), [
      '/v1/assets',
      '/v1/assets/{asset}',
      '/v1/datasets',
      '/v1/datasets/{dataset}',
      '/v1/datasets/{dataset}/columns',
      '/v1/datasets/{dataset}/preview',
      '/v1/events',
      '/v1/ledger',
      '/v1/members',
      '/v1/models',
      '/v1/models/{model}',
      '/v1/models/{model}/evaluation',
      '/v1/models/{model}/file',
      '/v1/models/{model}/predictions',
      '/v1/peers',
      '/v1/rounds',
      '/v1/shutdown',
      '/v1/status',
      '/v1/studies',
      '/v1/studies/{study}',
      '/v1/studies/{study}/cancel',
      '/v1/studies/{study}/contents/{cid}',
      '/v1/studies/{study}/evidence',
      '/v1/studies/{study}/join',
      '/v1/studies/{study}/leave',
      '/v1/studies/{study}/rounds/{round}',
      '/v1/studies/{study}/start',
      '/v1/studies/{study}/verification'
    ])
    assert.match(JSON.stringify(document.paths['/v1/studies']), /validationFraction/)
  })

  test('pages of the ledger are bounded, and their places parsed', async () => {
    const { app, calls } = appOf()
    const good = '/v1/rounds?limit=100&before=12-1-2'
    assert.equal((await ask(app, good)).status, 200)
    assert.equal((await ask(app, '/v1/assets?kind=model&before=7')).status, 200)
    assert.deepEqual(
      calls.map(({ arguments: [query] }) => query),
      [
        { limit: 100, before: '12-1-2' },
        { kind: 'model', before: 7, limit: 50 }
      ]
    )
    for (const query of [
      'rounds?limit=101',
      'rounds?limit=0',
      'rounds?before=1',
      "rounds?before=1-1-1'",
      'rounds?before=9999999999999999-1-1',
      'assets?before=0',
      'assets?before=1e99',
      'assets?kind=planet',
      'assets/0',
      'studies/1/rounds/0',
      'studies/1/rounds/9999999999'
    ]) {
      const response = await ask(app, `/v1/${query}`)
      assert.equal(response.status, 400, query)
      assert.equal(await codeOf(response), 'NODE_BAD_REQUEST')
    }
  })

  test('a public file comes by its content id and by nothing else', async () => {
    const { app, calls } = appOf()
    const cid = `bafkrei${'a'.repeat(52)}`
    const response = await ask(app, `/v1/studies/1/contents/${cid}`)
    assert.equal(response.headers.get('content-length'), '5')
    assert.equal(response.headers.get('content-type'), 'application/octet-stream')
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(await response.text(), 'hello')
    for (const wrong of ['..%2F..%2Fkeys', `${cid}x`, cid.toUpperCase(), '%00', 'bafybei']) {
      const refused = await ask(app, `/v1/studies/1/contents/${wrong}`)
      assert.equal(refused.status, 400, wrong)
    }
    assert.equal(calls.length, 1)
  })

  test('a model comes as a file', async () => {
    const { app } = appOf()
    const response = await ask(app, '/v1/models/3/file')
    assert.equal(response.headers.get('content-length'), '5')
    assert.match(response.headers.get('content-disposition') ?? '', /model-3\.safetensors/)
    assert.equal(await response.text(), 'hello')
  })
})
