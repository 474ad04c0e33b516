/**
 * The 131 authorities as an example wants them: dealt out to so many organisations as there are
 * processes, and of each authority every fifth pupil held out, for nobody to train on.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommonholdError } from '@commonhold/base'

/** Each fifth pupil of an authority is held out. */
const heldOutEvery = 5

const folder = fileURLToPath(new URL('sites', import.meta.url))

/** Texts of CSV files. */
export type DealtAuthorities = {
  /** One an organisation: whole authorities, less those held out. */
  readonly organisations: readonly string[]
  /** One an authority, less those held out. */
  readonly authorities: readonly string[]
  readonly heldOut: string
}

/** @throws {CommonholdError} `EXAMPLES_NO_PACKAGE` where the files were not made */
export async function readAuthorities(): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.csv')).sort()
  if (files.length === 0) {
    throw new CommonholdError({
      code: 'EXAMPLES_NO_PACKAGE',
      fault: 'caller',
      message: `There are no authorities in ${folder}.`,
      hint: 'Make them first: npx node examples/chem97/make-sites.ts'
    })
  }
  return await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
}

/**
 * The first authority goes to the first organisation, the second to the second, and so on.
 * @param texts CSV files with the same first line
 * @throws {CommonholdError} `EXAMPLES_BAD_OPTION` where there are fewer authorities
 */
export function dealAuthorities(texts: readonly string[], organisations: number): DealtAuthorities {
  if (!Number.isSafeInteger(organisations) || organisations < 1 || organisations > texts.length) {
    throw new CommonholdError({
      code: 'EXAMPLES_BAD_OPTION',
      fault: 'caller',
      message: `${texts.length} authorities cannot be dealt out to ${organisations}.`,
      hint: `Give a whole number from 1 to ${texts.length}.`
    })
  }
  const parts = texts.map((text) => text.trimEnd().split('\n'))
  const head = parts[0]![0]!
  const training = parts.map(([, ...rows]) => rows.filter((_, row) => !isHeldOut(row)))
  const heldOut = parts.flatMap(([, ...rows]) => rows.filter((_, row) => isHeldOut(row)))
  const file = (rows: readonly string[]) => `${[head, ...rows].join('\n')}\n`
  return {
    organisations: Array.from({ length: organisations }, (_, organisation) =>
      file(training.flatMap((rows, index) => (index % organisations === organisation ? rows : [])))
    ),
    authorities: training.map(file),
    heldOut: file(heldOut)
  }
}

function isHeldOut(row: number): boolean {
  return row % heldOutEvery === heldOutEvery - 1
}
