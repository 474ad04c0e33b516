import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { digestOfCid, type MemberId, type Peers } from '@commonhold/base'
import { createMemoryBlobStore } from '@commonhold/network'
import { createManualClock, nodeCrypto } from '@commonhold/platform'
import { openAccessBook } from './access-book.ts'
import { createDocumentLibrary } from './document-library.ts'

const self = `0x${'11'.repeat(20)}` as MemberId
const stranger = `0x${'22'.repeat(20)}` as MemberId

describe('P8: documents that the ledger names', () => {
  test('are opened to all members only where they are what they should be', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'commonhold-library-'))
    context.after(() => rm(folder, { recursive: true, force: true }))
    const access = await openAccessBook({
      file: join(folder, 'access.txt'),
      isActive: () => true,
      readersOf: async () => undefined
    })
    const limits = { bytesMax: 2 ** 20 }
    const store = createMemoryBlobStore({ crypto: nodeCrypto, clock: createManualClock(), limits })
    const fetch = (() => assert.fail('it is all here')) as unknown as Peers['fetch']
    const library = createDocumentLibrary({ store, access, peers: { self, fetch } })

    const secret = await store.put(new TextEncoder().encode('{"model":"of a closed study"}'))
    await assert.rejects(library.terms(digestOfCid(secret), [stranger]))
    assert.equal(await access.mayRead(secret, stranger), false)
    // A name is asked for in the background: once it is known, so is whether it was opened.
    const profile = await library.addProfile({ format: 'commonhold-profile/1', name: 'Hospital' })
    library.nameOf(stranger, digestOfCid(secret))
    while (library.nameOf(self, digestOfCid(profile)) === undefined) await nextTurn()
    assert.equal(library.nameOf(self, digestOfCid(profile)), 'Hospital')
    assert.equal(await access.mayRead(secret, stranger), false)
    assert.equal(await access.mayRead(profile, stranger), true)
  })
})
