/**
 * A study's own figures: what each round's incoming model gave on this node's own kept-aside rows.
 * They are what the node's vector adds to the round's metrics, read before it is masked, so they
 * cost no second look at the table, and mean at each round what the metrics of all mean there.
 *
 * They stay here: a file of lines in the study's private folder, read by the node's own HTTP API
 * alone. Nobody waits for the disk: a round goes on while a line is written. A process that is
 * killed between the two loses that one point, unless the round is open still when it is back.
 */
import { join } from 'node:path'
import {
  asCommonholdError,
  type Bytes32,
  type Disk,
  type Log,
  type StudyId
} from '@commonhold/base'
import type { SharedMetrics } from '@commonhold/learning/federation/stage'
import { openLineFile } from '@commonhold/platform'
import { bytes32Schema, type RoundRecord } from '@commonhold/protocol'
import { z } from 'zod'
import { metricsSchema } from './metrics-schema.ts'
import type { FinalRound } from './study-events.ts'

/** The own figures of one study. */
export type OwnFigures = {
  /**
   * Remembers the figures of a round, and begins to write them; a disk that fails is logged.
   * @param model digest of the model that came into the round
   */
  note(round: number, model: Bytes32, metrics: SharedMetrics): void
  /** Undefined where this node computed nothing in the round, or from another incoming model. */
  of(record: Pick<RoundRecord, 'round' | 'previousModel'>): SharedMetrics | undefined
  /** The rounds in order, with these figures: a slow training may bring them after the end. */
  addTo(finals: Iterable<FinalRound>): readonly FinalRound[]
  /** Resolves when all that was noted is on the disk, or has failed to get there. */
  settled(): Promise<void>
}

const lineSchema = z.strictObject({
  round: z.int().min(1),
  model: bytes32Schema,
  metrics: metricsSchema
})

/** Some 60,000 rounds. */
const bytesMax = 16 * 1024 * 1024

/**
 * Opens or makes the file; a line that cannot be read is passed over. Once at a time for a study.
 * @param folder of all studies' private files
 * @throws {CommonholdError} `PLATFORM_READ_FAILED`, `PLATFORM_DISK_FAILED`
 */
export async function openOwnFigures(
  folder: string,
  study: StudyId,
  { disk, log }: { readonly disk: Disk; readonly log: Log }
): Promise<OwnFigures> {
  const path = join(folder, `study-${study}`, 'own-figures.jsonl')
  const figures = new Map<string, SharedMetrics>()
  const file = await openLineFile(path, { access: 'private', bytesMax, disk })
  for (const line of file.before) {
    const read = readLine(line)
    if (read !== undefined) figures.set(keyOf(read.round, read.model), read.metrics)
  }
  let writing: Promise<void> = Promise.resolve()
  const of: OwnFigures['of'] = ({ round, previousModel }) =>
    figures.get(keyOf(round, previousModel))
  return {
    of,
    note(round, model, metrics) {
      const key = keyOf(round, model)
      const text = JSON.stringify(metrics)
      // An opening that was skipped, or begun before a restart, gives the same once more.
      if (JSON.stringify(figures.get(key)) === text) return
      figures.set(key, metrics)
      writing = file.append([JSON.stringify({ round, model, metrics })]).catch((cause) => {
        const { code, message } = asCommonholdError(cause)
        log.warn('study.own-figures-not-kept', { round, code, message })
      })
    },
    addTo: (finals) =>
      [...finals]
        .sort((left, right) => left.record.round - right.record.round)
        .map((final) => {
          const own = of(final.record)
          return own === undefined ? final : { ...final, own }
        }),
    settled: () => writing
  }
}

function keyOf(round: number, model: Bytes32): string {
  return `${round} ${model}`
}

function readLine(line: string) {
  try {
    const { round, model, metrics } = lineSchema.parse(JSON.parse(line))
    return { round, model, metrics: withoutUndefined(metrics) }
  } catch {
    return undefined
  }
}

function withoutUndefined(metrics: z.output<typeof metricsSchema>): SharedMetrics {
  return JSON.parse(JSON.stringify(metrics)) as SharedMetrics
}
