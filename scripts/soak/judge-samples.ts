/**
 * What grew, and whether it may. Three sorts of things:
 *
 * - what must not grow at all: handles, threads, and files that serve an open round only;
 * - what grows with each final round on purpose, because it is kept: contents, index, books, and
 *   the memory of where they lie;
 * - what waits to be removed: contents that nobody keeps go an hour after they were made, at one of
 *   the looks that a node takes every ten minutes, so none may be older than that.
 *
 * A slope is held to its bound where it lies above it by two of its standard errors.
 */
import { assert } from '@commonhold/base'
import { fitLine, type Line } from './fit-line.ts'
import type { Kind } from './home-sample.ts'
import type { SoakSample } from './take-sample.ts'

/** Memory of one node that a final round may leave behind, for finding what it stored. */
export const memoryPerRoundMax = 32 * 1024
/** Handles and threads an hour, of one node. */
export const handlesPerHourMax = 2
/** Files an hour, of one node, of the kinds that serve open rounds only. */
export const passingFilesPerHourMax = 12
/** How old a content that nobody keeps may become: grace, one interval, and some for the work. */
export const looseMinutesMax = 60 + 10 + 5

/** Kinds that serve rounds while they are open, and must not gather. */
export const passingKinds: readonly Kind[] = [
  'evidence of releases',
  'contents of open rounds',
  'unfinished contents',
  'data, keys and settings',
  'anything else'
]

/** Kinds that are kept on purpose, and so grow with the rounds. */
export const keptKinds: readonly Kind[] = [
  'contents of final rounds',
  'documents',
  'keep sets',
  'found rounds',
  'releases, private parameters, own figures',
  'index',
  'access book',
  'logs'
]

/** A figure that is held to a bound. */
export type Judged = {
  readonly what: string
  readonly unit: string
  /** Means over the nodes: at the first sample after the warm-up, and at the last. */
  readonly first: number
  readonly last: number
  readonly slope: number
  readonly slopeError: number
  readonly slopeUnit: string
  readonly max: number
  readonly holds: boolean
}

/** @param samples those after the warm-up, of which three at least tell live memory */
export function judgeSamples(samples: readonly SoakSample[]): readonly Judged[] {
  const live = samples.filter(({ liveBytes }) => liveBytes !== undefined)
  assert(live.length >= 3, 'growth is judged by three samples at least')
  const perRound = (sample: SoakSample) => sample.finals
  const perHour = (sample: SoakSample) => sample.minutes / 60
  const nodes = (of: (node: SoakSample['nodes'][number]) => number) => (sample: SoakSample) =>
    meanOf(sample.nodes.map(of))
  const passing = (sample: SoakSample) =>
    meanOf(
      sample.homes.map((home) => passingKinds.reduce((sum, kind) => sum + home[kind].files, 0))
    )
  const hour = 'an hour'
  return [
    judge(live, perRound, ({ liveBytes }) => liveBytes!, {
      what: 'memory of a node after a collection',
      unit: 'bytes',
      slopeUnit: 'a final round',
      max: memoryPerRoundMax
    }),
    judge(
      samples,
      perHour,
      nodes((node) => node.handles),
      {
        what: 'open handles of a node',
        unit: 'handles',
        slopeUnit: hour,
        max: handlesPerHourMax
      }
    ),
    judge(
      samples,
      perHour,
      nodes((node) => node.threads),
      {
        what: 'threads of a node',
        unit: 'threads',
        slopeUnit: hour,
        max: handlesPerHourMax
      }
    ),
    judge(samples, perHour, passing, {
      what: 'files of a node that serve open rounds only',
      unit: 'files',
      slopeUnit: hour,
      max: passingFilesPerHourMax
    }),
    oldestLoose(samples)
  ]
}

type Asked = Pick<Judged, 'what' | 'unit' | 'slopeUnit' | 'max'>

function judge(
  samples: readonly SoakSample[],
  x: (sample: SoakSample) => number,
  y: (sample: SoakSample) => number,
  asked: Asked
): Judged {
  const { slope, slopeError } = lineOf(samples, x, y)
  return {
    ...asked,
    first: y(samples[0]!),
    last: y(samples.at(-1)!),
    slope,
    slopeError,
    holds: slope - 2 * slopeError <= asked.max
  }
}

/** Where nothing moved along x there is no slope: that no round became final is told elsewhere. */
function lineOf(
  samples: readonly SoakSample[],
  x: (sample: SoakSample) => number,
  y: (sample: SoakSample) => number
): Pick<Line, 'slope' | 'slopeError'> {
  const points = samples.map((sample) => ({ x: x(sample), y: y(sample) }))
  const isStill = points.every((point) => point.x === points[0]!.x)
  return isStill ? { slope: 0, slopeError: 0 } : fitLine(points)
}

function oldestLoose(samples: readonly SoakSample[]): Judged {
  const ageOf = ({ atMs, homes }: SoakSample) =>
    Math.max(
      ...homes.map(
        (home) => (atMs - (home['contents that nobody keeps'].oldestAt ?? atMs)) / 60_000
      )
    )
  const oldest = Math.max(...samples.map(ageOf))
  return {
    what: 'age of the oldest content that nobody keeps',
    unit: 'minutes',
    first: ageOf(samples[0]!),
    last: ageOf(samples.at(-1)!),
    slope: oldest,
    slopeError: 0,
    slopeUnit: 'at most',
    max: looseMinutesMax,
    holds: oldest <= looseMinutesMax
  }
}

/** What of a kind lay in a home, on average over the nodes, and what each final round added. */
export type Stored = {
  readonly kind: Kind
  readonly firstBytes: number
  readonly lastBytes: number
  readonly lastFiles: number
  readonly bytesPerRound: number
}

/** @param samples those after the warm-up, two at least */
export function storedByKind(
  samples: readonly SoakSample[],
  kinds: readonly Kind[]
): readonly Stored[] {
  return kinds.map((kind) => {
    const bytesOf = ({ homes }: SoakSample) => meanOf(homes.map((home) => home[kind].bytes))
    return {
      kind,
      firstBytes: bytesOf(samples[0]!),
      lastBytes: bytesOf(samples.at(-1)!),
      lastFiles: meanOf(samples.at(-1)!.homes.map((home) => home[kind].files)),
      bytesPerRound: lineOf(samples, ({ finals }) => finals, bytesOf).slope
    }
  })
}

/** @param values one at least */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
