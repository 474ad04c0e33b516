/**
 * A disk that behaves as badly as disks may. What was written is seen at once, but survives a loss
 * of power only after `sync`, and a new name only after `syncFolder`: without them any beginning of
 * what was added may be there, and the old name or the new one. A folder is durable when made.
 *
 * A call takes no time here. Before each one the world is asked whether it fails, or whether the
 * process dies in it; one that dies in an append has written a part of it.
 */
import { dirname, normalize } from 'node:path'
import type { CommonholdError, Disk, DiskFile } from '@commonhold/base'
import { diskFailed } from '@commonhold/platform'
import type { Life } from './life.ts'
import {
  createSharedBytes,
  createStoredBytes,
  type SharedBytes,
  type StoredBytes
} from './stored-bytes.ts'

/** What may befall one call of a process. */
export type DiskHooks = {
  /** Whether it fails, for want of room. */
  isFull(call: string, path: string): boolean
  /** Called before its work is done: the place to end the process. */
  mayDie(call: string, path: string): void
  /** The part of an append that was written when the process died in it, 0 to 1. */
  torn(path: string): number
  nowMs(): number
}

type Stored = { bytes: StoredBytes; syncedBytes: number; changedAtMs: number }

/** A disk that outlives the processes that use it. */
export type SimulatedDisk = {
  /** The disk as one life of the node's process sees it. */
  attach(life: Life, hooks: DiskHooks): Disk
  /** What a loss of power leaves. @param draw a number from 0 on and below 1 for each name */
  losePower(draw: (about: string) => number): void
}

/** An empty disk. @param share of all disks of a world, so that what is the same takes no room */
export function createSimulatedDisk(share: SharedBytes = createSharedBytes()): SimulatedDisk {
  const folders = new Set(['/', '.'])
  const store: Store = { files: new Map(), durable: new Map(), folders, share }
  return {
    attach: (life, hooks) => attach(store, life, hooks),
    losePower: (draw) => losePower(store, draw)
  }
}

type Store = {
  /** Names as they are seen. */
  readonly files: Map<string, Stored>
  /** Names as they would be after a loss of power. */
  readonly durable: Map<string, Stored>
  readonly folders: Set<string>
  readonly share: SharedBytes
}

/** Each name whose folder was not flushed is the old one or the new one; each tail is torn. */
function losePower({ files, durable }: Store, draw: (about: string) => number): void {
  for (const path of new Set([...files.keys(), ...durable.keys()])) {
    const [seen, kept] = [files.get(path), durable.get(path)]
    if (seen === kept) continue
    const survivor = draw(`name ${path}`) < 0.5 ? kept : seen
    if (survivor === undefined) files.delete(path)
    else files.set(path, survivor)
  }
  durable.clear()
  for (const [path, stored] of files) {
    const tail = stored.bytes.sizeBytes() - stored.syncedBytes
    const kept = Math.floor(draw(`tail ${path}`) * (tail + 1))
    const bytes = stored.bytes.beginning(stored.syncedBytes + kept)
    const after = { ...stored, bytes, syncedBytes: bytes.sizeBytes() }
    files.set(path, after)
    durable.set(path, after)
  }
}

