/**
 * A file that grows by lines, each of which is there after a loss of power once that was said.
 *
 * A crash may leave a last line without its end: it is taken out when the file is opened, so that
 * it never runs into the next one. What comes while the disk is busy goes to it together, so that
 * many callers at once wait for one fsync and not for one each. Cost: 0.3 to 5 ms for an append,
 * however many wait.
 */
import { dirname } from 'node:path'
import { type Disk, type FileAccess, utf8 } from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from './atomic-file.ts'
import { nodeDisk } from './node-disk.ts'

/** An open file of lines. One at a time for a path. */
export type LineFile = {
  /** What was there when it was opened, without what a crash cut short. */
  readonly before: readonly string[]
  /**
   * Adds lines at the end, in the order of the calls. Durable when it resolves.
   * @param lines none with a line feed in it
   * @throws {CommonholdError} `PLATFORM_DISK_FAILED`; they may then be there or not
   */
  append(lines: readonly string[]): Promise<void>
  /** Puts these lines in place of all. @throws {CommonholdError} `PLATFORM_WRITE_FAILED` */
  replace(lines: readonly string[]): Promise<void>
}

/** How a file of lines is opened. */
export type LineFileOptions = {
  readonly access: FileAccess
  /** The largest accepted size, in bytes. */
  readonly bytesMax: number
  /** Default the machine's own. */
  readonly disk?: Disk
}

/**
 * Makes the file, and its folder, where there is none.
 * @throws {CommonholdError} `PLATFORM_READ_FAILED`, `PLATFORM_DISK_FAILED`
 */
export async function openLineFile(path: string, options: LineFileOptions): Promise<LineFile> {
  const { access, bytesMax, disk = nodeDisk } = options
  const bytes = await readFileIfPresent(path, { bytesMax, disk })
  const texts = new TextDecoder().decode(bytes).split('\n')
  const before = texts.slice(0, -1)
  // Where the last write may have been cut: the next one begins a line of its own.
  let isCut = false
  let waiting: string[] = []
  let writing: Promise<void> = Promise.resolve()

  async function add(text: string): Promise<void> {
    const file = await disk.open(path, 'append', access)
    try {
      await file.append(utf8(text))
      await file.sync()
    } finally {
      await file.close()
    }
  }

  async function flush(): Promise<void> {
    if (waiting.length === 0) return
    const lines = waiting
    waiting = []
    const text = lines.map((line) => `${line}\n`).join('')
    try {
      await add(isCut ? `\n${text}` : text)
      isCut = false
    } catch (cause) {
      isCut = true
      // Whoever waits behind asked for some of these lines, and has them tried again.
      waiting = [...lines, ...waiting]
      throw cause
    }
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = writing.then(work)
    writing = mine.catch(() => {})
    return mine
  }

  async function replace(lines: readonly string[]): Promise<void> {
    const text = lines.map((line) => `${line}\n`).join('')
    await writeFileAtomic(path, text, { access, disk })
    isCut = false
  }

  if (bytes === undefined) {
    await disk.makeFolder(dirname(path), access)
    await add('')
    await disk.syncFolder(dirname(path))
  }
  if (texts.at(-1) !== '') await replace(before)
  return {
    before,
    append(lines) {
      waiting.push(...lines)
      return inTurn(flush)
    },
    replace: (lines) => inTurn(() => replace(lines))
  }
}
