/**
 * The tables that this node holds: a private copy of each file, the salt of its commitment, and
 * its asset on the ledger. A table is added whole or not at all, whenever the process is killed.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import {
  type AssetId,
  type Bytes32,
  type Clock,
  CommonholdError,
  type Crypto,
  concatBytes,
  fromHex,
  parseAssetId,
  type Random,
  toHex,
  zeroBytes32
} from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { type ColumnKind, columnOf, type Dataset } from '@commonhold/learning/dataset/dataset'
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import { bytes32Schema, type Ledger } from '@commonhold/protocol'
import { z } from 'zod'
import { readTable, tableSize } from './read-table.ts'

const recordSchema = z.strictObject({
  format: z.literal('commonhold-dataset/1'),
  dataset: z.string(),
  name: z.string(),
  file: z.string(),
  target: z.string().optional(),
  addedAt: z.number().int(),
  salt: bytes32Schema,
  commitment: bytes32Schema,
  asset: z
    .number()
    .transform((value) => parseAssetId(value))
    .optional()
})

/** A table that was added. */
export type HeldDataset = Readonly<z.output<typeof recordSchema>> & { readonly asset: AssetId }

/** The own copy of a table's CSV file. */
export type TableFile = {
  readonly path: string
  readonly name: string
  readonly sizeBytes: number
}

/** The tables of a node. */
export type DatasetRegistry = {
  list(): readonly HeldDataset[]
  /** @throws {CommonholdError} `NODE_NO_SUCH_DATASET` */
  show(dataset: string): HeldDataset
  /** The parsed table; columns named in `kinds` are read as a plan wants them. */
  read(dataset: string, kinds?: ReadonlyMap<string, ColumnKind>): Promise<Dataset>
  /** Where the table lies, what messages call it, and its size. @throws as `show` */
  fileOf(dataset: string): Promise<TableFile>
  /** The dataset whose asset this is, if this node holds it. */
  ofAsset(asset: AssetId): HeldDataset | undefined
  /**
   * @throws {CommonholdError} `LEARNING_BAD_CSV`, `NODE_NO_SUCH_FILE`, `NODE_DATASET_HELD_ALREADY`,
   * or as the ledger
   */
  add(options: {
    readonly path: string
    readonly name?: string
    readonly target?: string
    /** Though the same file is held already. */
    readonly again?: boolean
  }): Promise<HeldDataset>
  /** Revokes the asset, then forgets the copy and the salt. */
  remove(dataset: string): Promise<{ readonly transaction: Bytes32 | undefined }>
}

/** What a registry needs. */
export type DatasetRegistryDeps = {
  readonly folder: string
  readonly clock: Clock
  readonly crypto: Crypto
  readonly random: Random
  readonly ledger: Pick<Ledger, 'register' | 'revoke' | 'assetOf'>
  /** The asset with this commitment, where the ledger has one of this member's. */
  readonly findAsset: (commitment: Bytes32) => AssetId | undefined
}

type Stored = Readonly<z.output<typeof recordSchema>>

/**
 * Opens the tables in `folder`; finishes or drops what a killed process had begun.
 * @throws {CommonholdError} `NODE_DAMAGED_FILE`
 */
export async function openDatasetRegistry(deps: DatasetRegistryDeps): Promise<DatasetRegistry> {
  await mkdir(deps.folder, { recursive: true, mode: 0o700 })
  const held = new Map<string, HeldDataset>()
  const tables = createTableCache()
  for (const entry of await readdir(deps.folder)) {
    const found = await recover(deps, entry)
    if (found !== undefined) held.set(found.dataset, found)
  }
  const show = (dataset: string): HeldDataset => {
    const found = held.get(dataset)
    if (found === undefined) throw noSuchDataset(dataset, [...held.keys()])
    return found
  }
  return {
    list: () => [...held.values()].sort((left, right) => left.addedAt - right.addedAt),
    show,
    ofAsset: (asset) => [...held.values()].find((dataset) => dataset.asset === asset),
    async fileOf(dataset) {
      const { file: name } = show(dataset)
      const path = join(deps.folder, dataset, 'data.csv')
      return { path, name, sizeBytes: await tableSize(path) }
    },
    read(dataset, kinds) {
      const { file } = show(dataset)
      return tables.read(`${dataset} ${JSON.stringify([...(kinds ?? [])])}`, async () => {
        const bytes = await readTable(join(deps.folder, dataset, 'data.csv'))
        return readCsv(bytes, { file, ...(kinds === undefined ? {} : { kinds }) })
      })
    },
    async add(options) {
      const { added, table } = await addDataset(deps, options, [...held.values()])
      held.set(added.dataset, added)
      tables.keep(`${added.dataset} []`, table)
      return added
    },
    async remove(dataset) {
      const { asset } = show(dataset)
      const onLedger = await deps.ledger.assetOf(asset)
      const receipt = onLedger?.revoked === false ? await deps.ledger.revoke(asset) : undefined
      await rm(join(deps.folder, dataset), { recursive: true, force: true })
      held.delete(dataset)
      tables.forget()
      return { transaction: receipt?.transactionHash }
    }
  }
}

/** How many parsed tables are kept: a study asks for the same one in every round. */
const tablesKept = 4

