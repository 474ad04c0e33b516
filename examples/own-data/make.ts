/**
 * Makes CSV files as organisations really keep them: each site's file has a quirk of its own, and
 * all mean the same columns. For trying one's own study before one's own data, and for tests.
 *
 *     node examples/own-data/make.ts --out=/tmp/sites --sites=5 --rows=200 --awkward
 *
 * The same options give the same bytes. The patients are made up: illness grows with age, blood
 * pressure and smoking by a logistic model, so a study can find `trueWeights` again.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CommonholdError } from '@commonhold/base'

/** What is awkward about the files. Each quirk is at one site; values are missing everywhere. */
export type OwnDataOptions = {
  /** Count of sites, 1 to 1,000. Site 1 is always plain. */
  readonly sites: number
  /** Count of patients a site, 1 to 1,000,000. */
  readonly rows: number
  /** Any whole number: another one makes other patients. Default 1. */
  readonly seed?: number
  /** Share of measurements that are missing, 0 to 1: empty, or `NA`. Default 0. */
  readonly missingShare?: number
  /** Site 2's file begins with a byte order mark. */
  readonly byteOrderMark?: boolean
  /** Site 3's lines end in CR LF, as Windows writes them, and the last line does not end. */
  readonly crlf?: boolean
  /** Site 4's columns are in another order. */
  readonly reordered?: boolean
  /** Site 5's fields are all in quotes, with commas, quotes and a line break within. */
  readonly quoted?: boolean
  /** The last site has met no ill patient. */
  readonly oneClass?: boolean
  /** One patient of the first site is on a ward that no other file knows. */
  readonly rareCategory?: boolean
}

/** The columns in their usual order; `outcome` is ill or well. */
export const columns = ['age', 'pressure', 'smoker', 'ward', 'outcome'] as const

/** What makes patients ill: the log-odds of illness are the sum of these times the values. */
export const trueWeights = {
  perYearOver50: 0.08,
  perMmHgOver120: 0.05,
  smoker: 1.2,
  constant: -0.6
}

const plainWards = ['north', 'south', 'east']
const quotedWards: Readonly<Record<string, string>> = {
  north: 'north, old wing',
  south: 'south "annex"',
  east: 'east\nground floor'
}
const rareWard = 'isolation'

type Patient = Record<(typeof columns)[number], string>

/** Texts of the files by name, `site-1.csv` and so on. */
export function makeSites(options: OwnDataOptions): ReadonlyMap<string, string> {
  requireRange('sites', options.sites, 1, 1000)
  requireRange('rows', options.rows, 1, 1_000_000)
  requireShare(options.missingShare ?? 0)
  const random = createChance(options.seed ?? 1)
  const files = new Map<string, string>()
  for (let site = 1; site <= options.sites; site++) {
    const patients = Array.from({ length: options.rows }, () => makePatient(options, site, random))
    if (options.rareCategory && site === 1) patients[0] = { ...patients[0]!, ward: rareWard }
    files.set(`site-${site}.csv`, csvOf(patients, options, site))
  }
  return files
}

function makePatient(options: OwnDataOptions, site: number, random: () => number): Patient {
  const age = Math.round(20 + 60 * random())
  const pressure = Math.round(95 + 60 * random() + 0.2 * (age - 50))
  const isSmoker = random() < 0.3
  const { perYearOver50, perMmHgOver120, smoker, constant } = trueWeights
  const logOdds =
    perYearOver50 * (age - 50) +
    perMmHgOver120 * (pressure - 120) +
    (isSmoker ? smoker : 0) +
    constant
  const isIll = random() < 1 / (1 + Math.exp(-logOdds))
  const ward = plainWards[Math.floor(random() * plainWards.length)]!
  const mayBeMissing = (value: string): string => {
    const chance = random()
    if (chance >= (options.missingShare ?? 0)) return value
    return random() < 0.5 ? '' : 'NA'
  }
  const isAlwaysWell = options.oneClass === true && site === options.sites
  return {
    age: mayBeMissing(String(age)),
    pressure: mayBeMissing(pressure.toFixed(1)),
    smoker: mayBeMissing(isSmoker ? 'yes' : 'no'),
    ward: options.quoted && site === 5 ? quotedWards[ward]! : ward,
    outcome: isIll && !isAlwaysWell ? 'ill' : 'well'
  }
}

function csvOf(patients: readonly Patient[], options: OwnDataOptions, site: number): string {
  const order = options.reordered && site === 4 ? columns.toReversed() : columns
  const isQuoted = options.quoted === true && site === 5
  const field = (text: string): string => (isQuoted ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = [order, ...patients.map((patient) => order.map((column) => patient[column]))]
  const lines = rows.map((row) => row.map(field).join(','))
  const isWindows = options.crlf === true && site === 3
  const text = isWindows ? lines.join('\r\n') : `${lines.join('\n')}\n`
  return options.byteOrderMark && site === 2 ? `\ufeff${text}` : text
}

/** Numbers from 0 to 1 that look random, for made-up data: SplitMix (Steele et al., 2014). */
function createChance(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

function requireRange(name: string, value: number, min: number, max: number): void {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return
  throw new CommonholdError({
    code: 'EXAMPLES_BAD_OPTION',
    fault: 'caller',
    message: `--${name}=${value} is not a whole number from ${min} to ${max}.`,
    hint: `Give --${name} a whole number from ${min} to ${max}.`
  })
}

function requireShare(share: number): void {
  if (share >= 0 && share <= 1) return
  throw new CommonholdError({
    code: 'EXAMPLES_BAD_OPTION',
    fault: 'caller',
    message: `--missing=${share} is not a share from 0 to 1.`,
    hint: 'Give --missing a number from 0 to 1.'
  })
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      sites: { type: 'string', default: '5' },
      rows: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      missing: { type: 'string', default: '0' },
      awkward: { type: 'boolean', default: false }
    }
  })
  const out = values.out ?? 'own-data'
  const awkward = values.awkward
  const files = makeSites({
    sites: Number(values.sites),
    rows: Number(values.rows),
    seed: Number(values.seed),
    missingShare: Number(values.missing),
    byteOrderMark: awkward,
    crlf: awkward,
    reordered: awkward,
    quoted: awkward,
    oneClass: awkward,
    rareCategory: awkward
  })
  mkdirSync(out, { recursive: true })
  for (const [name, text] of files) writeFileSync(join(out, name), text)
  console.log(`${files.size} files in ${out}`)
}
