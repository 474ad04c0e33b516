/** What is built: once for the same sources, and such that the strictest content policy lets it. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { buildInto, ensureDashboard } from './ensure-dashboard.ts'

test('the same sources are built once, also when two ask at the same time', async () => {
  const [one, other] = await Promise.all([ensureDashboard(), ensureDashboard()])
  assert.equal(one, other)
  const said: string[] = []
  assert.equal(await ensureDashboard((line) => said.push(line)), one)
  assert.deepEqual(said, [])
})

test('two builds at a time do not write into each other', async (context) => {
  const parent = await mkdtemp(join(tmpdir(), 'commonhold-build-'))
  context.after(() => rm(parent, { recursive: true, force: true }))
  const folder = join(parent, 'built')
  const bothBegan = Promise.withResolvers<void>()
  const places: string[] = []
  const make = async (fresh: string): Promise<void> => {
    assert.deepEqual(await readdir(fresh), [])
    if (places.push(fresh) === 2) bothBegan.resolve()
    await bothBegan.promise
    await writeFile(join(fresh, 'index.html'), fresh)
  }
  await Promise.all([buildInto(folder, make), buildInto(folder, make)])
  assert.equal(new Set(places).size, 2)
  assert.ok(places.includes(await readFile(join(folder, 'index.html'), 'utf8')))
  assert.deepEqual(await readdir(parent), ['built'])
})

test('the page has no inline code, and asks nobody but its own node', async () => {
  const folder = await ensureDashboard()
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc="\/)[^>]*>|<style|\sstyle=|\son[a-z]+=/i)
  assert.doesNotMatch(page, /https?:\/\//)
  const assets = await readdir(join(folder, 'assets'))
  for (const name of assets) {
    assert.match(name, /-[\w-]{8}\.(js|css|woff2)$/, 'a name that holds a digest of the contents')
    if (!name.endsWith('.css')) continue
    const sheet = await readFile(join(folder, 'assets', name), 'utf8')
    assert.doesNotMatch(sheet, /url\((?!\/assets\/|"\/assets\/)|@import/)
  }
  assert.ok(
    assets.some((name) => name.endsWith('.woff2')),
    'fonts are its own'
  )
})
