/** Content by its id, on disk or in memory. What is read has been verified when it was written. */
import type { Cid } from '../cid.ts'

/** A writer of content whose id is not known, or not proven, before its last byte. */
export type BlobWriter = {
  /** Bytes it holds: above 0 at the start where an earlier, aborted writer's are taken up again. */
  readonly sizeBytes: number
  write(chunk: Uint8Array): Promise<void>
  /** Makes the content durable and visible. Refuses where it is not `expected`'s content. */
  finish(): Promise<{ readonly cid: Cid; readonly sizeBytes: number }>
  /** Drops what was written, but keeps it for a later resume where `expected` was given. */
  abort(): Promise<void>
  /** Drops what was written for good, whatever `expected` was. */
  discard(): Promise<void>
}

/** A store of immutable content. */
export type BlobStore = {
  has(cid: Cid): Promise<boolean>
  /** In bytes; undefined where the store has not got it. */
  size(cid: Cid): Promise<number | undefined>
  /** The whole content. @throws `NETWORK_NO_SUCH_BLOB`, `NETWORK_BLOB_TOO_LARGE` */
  get(cid: Cid, options: { readonly bytesMax: number }): Promise<Uint8Array<ArrayBuffer>>
  /** The content in pieces, from `offset` on. Memory does not grow with its size. */
  read(
    cid: Cid,
    options?: { readonly offset?: number; readonly length?: number }
  ): AsyncIterable<Uint8Array<ArrayBuffer>>
  put(bytes: Uint8Array): Promise<Cid>
  /** `bytesMax`: refused with `NETWORK_BLOB_TOO_LARGE` as soon as more is written. */
  openWriter(options: { readonly expected?: Cid; readonly bytesMax: number }): Promise<BlobWriter>
  /** Keeps these contents for as long as `owner` says so; replaces what it said before. */
  keep(owner: string, cids: readonly Cid[]): Promise<void>
  /** Removes what no owner keeps and is older than `graceMs`. Answers the bytes freed. */
  collectGarbage(options: { readonly graceMs: number }): Promise<number>
}
