/**
 * The bytes of a simulated file. Nodes keep the same transcripts, vectors and evidence: pieces that
 * are equal lie in memory once, or a world of 131 disks would not fit into one process.
 */
import { concatBytes, toHex } from '@commonhold/base'
import { nodeCrypto } from '@commonhold/platform'

/** A growing file's bytes. */
export type StoredBytes = {
  readonly sizeBytes: () => number
  append(bytes: Uint8Array): void
  /** Fills `into` from `position` on. @returns how many bytes there were */
  read(into: Uint8Array, position: number): number
  /** Looks whether the end lies in memory already. Called when a file is whole. */
  settle(): void
  /** The first so many bytes, as a file of its own. */
  beginning(sizeBytes: number): StoredBytes
}

/** Answers equal bytes for bytes: the same memory, where somebody still holds them. */
export type SharedBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>

const pieceBytes = 128 * 1024
/** Below this a digest costs more than the memory is worth. */
const sharedBytesMin = 512

/** Knows no bytes yet, and keeps none alive. */
export function createSharedBytes(): SharedBytes {
  const known = new Map<string, WeakRef<Uint8Array<ArrayBuffer>>>()
  return (bytes) => {
    if (bytes.length < sharedBytesMin) return bytes
    const digest = toHex(nodeCrypto.sha256(bytes))
    const same = known.get(digest)?.deref()
    if (same !== undefined) return same
    known.set(digest, new WeakRef(bytes))
    return bytes
  }
}

/** No bytes yet. */
export function createStoredBytes(share: SharedBytes): StoredBytes {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let tail = new Uint8Array(0)
  const sizeBytes = () => pieces.length * pieceBytes + tail.length
  const append = (bytes: Uint8Array): void => {
    tail = concatBytes(tail, bytes)
    if (tail.length < pieceBytes) return
    const whole = Math.floor(tail.length / pieceBytes) * pieceBytes
    for (let at = 0; at < whole; at += pieceBytes) {
      pieces.push(share(tail.slice(at, at + pieceBytes)))
    }
    tail = tail.slice(whole)
  }
  const read = (into: Uint8Array, position: number): number => {
    let filled = 0
    while (filled < into.length) {
      const at = position + filled
      const piece = pieces[Math.floor(at / pieceBytes)] ?? tail
      const start = at - pieceBytes * Math.min(Math.floor(at / pieceBytes), pieces.length)
      const part = piece.subarray(start, start + into.length - filled)
      if (part.length === 0) break
      into.set(part, filled)
      filled += part.length
    }
    return filled
  }
  return {
    sizeBytes,
    append,
    read,
    settle() {
      tail = share(tail)
    },
    beginning(wanted) {
      const first = createStoredBytes(share)
      const bytes = new Uint8Array(wanted)
      first.append(bytes.subarray(0, read(bytes, 0)))
      return first
    }
  }
}
