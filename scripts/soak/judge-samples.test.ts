import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeededRandom } from '@commonhold/platform'
import { type HomeSample, kinds } from './home-sample.ts'
import { judgeSamples, looseMinutesMax, storedByKind } from './judge-samples.ts'
import { judgedTable, processTable, storedTable } from './soak-report.ts'
import type { SoakSample } from './take-sample.ts'

/** A hundred samples of a healthy run: ten rounds a minute, memory that goes up and down. */
function healthyRun(bend: (sample: Bent, index: number) => void = () => {}): SoakSample[] {
  const noise = createSeededRandom('healthy run').bytes(100)
  return Array.from({ length: 100 }, (_, index): SoakSample => {
    const minutes = 5 + index / 4
    const finals = Math.round(10 * minutes)
    const sample: Bent = {
      liveBytes: 90e6 + 10_000 * noise[index]! + 8000 * finals,
      handles: 40 + (noise[index]! % 8),
      threads: 11,
      passingFiles: 8 + (noise[index]! % 4),
      looseMinutes: Math.min(minutes, 65)
    }
    bend(sample, index)
    const { liveBytes, handles, threads } = sample
    const ownBytes = 300e6
    const node = {
      residentBytes: ownBytes,
      ownBytes,
      handles,
      threads,
      sockets: 9,
      processorTicks: 0
    }
    const atMs = 1_800_000_000_000 + 60_000 * minutes
    return {
      ...{ minutes, atMs, finals, running: 3, closed: index, chain: undefined },
      liveBytes: index % 4 === 0 ? liveBytes : undefined,
      nodes: [node, node],
      homes: [homeOf(sample, finals, atMs)]
    }
  })
}

type Bent = {
  liveBytes: number
  handles: number
  threads: number
  passingFiles: number
  looseMinutes: number
}

function homeOf(sample: Bent, finals: number, atMs: number): HomeSample {
  const empty = Object.fromEntries(kinds.map((kind) => [kind, { files: 0, bytes: 0 }]))
  return {
    ...(empty as HomeSample),
    'contents of final rounds': { files: 5 * finals, bytes: 500_000 * finals },
    'evidence of releases': { files: sample.passingFiles, bytes: 100_000 },
    'contents that nobody keeps': {
      files: 10,
      bytes: 100_000,
      oldestAt: atMs - 60_000 * sample.looseMinutes
    }
  }
}

const failing = (samples: readonly SoakSample[]) =>
  judgeSamples(samples)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what)

test('a healthy run holds, and what it stores is told for each round', () => {
  const samples = healthyRun()
  assert.deepEqual(failing(samples), [])
  const [stored] = storedByKind(samples, ['contents of final rounds'])
  assert.equal(Math.round(stored!.bytesPerRound), 500_000)
  assert.match(judgedTable(judgeSamples(samples)), /holds/)
  assert.match(storedTable(samples), /contents of final rounds \| ever \| 1,490/)
  assert.match(processTable(samples), /site-2/)
})

test('each sort of leak is seen', () => {
  const leaks: [string, (sample: Bent, index: number) => void][] = [
    [
      'memory of a node after a collection',
      (sample, index) => (sample.liveBytes += 300_000 * index)
    ],
    ['open handles of a node', (sample, index) => (sample.handles += Math.floor(index / 10))],
    ['threads of a node', (sample, index) => (sample.threads += Math.floor(index / 25))],
    [
      'files of a node that serve open rounds only',
      (sample, index) => (sample.passingFiles += Math.floor(index / 8))
    ],
    [
      'age of the oldest content that nobody keeps',
      (sample) => (sample.looseMinutes = looseMinutesMax + 1)
    ]
  ]
  for (const [what, leak] of leaks) assert.deepEqual(failing(healthyRun(leak)), [what])
})
