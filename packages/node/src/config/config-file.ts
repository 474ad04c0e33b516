/** The file `config.json` of a home: what `commonhold init` chose, for its owner to edit. */
import { CommonholdError, fromUtf8 } from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import type { HomePaths } from '../home/home-paths.ts'
import { type Config, nestConfig } from './config.ts'

const configBytesMax = 256 * 1024

/**
 * The parsed file, or undefined where there is none. What it says is checked by `parseConfig`.
 * @throws {CommonholdError} `NODE_BAD_CONFIG` where it is not JSON
 */
export async function readConfigFile(paths: HomePaths): Promise<unknown> {
  const bytes = await readFileIfPresent(paths.config, { bytesMax: configBytesMax })
  if (bytes === undefined) return undefined
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch (cause) {
    throw new CommonholdError({
      code: 'NODE_BAD_CONFIG',
      fault: 'caller',
      message: `The file ${paths.config} is not JSON: ${(cause as Error).message}.`,
      hint: 'Correct it at the place that the message names; JSON has no comments.',
      cause
    })
  }
}

/** Writes the settings that are given; the rest keep their defaults. */
export async function writeConfigFile(paths: HomePaths, values: Partial<Config>): Promise<void> {
  await writeFileAtomic(paths.config, `${JSON.stringify(nestConfig(values), null, 2)}\n`)
}