/** Tables by what they were asked for, least recently used first. A failure is not kept. */
function createTableCache() {
  const kept = new Map<string, Promise<Dataset>>()
  const keep = (key: string, table: Promise<Dataset>): Promise<Dataset> => {
    kept.delete(key)
    kept.set(key, table)
    table.catch(() => kept.delete(key))
    const oldest = kept.keys().next().value
    if (kept.size > tablesKept && oldest !== undefined) kept.delete(oldest)
    return table
  }
  return {
    forget: () => kept.clear(),
    keep: (key: string, table: Dataset) => void keep(key, Promise.resolve(table)),
    read: (key: string, parse: () => Promise<Dataset>) => keep(key, kept.get(key) ?? parse())
  }
}

async function addDataset(
  deps: DatasetRegistryDeps,
  options: Parameters<DatasetRegistry['add']>[0],
  held: readonly HeldDataset[]
): Promise<{ readonly added: HeldDataset; readonly table: Dataset }> {
  const bytes = await readTable(options.path)
  const same = held.find(({ salt, commitment }) => commitTo(deps, salt, bytes) === commitment)
  if (same !== undefined && options.again !== true) throw heldAlready(options.path, same)
  const file = basename(options.path)
  const table = readCsv(bytes, { file })
  if (options.target !== undefined && columnOf(table, options.target) === undefined) {
    throw noSuchTarget(options.target, table)
  }
  const name = options.name ?? basename(file, extname(file))
  const dataset = freeId(name, new Set(held.map((each) => each.dataset)))
  const salt = toHex(deps.random.bytes(32)) as Bytes32
  const record: Stored = {
    format: 'commonhold-dataset/1',
    dataset,
    name,
    file,
    ...(options.target === undefined ? {} : { target: options.target }),
    addedAt: Math.floor(deps.clock.nowMs() / 1000),
    salt,
    commitment: commitTo(deps, salt, bytes)
  }
  const draft = join(deps.folder, `.draft-${dataset}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFileAtomic(join(draft, 'data.csv'), bytes, { access: 'private' })
  await writeRecord(draft, record)
  await rename(draft, join(deps.folder, dataset))
  try {
    return { added: await registerAsset(deps, record), table }
  } catch (cause) {
    // Not known to the ledger, so not added; a transaction that lands later is found by `recover`.
    await rm(join(deps.folder, dataset), { recursive: true, force: true })
    throw cause
  }
}

/** What stands on the ledger for a file: nothing to whoever has not got the salt. */
function commitTo(
  { crypto }: Pick<DatasetRegistryDeps, 'crypto'>,
  salt: Bytes32,
  bytes: Uint8Array
): Bytes32 {
  const digest = crypto.sha256(concatBytes(fromHex(salt), crypto.sha256(bytes)))
  return toHex(digest) as Bytes32
}

async function registerAsset(deps: DatasetRegistryDeps, record: Stored): Promise<HeldDataset> {
  const asset =
    deps.findAsset(record.commitment) ??
    (
      await deps.ledger.register({
        kind: 'dataset',
        commitment: record.commitment,
        terms: zeroBytes32,
        parents: []
      })
    ).asset
  const complete = { ...record, asset }
  await writeRecord(join(deps.folder, record.dataset), complete)
  return complete
}

async function recover(deps: DatasetRegistryDeps, entry: string): Promise<HeldDataset | undefined> {
  const folder = join(deps.folder, entry)
  if (entry.startsWith('.draft-')) {
    await rm(folder, { recursive: true, force: true })
    return undefined
  }
  const file = join(folder, 'dataset.json')
  try {
    const bytes = await readFileIfPresent(file, { bytesMax: 1024 * 1024 })
    const record = recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    if (record.asset !== undefined) return { ...record, asset: record.asset }
    return await registerAsset(deps, record)
  } catch (cause) {
    if (cause instanceof CommonholdError) throw cause
    throw new CommonholdError({
      code: 'NODE_DAMAGED_FILE',
      fault: 'self',
      message: `${file} cannot be read.`,
      hint: 'Restore it from a backup, or remove its folder and add the file again.',
      details: { file },
      cause
    })
  }
}

async function writeRecord(folder: string, record: Stored): Promise<void> {
  const text = `${JSON.stringify(record, undefined, 2)}\n`
  await writeFileAtomic(join(folder, 'dataset.json'), text, { access: 'private' })
}

/** An id from a name: lower case, hyphens, and a number where it is taken. */
function freeId(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 56) || 'dataset'
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`
}

function noSuchDataset(dataset: string, known: readonly string[]): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_DATASET',
    fault: 'caller',
    message: `This node holds no dataset "${dataset}".`,
    hint:
      known.length === 0 ? 'Add one: commonhold data add FILE.' : `It holds: ${known.join(', ')}.`,
    details: { dataset }
  })
}

function heldAlready(path: string, { dataset, asset }: HeldDataset): CommonholdError {
  return new CommonholdError({
    code: 'NODE_DATASET_HELD_ALREADY',
    fault: 'caller',
    message: `${path} is held already: as dataset "${dataset}", asset ${asset}.`,
    hint: `Use "${dataset}", or add it once more as an asset of its own with --again.`,
    details: { dataset, asset }
  })
}

function noSuchTarget(target: string, table: Dataset): CommonholdError {
  const names = table.columns.map(({ name }) => name)
  return new CommonholdError({
    code: 'NODE_NO_SUCH_COLUMN',
    fault: 'caller',
    message: `${table.name} has no column "${target}".`,
    hint: `Its columns are: ${names.slice(0, 40).join(', ')}${names.length > 40 ? ', …' : ''}.`,
    details: { target }
  })
}
