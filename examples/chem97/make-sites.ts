/**
 * Makes one CSV file for each of the 131 education authorities of Chem97, a table of 31,022 pupils
 * that is too unlike a test's toy to leave out and not ours to give on: see README.md.
 *
 *     node examples/chem97/make-sites.ts                       fetches the Debian package with apt
 *     node examples/chem97/make-sites.ts --package FOLDER      reads it unpacked
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CommonholdError } from '@commonhold/base'
import { readLazyData } from './lazy-data.ts'
import { namedItems, type RValue } from './r-value.ts'

/** The columns of a site's file; `authority` names the file, and a pupil's number is left out. */
export const columns = ['school', 'score', 'gender', 'age', 'gcsescore', 'gcsecnt'] as const

const dataFolder = 'usr/lib/R/site-library/mlmRev/data'

/** Texts of the sites' files by name, out of the data frame. */
export function sitesOf(frame: RValue): ReadonlyMap<string, string> {
  const table = namedItems(frame)
  const authorities = wordsOf(columnOf(table, 'lea'))
  const values = columns.map((name) => wordsOf(columnOf(table, name)))
  const lines = new Map<string, string[]>()
  authorities.forEach((authority, row) => {
    const known = lines.get(authority) ?? [columns.join(',')]
    known.push(values.map((column) => column[row] ?? '').join(','))
    lines.set(authority, known)
  })
  return new Map(
    [...lines]
      .toSorted(([left], [right]) => Number(left) - Number(right))
      .map(([authority, rows]) => [
        `authority-${authority.padStart(3, '0')}.csv`,
        `${rows.join('\n')}\n`
      ])
  )
}

function columnOf(table: ReadonlyMap<string, RValue>, name: string): RValue {
  const column = table.get(name)
  if (column !== undefined) return column
  throw new CommonholdError({
    code: 'EXAMPLES_BAD_R_FILE',
    fault: 'caller',
    message: `The table has no column ${name}, only ${[...table.keys()].join(', ')}.`,
    hint: 'Give the unpacked Debian package r-cran-mlmrev of Debian 12, version 1.0-8.'
  })
}

/** Values as text; a factor's as the words of its levels, what is missing as nothing. */
function wordsOf({ numbers, texts, attributes }: RValue): readonly string[] {
  const levels = attributes.get('levels')?.texts
  if (levels === undefined && texts.length > 0) return texts.map((text) => text ?? '')
  return numbers.map((number) => {
    if (number === null) return ''
    return levels === undefined ? String(number) : (levels[number - 1] ?? '')
  })
}

/** Fetches and unpacks the Debian package into `folder`. */
function fetchPackage(folder: string): void {
  run('apt-get', ['download', 'r-cran-mlmrev'], folder)
  const name = readdirSync(folder).find((each) => each.endsWith('.deb')) ?? ''
  run('dpkg-deb', ['-x', name, '.'], folder)
}

function run(command: string, args: readonly string[], folder: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  if (status === 0) return
  throw new CommonholdError({
    code: 'EXAMPLES_NO_PACKAGE',
    fault: 'caller',
    message: `${command} ${args.join(' ')} failed: ${error?.message ?? stderr.trim()}`,
    hint: 'On Debian or Ubuntu run apt-get update first; elsewhere unpack it and give --package.'
  })
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { package: { type: 'string' } } })
  const temporary = mkdtempSync(join(tmpdir(), 'chem97-'))
  try {
    if (values.package === undefined) fetchPackage(temporary)
    const folder = join(values.package ?? temporary, dataFolder)
    const [index, data] = ['Rdata.rdx', 'Rdata.rdb'].map((name) => readFileSync(join(folder, name)))
    const sites = sitesOf(readLazyData(index!, data!, 'Chem97'))
    const target = fileURLToPath(new URL('sites', import.meta.url))
    mkdirSync(target, { recursive: true })
    for (const [name, text] of sites) writeFileSync(join(target, name), text)
    console.log(`${sites.size} sites in ${target}`)
  } finally {
    rmSync(temporary, { recursive: true })
  }
}
