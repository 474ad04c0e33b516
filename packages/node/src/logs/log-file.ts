/**
 * The node's log file, read from its end: one event a line. Following looks at the file's size now
 * and then, since that works on every file system; a file that became shorter was begun anew.
 */
import { open } from 'node:fs/promises'
import type { Clock } from '@commonhold/base'

/** Most bytes that are read from the end. */
const tailBytesMax = 8 * 1024 * 1024
const pieceBytes = 256 * 1024
const lookEveryMs = 250

/** The last lines of the file at `path`, and where the next one begins. None where no file is. */
export async function readLogTail(
  path: string,
  count: number
): Promise<{ readonly lines: readonly string[]; readonly endByte: number }> {
  const text = await readFrom(path, (size) => Math.max(0, size - tailBytesMax), tailBytesMax)
  if (text === undefined) return { lines: [], endByte: 0 }
  const { complete, endByte } = completeLines(text)
  return { lines: count === 0 ? [] : complete.slice(-count), endByte }
}

/** Lines from `fromByte` on, as they come, until the signal is aborted. */
export async function* followLog(
  path: string,
  options: {
    readonly fromByte: number
    readonly clock: Pick<Clock, 'sleep'>
    readonly signal: AbortSignal
  }
): AsyncGenerator<string, undefined> {
  const { clock, signal } = options
  let position = options.fromByte
  while (!signal.aborted) {
    const text = await readFrom(path, (size) => (size < position ? 0 : position), pieceBytes)
    if (text !== undefined) {
      const { complete, endByte } = completeLines(text)
      position = endByte
      yield* complete
      if (complete.length > 0) continue
    }
    await clock.sleep(lookEveryMs, signal).catch(() => undefined)
  }
  return undefined
}

type Piece = { readonly bytes: Buffer; readonly startByte: number }

async function readFrom(
  path: string,
  startOf: (sizeBytes: number) => number,
  bytesMax: number
): Promise<Piece | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const { size } = await file.stat()
    const startByte = startOf(size)
    const bytes = Buffer.alloc(Math.min(bytesMax, size - startByte))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, startByte)
    return { bytes: bytes.subarray(0, bytesRead), startByte }
  } finally {
    await file.close()
  }
}

/** The lines that have their end already. A line longer than a whole piece is given in parts. */
function completeLines({ bytes, startByte }: Piece): {
  readonly complete: readonly string[]
  readonly endByte: number
} {
  const lastEnd = bytes.lastIndexOf(0x0a)
  const length = lastEnd === -1 && bytes.length === pieceBytes ? bytes.length : lastEnd + 1
  const text = bytes.subarray(0, length).toString('utf8')
  const complete = text.split('\n').filter((line) => line !== '')
  return { complete, endByte: startByte + length }
}
