/**
 * The index's SQLite file. It is derived from the chain, so a file that is damaged, or made by
 * another version, is put aside and begun anew, rather than repaired or migrated.
 *
 * WAL with `synchronous = FULL`: after a kill or a power cut the rows and the cursor are those of
 * one committed batch, never of different ones.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Log } from '@commonhold/base'
import { indexUnusable } from './errors.ts'
import { schema, schemaVersion } from './schema.ts'

/**
 * Opens the file, or begins it.
 *
 * @param file a path, or `:memory:`
 * @throws {CommonholdError} `INDEXING_UNUSABLE` where no database can be there
 */
export function openDatabase(file: string, log: Log): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const found = openSound(file)
    if (found !== undefined) return found
    putAside(file)
    log.warn('index.begun-anew', { file })
    return openSound(file) ?? unusable(file)
  } catch (cause) {
    throw indexUnusable(file, cause)
  }
}

function unusable(file: string): never {
  throw indexUnusable(file, 'a new file is not sound')
}

/** The database, if it is sound and of this version; a new file becomes so. */
function openSound(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 5_000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
    if (version === 0) {
      const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()
      if (Number(tables?.['count']) === 0) {
        database.exec(`BEGIN; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT`)
        return database
      }
    }
    const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    if (version === schemaVersion && check === 'ok') return database
  } catch (error) {
    database.close()
    if (isDamage(error)) return undefined
    throw error
  }
  database.close()
  return undefined
}

const damageCodes = new Set([11 /* SQLITE_CORRUPT */, 26 /* SQLITE_NOTADB */])

function isDamage(error: unknown): boolean {
  return damageCodes.has(Number((error as { errcode?: unknown }).errcode) & 0xff)
}

function putAside(file: string): void {
  renameSync(file, `${file}.old`)
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
}

/** Runs `change` as one transaction: all of it, or none where it throws. */
export function inTransaction<Result>(database: DatabaseSync, change: () => Result): Result {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = change()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
