/**
 * What secure aggregation costs, one figure a line.
 *
 * Masking: one member of ten, a million elements of 32 bits, from its first key to its masked
 * vector. Aggregation: a hundred masked vectors of a million elements, against copying the same
 * bytes in the same run: all of them over one vector, whose memory stays in the cache, as the
 * sum's does (the harder measure), and to memory of their own. Memory: sums of 10 and of 100
 * vectors that stream in, in processes of their own. Times are the best of several runs, since
 * other work on the machine only makes them worse.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { assert, bytesOf } from '@commonhold/base'
import { createSeededRandom, nodeCrypto, secureRandom } from '@commonhold/platform'
import { maskVector } from '../src/masking/mask-vector.ts'
import { dealtSizeBytes, digestsOf } from '../src/masking/parcel-list.ts'
import { addManyInto, createRingAccumulator } from '../src/masking/ring.ts'
import { advertiseKeys, drawRoundSecrets } from '../src/masking/round-keys.ts'
import { dealParcels, isBlame, openParcel } from '../src/masking/share-parcels.ts'
import { dealRound, drawMembers, maskFor } from '../src/masking/testing/mask-round.ts'

const elements = 1_000_000
const members = 10
const updates = 100
const maskingMsMax = 80
const sentBytesMax = 4_100_000
const ratioToCopyMin = 0.5
/** A hundred vectors have ten times the bytes of ten; memory must show none of it. */
const memoryRatioMax = 1.1

const memoryArgument = process.argv[2]
if (memoryArgument === undefined) await measureAll()
else measureMemory(Number(memoryArgument))

async function measureAll(): Promise<void> {
  // First, for the system counts a parent's memory at the start of a process to its peak.
  const [few, many] = [peakMemoryOf(10), peakMemoryOf(100)]
  const aggregation = measureAggregation()
  const masking = await measureMasking()
  const who = `one member of ${members}, ${elements.toLocaleString('en')} parameters`
  const { keysMs, dealMs, openMs, maskMs, totalMs, sentBytes } = masking
  print({ name: `masking, ${who}`, value: totalMs, unit: 'ms', kind: 'max', limit: maskingMsMax })
  print({ name: '- its keys', value: keysMs, unit: 'ms' })
  print({ name: '- dealing shares', value: dealMs, unit: 'ms' })
  print({ name: '- opening shares', value: openMs, unit: 'ms' })
  print({ name: '- masking the vector', value: maskMs, unit: 'ms' })
  print({ name: `sent, ${who}`, value: sentBytes, unit: 'bytes', kind: 'max', limit: sentBytesMax })
  print({
    name: `sum of ${updates} updates, ${elements.toLocaleString('en')} parameters`,
    value: aggregation.ratioToCopy,
    unit: 'of the speed of copying',
    kind: 'min',
    limit: ratioToCopyMin
  })
  print({ name: '- summing them', value: aggregation.sumMs, unit: 'ms' })
  print({ name: '- copying them over one vector', value: aggregation.copyMs, unit: 'ms' })
  print({ name: '- copying them apart', value: aggregation.copyApartMs, unit: 'ms' })
  print({
    name: 'highest memory for 100 updates',
    value: many,
    unit: 'bytes',
    kind: 'max',
    limit: memoryRatioMax * few,
    rival: '1.1 times that for 10'
  })
}

function print(figure: object): void {
  console.log(JSON.stringify({ kind: 'info', ...figure }))
}

async function measureMasking() {
  const random = createSeededRandom('masking bench')
  const ids = drawMembers(random, members)
  const dealt = dealRound('masking bench', ids)
  const self = ids[4]!
  const vector = new Uint32Array(random.bytes(4 * elements).buffer)
  const common = { crypto: nodeCrypto, binding: dealt.binding, self, adverts: dealt.adverts }
  const secrets = dealt.secrets.get(self)!
  const { graph, parcels, parcelLists, maskCiphertexts } = dealt
  const keysMs = await bestMs(20, () => {
    advertiseKeys(nodeCrypto, drawRoundSecrets(secureRandom), dealt.binding)
  })
  const dealMs = await bestMs(20, () => {
    dealParcels({ ...common, random: secureRandom, secrets, graph })
  })
  const openMs = await bestMs(20, () => {
    for (const from of ids) {
      const parcel = parcels.get(from)!.find(({ to }) => to === self)
      const digests = digestsOf(graph, parcelLists, from, self)
      if (parcel === undefined || digests === undefined) continue
      const opened = openParcel({
        ...common,
        secrets,
        from,
        advertOf: dealt.adverts.get(from)!,
        parcel,
        digests
      })
      assert(!isBlame(opened), 'an honest parcel opens')
    }
  })
  const maskMs = await bestMs(20, async () => {
    await maskVector({
      ...common,
      secrets,
      parcelLists,
      maskCiphertexts,
      graph,
      participants: ids,
      vector,
      wordsPerElement: 1
    })
  })
  const sentBytes =
    bytesOf(await maskFor(dealt, self, vector, 1)).length + dealtSizeBytes(members - 1)
  const totalMs = round(keysMs + dealMs + openMs + maskMs)
  return { keysMs, dealMs, openMs, maskMs, totalMs, sentBytes }
}

function measureAggregation() {
  const first = createSeededRandom('aggregation').bytes(4 * elements)
  const vectors = Array.from({ length: updates }, (_, index) => {
    const copy = new Uint32Array(first.slice().buffer)
    copy[index] = index
    return copy
  })
  const sum = new Uint32Array(elements)
  const target = new Uint32Array(elements)
  const apart = vectors.map(() => new Uint32Array(elements))
  const best = { copyMs: 1e9, copyApartMs: 1e9, sumMs: 1e9 }
  const keep = (name: keyof typeof best, work: () => void) => {
    const start = performance.now()
    work()
    best[name] = Math.min(best[name], performance.now() - start)
  }
  for (let run = 0; run < 12; run++) {
    keep('copyMs', () => {
      for (const vector of vectors) target.set(vector)
    })
    keep('copyApartMs', () => {
      for (const [index, vector] of vectors.entries()) apart[index]!.set(vector)
    })
    keep('sumMs', () => {
      sum.fill(0)
      addManyInto(sum, vectors, 1)
    })
  }
  const { copyMs, copyApartMs, sumMs } = best
  return { copyMs, copyApartMs, sumMs, ratioToCopy: copyMs / sumMs }
}

function peakMemoryOf(count: number): number {
  const command = [fileURLToPath(import.meta.url), String(count)]
  return Number(execFileSync(process.execPath, command, { encoding: 'utf8' }))
}

/** Sums `count` vectors that come in pieces of 64 KiB; prints the process's highest memory. */
function measureMemory(count: number): void {
  const accumulator = createRingAccumulator({ length: elements, wordsPerElement: 1 })
  const piece = createSeededRandom('piece').bytes(64 * 1024)
  for (let vector = 0; vector < count; vector++) {
    for (let offset = 0; offset < 4 * elements; offset += piece.length) {
      accumulator.add(piece.subarray(0, Math.min(piece.length, 4 * elements - offset)), offset)
    }
  }
  console.log(process.resourceUsage().maxRSS * 1024)
}

async function bestMs(runs: number, work: () => void | Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work()
    best = Math.min(best, performance.now() - start)
  }
  return round(best)
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
