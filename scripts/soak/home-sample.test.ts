import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openDiskBlobStore } from '@commonhold/network'
import { nodeCrypto, nodeDisk, realClock } from '@commonhold/platform'

import { kinds, watchHome } from './home-sample.ts'

test('every file of a home is counted under what it is there for', async (context) => {
  const home = await mkdtemp(join(tmpdir(), 'commonhold-home-sample-'))
  context.after(() => rm(home, { recursive: true }))
  const put = async (name: string, sizeBytes: number): Promise<void> => {
    await mkdir(dirname(join(home, name)), { recursive: true })
    await writeFile(join(home, name), new Uint8Array(sizeBytes))
  }
  const store = await openDiskBlobStore({
    folder: join(home, 'blobs'),
    disk: nodeDisk,
    crypto: nodeCrypto,
    clock: realClock,
    limits: { bytesMax: 2 ** 20 }
  })
  const [vector, evidence, profile, loose] = await Promise.all(
    [101, 102, 103, 104].map((sizeBytes) => store.put(new Uint8Array(sizeBytes)))
  )
  await store.keep('study-3-round-12', [vector!])
  // The evidence of a release names the vectors too, which are there for the final round.
  await store.keep('study-3-round-12-release', [evidence!, vector!])
  await store.keep(`document-${profile}`, [profile!])
  await put('state/study-3/round-12.json', 11)
  await put('state/study-3.json', 12)
  await put('state/index.sqlite-wal', 13)
  await put('state/access.txt', 14)
  await put('logs/node.log.1', 15)
  await put('ledger/state.json', 16)
  await put('ledger/journal.txt', 17)
  await put('keys/key-store.json', 18)
  await put('crash-dump', 19)
  const watch = watchHome(home)
  const found = await watch.sample()
  const bytesOf = Object.fromEntries(kinds.map((kind) => [kind, found[kind].bytes]))
  assert.ok(bytesOf['keep sets']! > 0)
  assert.deepEqual(bytesOf, {
    'contents of final rounds': 101,
    'evidence of releases': 102,
    documents: 103,
    'contents that nobody keeps': 104,
    'keep sets': bytesOf['keep sets'],
    'found rounds': 11,
    'releases, private parameters, own figures': 12,
    index: 13,
    'access book': 14,
    logs: 15,
    'chain state': 16,
    'transaction journal': 17,
    'data, keys and settings': 18,
    'anything else': 19,
    'contents of open rounds': 0,
    'unfinished contents': 0
  })
  assert.ok(found['contents that nobody keeps'].oldestAt! > 0)
  await store.keep('study-3-round-12-release', [])
  const later = await watch.sample()
  assert.equal(later['evidence of releases'].files, 0)
  assert.equal(later['contents that nobody keeps'].bytes, 102 + 104)
  assert.equal((await store.size(loose!))!, 104)
})
