/**
 * Bringing content from other members into a store, one member after the other, over HTTP or
 * over a stream.
 *
 * Bytes are hashed as they arrive, and a cut is resumed at the offset reached, by whoever is next.
 * When whole content turns out wrong, and more than one member gave parts of it, nobody can tell
 * whose part was wrong: so it is fetched afresh from the one at hand, and only content that came
 * from one member alone puts the blame on it.
 */
import {
  asCommonholdError,
  type BlobStore,
  type BlobWriter,
  type Cid,
  type Clock,
  type CommonholdError,
  type Log,
  type MemberId
} from '@commonhold/base'
import { blobTooLarge } from '../blob/disk-blob-reader.ts'
import { hasCode, networkError } from '../network-error.ts'
import { orAborted, startDeadline } from '../peer/deadline.ts'
import type { ArtefactSource } from './artefact-source.ts'

/** How content came. */
export type FetchResult = { readonly sizeBytes: number; readonly via: 'store' | 'http' | 'stream' }

/** What to fetch and how. */
export type FetchOptions = {
  readonly cid: Cid
  readonly from: readonly MemberId[]
  readonly store: BlobStore
  readonly bytesMax: number
  /** Tried in this order for the member. */
  sourcesOf(member: MemberId): readonly ArtefactSource[]
  readonly clock: Clock
  readonly log: Log
  /** A member that gives nothing for so long is passed over, in milliseconds. */
  readonly stallMsMax: number
  /** Aborts the whole. */
  readonly signal: AbortSignal
  onBadContent(member: MemberId): void
}

type Progress = {
  writer: BlobWriter
  /** Everybody who gave a byte; undefined for a part that lay in the store from before. */
  readonly givers: Set<MemberId | undefined>
}

const attemptsMax = 8

/**
 * @throws {CommonholdError} `NETWORK_BAD_CONTENT` naming the member, `NETWORK_NO_SUCH_BLOB` where
 * all say so, `NETWORK_UNREACHABLE` with every failure in `details`, `NETWORK_BLOB_TOO_LARGE`,
 * `NETWORK_STORE_FULL`, or the signal's reason
 */
export async function fetchArtefact(options: FetchOptions): Promise<FetchResult> {
  const { cid, store, bytesMax } = options
  const held = await store.size(cid)
  if (held !== undefined) {
    if (held > bytesMax) throw blobTooLarge(cid, bytesMax)
    return { sizeBytes: held, via: 'store' }
  }
  const progress = await openProgress(options)
  const failures: { readonly member: MemberId; readonly error: CommonholdError }[] = []
  try {
    for (const member of options.from) {
      for (const source of options.sourcesOf(member)) {
        const done = await fetchFrom(options, progress, member, source).catch((cause) => {
          const error = asCommonholdError(cause)
          options.signal.throwIfAborted()
          if (error.fault === 'self' && error.code !== 'BASE_UNEXPECTED') throw error
          failures.push({ member, error })
          options.log.debug('fetch failed', { cid, member, via: source.via, code: error.code })
          return undefined
        })
        if (done !== undefined) return done
      }
    }
  } finally {
    await progress.writer.abort()
  }
  throw failureOf(cid, failures)
}

async function openProgress({ store, cid, bytesMax }: FetchOptions): Promise<Progress> {
  const writer = await store.openWriter({ expected: cid, bytesMax })
  return { writer, givers: new Set(writer.sizeBytes > 0 ? [undefined] : []) }
}