function attach(store: Store, life: Life, hooks: DiskHooks): Disk {
  const call: Call = (name, path, work, tear) => {
    const done = Promise.resolve().then(() => {
      if (life.isOver()) return never()
      const isFull = hooks.isFull(name, path)
      hooks.mayDie(name, path)
      if (life.isOver()) {
        tear?.()
        return never()
      }
      if (isFull) throw diskFailed(path, withCode('ENOSPC', 'no space left on device'))
      return work()
    })
    return life.during(done)
  }
  const need = (path: string): Stored => {
    const stored = store.files.get(path)
    if (stored === undefined) throw missing(path)
    return stored
  }
  const needFolder = (folder: string): void => {
    if (!store.folders.has(folder)) throw missing(folder)
  }
  return {
    open(given, how) {
      const path = normalize(given)
      return call(how === 'read' ? 'open' : 'make', path, () => {
        if (how === 'read') return openFile(store, need(path), path, hooks, call)
        needFolder(dirname(path))
        const known = store.files.get(path)
        if (known !== undefined && how === 'new') throw diskFailed(path, withCode('EEXIST'))
        const bytes = createStoredBytes(store.share)
        const stored = known ?? { bytes, syncedBytes: 0, changedAtMs: hooks.nowMs() }
        store.files.set(path, stored)
        return openFile(store, stored, path, hooks, call)
      })
    },
    rename: (from, to) =>
      call('rename', to, () => {
        const stored = need(normalize(from))
        needFolder(dirname(normalize(to)))
        store.files.delete(normalize(from))
        store.files.set(normalize(to), stored)
      }),
    remove: (path) => call('remove', path, () => void store.files.delete(normalize(path))),
    makeFolder: (path) =>
      call('make folder', path, () => {
        for (let at = normalize(path); at !== dirname(at); at = dirname(at)) store.folders.add(at)
      }),
    list: (folder) => call('list', folder, () => listIn(store, normalize(folder))),
    stat: (path) =>
      call('stat', path, () => {
        const stored = store.files.get(normalize(path))
        if (stored === undefined) return undefined
        return { sizeBytes: stored.bytes.sizeBytes(), changedAtMs: stored.changedAtMs }
      }),
    touch: (path, atMs) =>
      call('touch', path, () => {
        need(normalize(path)).changedAtMs = atMs
      }),
    syncFolder: (folder) => call('sync folder', folder, () => syncFolder(store, normalize(folder)))
  }
}

/** One call of a process. @param tear what is left of it where the process dies in it */
type Call = <Value>(
  name: string,
  path: string,
  work: () => Value,
  tear?: () => void
) => Promise<Value>

function listIn(store: Store, folder: string): readonly string[] {
  if (!store.folders.has(folder)) throw missing(folder)
  const names = [...store.files.keys(), ...store.folders]
    .filter((path) => dirname(path) === folder && path !== folder)
    .map((path) => path.slice(folder === '/' ? 1 : folder.length + 1))
  return [...new Set(names)].sort()
}

function syncFolder({ files, durable }: Store, folder: string): void {
  for (const path of new Set([...files.keys(), ...durable.keys()])) {
    if (dirname(path) !== folder) continue
    const seen = files.get(path)
    if (seen === undefined) durable.delete(path)
    else durable.set(path, seen)
  }
}

function openFile(
  { share }: Store,
  stored: Stored,
  path: string,
  hooks: DiskHooks,
  call: Call
): DiskFile {
  const add = (bytes: Uint8Array): void => {
    stored.bytes.append(bytes)
    stored.changedAtMs = hooks.nowMs()
  }
  return {
    sizeBytes: () => call('size', path, () => stored.bytes.sizeBytes()),
    read: (into, position) => call('read', path, () => stored.bytes.read(into, position)),
    append: (bytes) =>
      call(
        'append',
        path,
        () => add(bytes),
        () => add(bytes.subarray(0, Math.floor(hooks.torn(path) * bytes.length)))
      ),
    empty: () =>
      call('empty', path, () => {
        stored.bytes = createStoredBytes(share)
        stored.syncedBytes = 0
      }),
    sync: () =>
      call('sync', path, () => {
        stored.syncedBytes = stored.bytes.sizeBytes()
        stored.bytes.settle()
      }),
    close: () => call('close', path, () => {})
  }
}

function never(): Promise<never> {
  return new Promise(() => {})
}

function missing(path: string): CommonholdError {
  return diskFailed(path, withCode('ENOENT'))
}

/** An error as the operating system's calls give them. */
function withCode(code: string, message = code): Error {
  return Object.assign(new Error(message), { code })
}
