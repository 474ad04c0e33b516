/** One way of getting content from one member, from some offset on. */
import type { Cid, MemberId } from '@commonhold/base'

/** Content that has begun to arrive. */
export type OpenArtefact = {
  /** What the member says the whole content's size is. Not yet to be believed. */
  readonly sizeBytes: number
  /** Bytes from the offset on. May end early where the connection is cut. */
  readonly pieces: AsyncIterable<Uint8Array>
}

/** A way of getting content. */
export type ArtefactSource = {
  readonly via: 'http' | 'stream'
  /** Undefined where this way is not open to that member. */
  open(
    member: MemberId,
    wanted: { readonly cid: Cid; readonly offset: number; readonly signal: AbortSignal }
  ): Promise<OpenArtefact | undefined>
}
