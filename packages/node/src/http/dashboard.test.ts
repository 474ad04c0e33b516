/** What a browser gets without a token: the dashboard's files and nothing else. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { CommonholdError, Secret, silentLog } from '@commonhold/base'
import { type Dashboard, openDashboard } from './dashboard.ts'
import { fakeNodeService } from './fake-node-service.ts'
import { createHttpApp, type HttpApp } from './http-app.ts'

const html = '<!doctype html><title>dashboard</title>'

describe('the dashboard', () => {
  let folder: string
  let dashboard: Dashboard
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'commonhold-dashboard-'))
    await mkdir(join(folder, 'dist', 'assets'), { recursive: true })
    await writeFile(join(folder, 'dist', 'index.html'), html)
    await writeFile(join(folder, 'dist', '.inputs'), 'not for browsers')
    await writeFile(join(folder, 'dist', 'assets', 'index-abc.js'), 'export {}')
    await writeFile(join(folder, 'secret.js'), 'token')
    await symlink(join(folder, 'secret.js'), join(folder, 'dist', 'link.js'))
    dashboard = await openDashboard(join(folder, 'dist'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const appOf = (served: Dashboard | undefined): HttpApp => {
    const { service } = fakeNodeService()
    return createHttpApp({
      service,
      token: new Secret('t'.repeat(43)),
      clock: { sleep: () => new Promise(() => {}) },
      log: silentLog,
      version: '0.1.0',
      ...(served === undefined ? {} : { dashboard: served })
    })
  }
  const ask = (path: string, init: RequestInit = {}, served: Dashboard | undefined = dashboard) =>
    appOf(served).fetch(
      new Request(`http://127.0.0.1:7070${path}`, {
        ...init,
        headers: { host: '127.0.0.1:7070', ...(init.headers as Record<string, string>) }
      })
    )

  test('its page comes for every address of the dashboard, under a strict policy', async () => {
    for (const path of ['/', '/studies', '/studies/1', '/index.html', '/?compare=2']) {
      const response = await ask(path)
      assert.equal(response.status, 200, path)
      assert.equal(await response.text(), html)
      assert.equal(response.headers.get('cache-control'), 'no-store')
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer')
      const policy = response.headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'none'/)
      assert.match(policy, /frame-ancestors 'none'/)
      assert.match(policy, /script-src 'self'(;|$)/)
      assert.doesNotMatch(policy, /unsafe/)
    }
  })

  test('assets come for good, by their exact name and with their type', async () => {
    const response = await ask('/assets/index-abc.js')
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8')
    assert.match(response.headers.get('cache-control') ?? '', /immutable/)
    const policy = response.headers.get('content-security-policy') ?? ''
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/)
    assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'/)
    const head = await ask('/assets/index-abc.js', { method: 'HEAD' })
    assert.equal(head.headers.get('content-length'), '9')
    assert.equal(await head.text(), '')
  })

  test('no path leads out of its folder, and nothing else is given away', async () => {
    const tricks = [
      '/../secret.js',
      '/%2e%2e/secret.js',
      '/assets/..%2f..%2fsecret.js',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.js',
      '/link.js',
      '/.inputs',
      '//index.html',
      '/assets/index-abc.js/',
      '/assets/index-abc.js%00',
      '/no-such.js',
      '/v1/status',
      '/v1'
    ]
    for (const path of tricks) {
      const response = await ask(path)
      assert.equal(response.status, 401, path)
      assert.doesNotMatch(await response.text(), /not for browsers|^token$/, path)
    }
    assert.equal((await ask('/', { method: 'POST' })).status, 401)
    assert.equal((await ask('/', { headers: { host: 'evil.example' } })).status, 403)
    const framed = await ask('/', { headers: { origin: 'https://evil.example' } })
    assert.equal(framed.status, 403)
  })

  test('a node without one says so at its address', async () => {
    const response = await appOf(undefined).fetch(
      new Request('http://127.0.0.1:7070/', { headers: { host: '127.0.0.1:7070' } })
    )
    assert.equal(response.status, 404)
    assert.match(await response.text(), /its dashboard is not built/)
  })

  test('a folder that holds none is refused', async () => {
    for (const bad of [join(folder, 'nowhere'), folder]) {
      await assert.rejects(
        openDashboard(bad),
        (error) => error instanceof CommonholdError && error.code === 'NODE_NO_DASHBOARD'
      )
    }
  })
})
