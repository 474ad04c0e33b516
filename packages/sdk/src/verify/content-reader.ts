/** Reads contents for verification: nothing is believed to be its id's content until hashed. */
import {
  asCommonholdError,
  type Cid,
  CommonholdError,
  type Crypto,
  cidOfDigest,
  type MemberId
} from '@commonhold/base'

/** Where contents come from. */
export type ContentSource = {
  /** The bytes that claim to be this content, unchecked, and who gave them. */
  open(
    cid: Cid,
    bytesMax: number
  ): Promise<{
    readonly holder: MemberId | string
    readonly pieces: AsyncIterable<Uint8Array<ArrayBuffer>>
  }>
}

/** Reads contents and holds each to its id. */
export type ContentReader = {
  /** @throws {ContentFault} */
  read(cid: Cid, bytesMax: number): Promise<Uint8Array<ArrayBuffer>>
  /** Pieces in order; throws after the last one where they are not the content's. */
  stream(cid: Cid, bytesMax: number): AsyncIterable<Uint8Array<ArrayBuffer>>
  readBytes(): number
}

/** Content that could not be had, or is not what its id says. */
export type ContentFault = { readonly detail: string; readonly implicates?: readonly string[] }

function contentError(detail: string, implicates: readonly string[]): CommonholdError {
  return new CommonholdError({
    code: 'SDK_BAD_CONTENT',
    fault: 'peer',
    message: `${detail}.`,
    hint: 'Fetch it from another member: its id says what it must be.',
    details: { detail, implicates }
  })
}

/** Counts and checks all that it reads from `contents`. */
export function createContentReader(
  crypto: Pick<Crypto, 'openSha256'>,
  contents: ContentSource
): ContentReader {
  let total = 0
  async function* stream(cid: Cid, bytesMax: number) {
    const { holder, pieces } = await contents.open(cid, bytesMax)
    const hasher = crypto.openSha256()
    let sizeBytes = 0
    try {
      for await (const piece of pieces) {
        sizeBytes += piece.length
        total += piece.length
        if (sizeBytes > bytesMax) throw contentError(`${cid} is over ${bytesMax} bytes`, [holder])
        hasher.update(piece)
        yield piece
      }
    } catch (cause) {
      if (asCommonholdError(cause).code === 'NETWORK_BLOB_DAMAGED') throw altered(cid, holder)
      throw cause
    }
    if (cidOfDigest(hasher.digest()) !== cid) throw altered(cid, holder)
  }
  return {
    stream,
    readBytes: () => total,
    async read(cid, bytesMax) {
      const pieces: Uint8Array[] = []
      for await (const piece of stream(cid, bytesMax)) pieces.push(piece.slice())
      return new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer())
    }
  }
}

function altered(cid: Cid, holder: string): CommonholdError {
  return contentError(`the copy of ${cid} held by ${holder} was altered`, [holder])
}

/** A failure as a check tells it. */
export function explain(cause: unknown): ContentFault {
  const { message, code, details } = asCommonholdError(cause)
  if (code === 'SDK_BAD_CONTENT') return details as ContentFault
  return { detail: `${message} (${code})` }
}