/** Undefined where this way is not open to the member. */
async function fetchFrom(
  options: FetchOptions,
  progress: Progress,
  member: MemberId,
  source: ArtefactSource
): Promise<FetchResult | undefined> {
  for (let attempt = 1; ; attempt++) {
    const before = progress.writer.sizeBytes
    try {
      const isWhole = await receive(options, progress, member, source)
      if (isWhole === undefined) return undefined
      if (isWhole) {
        const { sizeBytes } = await progress.writer.finish()
        return { sizeBytes, via: source.via }
      }
      throw networkError('NETWORK_UNREACHABLE', `${member} was cut off.`)
    } catch (cause) {
      options.signal.throwIfAborted()
      if (hasCode(cause, 'NETWORK_BAD_CONTENT')) {
        const isAlone = [...progress.givers].every((giver) => giver === member)
        await progress.writer.discard()
        Object.assign(progress, await openProgress(options))
        if (isAlone) throw badContent(options, member, cause)
      } else if (!hasMoved(progress.writer.sizeBytes, before)) {
        throw cause
      }
      if (attempt >= attemptsMax) throw cause
    }
  }
}

function hasMoved(now: number, before: number): boolean {
  return now > before
}

/** Whether the content is now whole. */
async function receive(
  { cid, bytesMax, stallMsMax, clock, signal }: FetchOptions,
  progress: Progress,
  member: MemberId,
  source: ArtefactSource
): Promise<boolean | undefined> {
  let stall = startDeadline(clock, stallMsMax, `Waiting for ${member}`, signal)
  const giveUp = new AbortController()
  const watch = (): void => {
    const { signal: stalled } = stall
    stalled.addEventListener('abort', () => giveUp.abort(stalled.reason))
  }
  watch()
  let checkedBytes = progress.writer.sizeBytes
  try {
    const offset = progress.writer.sizeBytes
    const wanted = { cid, offset, signal: giveUp.signal }
    const artefact = await orAborted(source.open(member, wanted), giveUp.signal)
    if (artefact === undefined) return undefined
    const { sizeBytes } = artefact
    if (sizeBytes > bytesMax) throw blobTooLarge(cid, bytesMax)
    const iterator = artefact.pieces[Symbol.asyncIterator]()
    try {
      for (;;) {
        const { done, value } = await orAborted(iterator.next(), giveUp.signal)
        if (done) break
        progress.givers.add(member)
        if (progress.writer.sizeBytes + value.length > sizeBytes) {
          throw networkError('NETWORK_BAD_CONTENT', `${member} sent more than it had said.`)
        }
        await progress.writer.write(value)
        if (progress.writer.sizeBytes - checkedBytes < 1 << 20) continue
        checkedBytes = progress.writer.sizeBytes
        stall.end()
        stall = startDeadline(clock, stallMsMax, `Waiting for ${member}`, signal)
        watch()
      }
    } finally {
      await iterator.return?.()
    }
    if (progress.writer.sizeBytes > sizeBytes) {
      throw networkError('NETWORK_BAD_CONTENT', `${member} says that the content is shorter.`)
    }
    progress.givers.add(member)
    return progress.writer.sizeBytes === sizeBytes
  } finally {
    stall.end()
  }
}

function badContent({ cid, onBadContent }: FetchOptions, member: MemberId, cause: unknown) {
  onBadContent(member)
  const message = `${member} sent bytes that are not content ${cid}.`
  return networkError('NETWORK_BAD_CONTENT', message, { cause, details: { member, cid } })
}

function failureOf(
  cid: Cid,
  failures: readonly { readonly member: MemberId; readonly error: CommonholdError }[]
): CommonholdError {
  const told = failures.map(({ member, error }) => ({ member, code: error.code }))
  const details = { cid, failures: told }
  const bad = failures.find(({ error }) => error.code === 'NETWORK_BAD_CONTENT')
  if (bad !== undefined) return bad.error
  const codes = new Set(told.map(({ code }) => code))
  if (codes.size === 1 && failures[0] !== undefined) {
    const [{ error }] = [failures[0]]
    if (error.code === 'NETWORK_NO_SUCH_BLOB') {
      return networkError('NETWORK_NO_SUCH_BLOB', `No member has content ${cid}.`, { details })
    }
    if (error.code === 'NETWORK_BLOB_TOO_LARGE') return error
  }
  const message = `Content ${cid} could be had from none of ${told.length} sources.`
  return networkError('NETWORK_UNREACHABLE', message, { details })
}
