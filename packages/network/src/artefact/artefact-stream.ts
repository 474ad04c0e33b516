/**
 * Content over a libp2p stream, where HTTP is not open: `{cid, offset}` in a frame, then a status,
 * the whole content's size (8 bytes, big-endian) and the bytes from the offset on. A reader that
 * does not read is cut off after a while; the reader resumes at its offset. An offset behind the
 * end gets the size and no bytes, from which the reader sees that what it holds is wrong.
 */
import {
  type BlobStore,
  type Clock,
  concatBytes,
  decodeCanonical,
  encodeCanonical,
  type Log,
  type MemberId,
  parseCid
} from '@commonhold/base'
import type { Connection, Stream } from '@libp2p/interface'
import { noSuchBlob } from '../blob/disk-blob-reader.ts'
import type { ArtefactServing } from '../http/artefact-handler.ts'
import { networkError } from '../network-error.ts'
import { startDeadline } from '../peer/deadline.ts'
import { badMessage, fieldsOf, textField, wholeField } from '../peer/document-fields.ts'
import {
  answerStatus,
  frameOf,
  peerCodeOf,
  readFrame,
  readStatus,
  refusalAnswer
} from '../peer/frame.ts'
import { createStreamChannel, type StreamChannel } from '../peer/stream-channel.ts'
import type { Tap } from '../peer/tap.ts'
import type { ArtefactSource } from './artefact-source.ts'

/** Content from one node to another. */
export const artefactProtocol = '/commonhold/artefact/1'

const questionBytesMax = 512
const pieceBytes = 256 * 1024
const openPerMemberMax = 8

/** Answers streams of `artefactProtocol` from a store. */
export function createArtefactStreamServer(options: {
  readonly store: BlobStore
  readonly serve: ArtefactServing
  readonly clock: Clock
  readonly log: Log
  readonly tap: Tap
  /** How long a reader may take for 256 KiB, and for its question. */
  readonly stallMsMax: number
  memberAt(connection: Connection): Promise<MemberId>
}): (stream: Stream, connection: Connection) => Promise<void> {
  const { store, serve, clock, log, tap, stallMsMax } = options
  const open = new Map<MemberId, number>()

  const readQuestion = async (channel: StreamChannel, from: MemberId) => {
    const document = decodeCanonical(await readFrame(channel, questionBytesMax), questionBytesMax)
    const fields = fieldsOf(document, ['cid', 'offset'])
    const cid = parseCid(textField(fields, 'cid', 100))
    const sizeBytes = (await serve.mayRead(cid, from)) ? await store.size(cid) : undefined
    if (sizeBytes === undefined) throw noSuchBlob(cid)
    const offset = wholeField(fields, 'offset')
    return { cid, offset, sizeBytes }
  }
  const send = async (channel: StreamChannel, to: MemberId): Promise<void> => {
    const inTime = async <Value>(work: Promise<Value>): Promise<Value> => {
      const deadline = startDeadline(clock, stallMsMax, 'Waiting for a reader')
      deadline.signal.addEventListener('abort', () => {
        log.warn('content not read in time', { member: to })
        channel.cut(deadline.signal.reason)
      })
      return work.finally(deadline.end)
    }
    const question = inTime(readQuestion(channel, to))
    const wanted = await question.catch(async (cause) => {
      await inTime(channel.write(refusalAnswer(cause)).then(() => channel.end()))
      return undefined
    })
    if (wanted === undefined) return inTime(channel.closed)
    const { cid, offset, sizeBytes } = wanted
    await inTime(channel.write(concatBytes(Uint8Array.of(answerStatus.ok), uint64(sizeBytes))))
    for await (const piece of store.read(cid, offset === 0 ? {} : { offset })) {
      tap(piece, 'out', to)
      await inTime(channel.write(piece))
    }
    await inTime(channel.end().then(() => channel.closed))
  }

  return async (stream, connection) => {
    const channel = createStreamChannel(stream, new AbortController().signal)
    try {
      const from = await options.memberAt(connection)
      const count = open.get(from) ?? 0
      if (count >= openPerMemberMax) {
        throw networkError('NETWORK_BUSY', `${from} has ${count} contents open here.`)
      }
      open.set(from, count + 1)
      try {
        await send(channel, from)
      } finally {
        const left = open.get(from)! - 1
        if (left === 0) open.delete(from)
        else open.set(from, left)
      }
    } catch (cause) {
      channel.cut(cause as Error)
    }
  }
}

/** Getting content that way. */
export function createStreamSource(options: {
  readonly tap: Tap
  openChannel(member: MemberId, protocol: string, signal: AbortSignal): Promise<StreamChannel>
}): ArtefactSource {
  return {
    via: 'stream',
    async open(member, { cid, offset, signal }) {
      const channel = await options.openChannel(member, artefactProtocol, signal)
      try {
        await channel.write(frameOf(encodeCanonical({ cid, offset })))
        await channel.end()
        await readStatus(channel, member)
        const sizeBytes = readUint64(await channel.readExactly(8))
        return { sizeBytes, pieces: piecesOf(channel, (piece) => options.tap(piece, 'in', member)) }
      } catch (cause) {
        channel.cut(cause as Error)
        if (peerCodeOf(cause) === 'NETWORK_NO_SUCH_BLOB') {
          throw networkError('NETWORK_NO_SUCH_BLOB', `${member} has no content ${cid} to give.`)
        }
        throw cause
      }
    }
  }
}

async function* piecesOf(channel: StreamChannel, see: (piece: Uint8Array) => void) {
  try {
    for (;;) {
      const piece = await channel.readSome(pieceBytes)
      if (piece === undefined) return
      see(piece)
      yield piece
    }
  } finally {
    channel.cut(networkError('NETWORK_UNREACHABLE', 'The reading of content was given up.'))
  }
}

function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

function readUint64(bytes: Uint8Array): number {
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw badMessage('a size is out of all bounds')
  return Number(value)
}
