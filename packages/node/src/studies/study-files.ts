/** What a node keeps of a study for itself: private parameters, and what it found of each round. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { StudyId } from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import { bytes32Schema, memberIdSchema } from '@commonhold/protocol'
import { z } from 'zod'

const privateSchema = z.strictObject({
  /** The round after which this state holds. */
  round: z.number().int().min(0),
  state: z.strictObject({ intercept: z.array(z.number()).optional() })
})

const number = z.number().optional()

const foundSchema = z.strictObject({
  transcript: bytes32Schema,
  attempt: z.number().int(),
  aggregator: memberIdSchema,
  participants: z.array(memberIdSchema),
  survivors: z.array(memberIdSchema),
  summary: z.strictObject({
    kind: z.enum(['categories', 'statistics', 'training', 'evaluation']),
    metrics: z
      .strictObject({
        rows: z.number(),
        logLoss: number,
        accuracy: number,
        balancedAccuracy: number,
        auc: number,
        meanSquaredError: number,
        r2: number
      })
      .optional(),
    rows: number
  }),
  durationMs: number,
  protocolMs: number,
  vectorBytes: z.number(),
  transcriptBytes: z.number()
})

/** What a node found of a final round. */
export type FoundRound = z.output<typeof foundSchema>
/** Private parameters and the round after which they hold. */
export type PrivateFile = z.output<typeof privateSchema>

/** One study's files. */
export type StudyFiles = {
  readPrivate(): Promise<PrivateFile>
  writePrivate(file: PrivateFile): Promise<void>
  /** Undefined where nothing readable is there: it is then recomputed. */
  readFound(round: number): Promise<FoundRound | undefined>
  writeFound(round: number, found: FoundRound): Promise<void>
}

/** Opens, or makes, the folder of a study. */
export async function openStudyFiles(folder: string, study: StudyId): Promise<StudyFiles> {
  const own = join(folder, `study-${study}`)
  await mkdir(own, { recursive: true, mode: 0o700 })
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const bytes = await readFileIfPresent(join(own, name), { bytesMax: 16 * 1024 * 1024 })
    if (bytes === undefined) return undefined
    try {
      return schema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    } catch {
      return undefined
    }
  }
  const write = async (name: string, value: unknown): Promise<void> => {
    await writeFileAtomic(join(own, name), `${JSON.stringify(value)}\n`, { access: 'private' })
  }
  return {
    readPrivate: async () => (await read('private.json', privateSchema)) ?? { round: 0, state: {} },
    writePrivate: (file) => write('private.json', file),
    readFound: (round) => read(`round-${round}.json`, foundSchema),
    writeFound: (round, found) => write(`round-${round}.json`, found)
  }
}
