/** What a node keeps of a study for itself: private parameters, and what it found of each round. */
import { join } from 'node:path'
import { CommonholdError, type Disk, type StudyId } from '@commonhold/base'
import { nodeDisk, readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import { bytes32Schema, memberIdSchema } from '@commonhold/protocol'
import { z } from 'zod'
import { metricsSchema } from './metrics-schema.ts'

const stateSchema = z.strictObject({ intercept: z.array(z.number()).optional() })

const privateSchema = z.strictObject({
  /** The round after which this state holds. */
  round: z.number().int().min(0),
  state: stateSchema,
  /** What held when that round began: a node that takes part in it again starts from here. */
  before: stateSchema.optional()
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
    metrics: metricsSchema.optional(),
    aucInterval: z.strictObject({ low: z.number(), high: z.number() }).optional(),
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

const damagedCode = 'NODE_DAMAGED_FILE'

/** One study's files. */
export type StudyFiles = {
  /** @throws {CommonholdError} `NODE_DAMAGED_FILE` rather than forget what was learned */
  readPrivate(): Promise<PrivateFile>
  /** Durable when it resolves, and readable by this user alone. */
  writePrivate(file: PrivateFile): Promise<void>
  /** Undefined where nothing readable is there: it is then recomputed. */
  readFound(round: number): Promise<FoundRound | undefined>
  writeFound(round: number, found: FoundRound): Promise<void>
}

/** Opens, or makes, the folder of a study. @param disk default the machine's own */
export async function openStudyFiles(
  folder: string,
  study: StudyId,
  disk: Disk = nodeDisk
): Promise<StudyFiles> {
  const own = join(folder, `study-${study}`)
  await disk.makeFolder(own, 'private')
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const bytes = await readFileIfPresent(join(own, name), { bytesMax: 16 * 1024 * 1024, disk })
    if (bytes === undefined) return undefined
    try {
      return schema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    } catch (cause) {
      throw damaged(join(own, name), cause)
    }
  }
  const write = async (name: string, value: unknown): Promise<void> => {
    const text = `${JSON.stringify(value)}\n`
    await writeFileAtomic(join(own, name), text, { access: 'private', disk })
  }
  return {
    readPrivate: async () => (await read('private.json', privateSchema)) ?? { round: 0, state: {} },
    writePrivate: (file) => write('private.json', file),
    async readFound(round) {
      try {
        return await read(`round-${round}.json`, foundSchema)
      } catch (cause) {
        if (cause instanceof CommonholdError && cause.code === damagedCode) return undefined
        throw cause
      }
    },
    writeFound: (round, found) => write(`round-${round}.json`, found)
  }
}

function damaged(file: string, cause: unknown): CommonholdError {
  return new CommonholdError({
    code: damagedCode,
    fault: 'self',
    message: `${file} cannot be read.`,
    hint: 'Restore it from a backup, or remove it: then the site’s own parameters begin anew.',
    details: { file },
    cause
  })
}
