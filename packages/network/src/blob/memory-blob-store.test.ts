import { createManualClock } from '../testing/manual-clock.ts'
import { nodeHashing } from '../testing/node-hashing.ts'
import { blobStoreSuite } from './blob-store.suite.ts'
import { createMemoryBlobStore } from './memory-blob-store.ts'

blobStoreSuite('in memory', async (bytesMax) => {
  const clock = createManualClock(1_000_000)
  const store = createMemoryBlobStore({ crypto: nodeHashing, clock, limits: { bytesMax } })
  return { store, advance: clock.advance }
})
