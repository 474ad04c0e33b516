/** What nodes say to each other below the rounds: hellos, requests, addresses, contents. */
import {
  type Bytes32,
  CommonholdError,
  type Crypto,
  encodeCanonical,
  fromUtf8,
  type Json,
  type Log,
  type MemberId,
  parseBytes32,
  silentLog,
  toHex,
  utf8
} from '@commonhold/base'
import { createMemoryBlobStore, defaultPeerLimits } from '@commonhold/network'
import { createArtefactStreamServer } from '@commonhold/network/artefact/artefact-stream'
import { createAddressBook } from '@commonhold/network/peer/address-book'
import { createAddressExchange } from '@commonhold/network/peer/address-exchange'
import { type AddressRecord, signAddressRecord } from '@commonhold/network/peer/address-record'
import { frameOf, readFrame, readStatus } from '@commonhold/network/peer/frame'
import { answerHello, type HelloContext } from '@commonhold/network/peer/hello'
import { signDocument } from '@commonhold/network/peer/node-signature'
import { peerOfNodeKey } from '@commonhold/network/peer/peer-key'
import { createRequestServer } from '@commonhold/network/peer/request-server'
import { createStreamChannel } from '@commonhold/network/peer/stream-channel'
import { noTap } from '@commonhold/network/peer/tap'
import { createTokenBuckets } from '@commonhold/network/peer/token-bucket'
import { openMemoryStream } from '@commonhold/network/testing/memory-stream'
import { createManualClock, createSeededRandom, nodeCrypto } from '@commonhold/platform'
import { brokenDoor, type Door } from '../door.ts'

type Connection = Parameters<ReturnType<typeof createArtefactStreamServer>>[1]

const clock = createManualClock()
const random = createSeededRandom('fuzz/peers')
const sender = `0x${'5e'.repeat(20)}` as MemberId
const receiver = `0x${'4e'.repeat(20)}` as MemberId
const senderKey = random.bytes(32)
const receiverKey = random.bytes(32)
const publicKeyOf = (key: Uint8Array): Bytes32 =>
  parseBytes32(toHex(nodeCrypto.ed25519.publicKey(key)))
const crypto: Crypto = nodeCrypto
const directory = {
  nodeKeyOf: async (member: MemberId) => (member === sender ? publicKeyOf(senderKey) : undefined)
}
const never = new AbortController().signal
const connection = {} as Connection

const unsignedRecord = {
  member: sender,
  nodeKey: publicKeyOf(senderKey),
  addresses: ['/ip4/192.0.2.7/tcp/4001', '/dns4/node.example.org/tcp/443/wss'],
  httpUrl: 'https://node.example.org/commonhold',
  sequence: clock.nowMs()
}
const signedRecord = signAddressRecord(crypto, senderKey, unsignedRecord)

/** Pieces of an input as a line may cut it. */
function piecesOf(input: Uint8Array): readonly Uint8Array[] {
  const at = input.length > 3 ? input[1]! % input.length : 0
  return at === 0 ? [input] : [input.subarray(0, at), input.subarray(at)]
}

/** Makes of a bent document what its sender would: signed, so that it is read to its end. */
function signedBy(make: (document: never) => Json): (body: Uint8Array) => Uint8Array {
  return (body) => {
    try {
      return encodeCanonical(make(JSON.parse(fromUtf8(body)) as never))
    } catch {
      return body
    }
  }
}

const signRecord = (unsigned: Omit<AddressRecord, 'signature'>) => ({
  ...unsigned,
  signature: signDocument(crypto, senderKey, 'address record', unsigned)
})

function helloDoor(): Door {
  const remote = peerOfNodeKey(publicKeyOf(senderKey))
  const selfPeer = peerOfNodeKey(publicKeyOf(receiverKey))
  const context: HelloContext = {
    crypto,
    random,
    directory,
    nowMs: clock.nowMs,
    nodeKey: () => receiverKey,
    selfPeer,
    record: () =>
      signAddressRecord(crypto, receiverKey, {
        ...unsignedRecord,
        member: receiver,
        nodeKey: publicKeyOf(receiverKey)
      })
  }
  const signHello = ({ record, nonce, answers }: Record<'record' | 'nonce' | 'answers', never>) => {
    const { member } = record as { member: string }
    const claim = { member, from: remote.toString(), to: selfPeer.toString(), nonce, answers }
    const signature = signDocument(crypto, senderKey, 'hello', claim)
    return { record: signRecord(record), nonce, answers, signature } as Json
  }
  const body = encodeCanonical({
    record: unsignedRecord,
    nonce: `0x${'0c'.repeat(16)}`,
    answers: '0x'
  })
  const sign = signedBy(signHello as never)
  return {
    name: 'hello',
    weight: 0.5,
    seeds: [
      { form: 'json', body, pack: (bent) => frameOf(sign(bent)) },
      { form: 'json', body: sign(body), pack: frameOf }
    ],
    async enter(input) {
      const { stream } = openMemoryStream(piecesOf(input))
      const heard = await answerHello(context, createStreamChannel(stream, never), remote)
      if (heard.record.member !== sender) throw brokenDoor('a hello was believed of another member')
      await heard.answer()
    }
  }
}

function addressDoor(): Door {
  const book = createAddressBook(directory)
  const exchange = createAddressExchange({
    crypto,
    book,
    log: silentLog,
    nowMs: clock.nowMs,
    connected: () => [],
    send: async () => {},
    onNews: () => {}
  })
  const sign = signedBy(({ records }: { records: readonly never[] }) => ({
    records: records.map(signRecord)
  }))
  return {
    name: 'address-records',
    weight: 0.5,
    seeds: [
      { form: 'json', body: encodeCanonical({ records: [unsignedRecord] }), pack: sign },
      { form: 'json', body: encodeCanonical({ records: [signedRecord] }) }
    ],
    async enter(input) {
      const body = new Uint8Array(input)
      await exchange.handler.answer({ from: sender, body, signal: never })
      const strange = book.records().find(({ member }) => member !== sender)
      if (strange !== undefined) throw brokenDoor('the book took a record of a stranger')
    }
  }
}

/** Refusals go out as answers; what lay behind them is only in the log. */
function requestDoor(): Door {
  let inner: unknown
  const log: Log = {
    ...silentLog,
    debug: (_event, fields) => {
      inner = fields?.['cause']
    },
    with: () => log
  }
  const server = createRequestServer({
    clock,
    log,
    tap: noTap,
    buckets: createTokenBuckets({ monotonicMs: () => performance.now() * 1e6 }),
    limits: {
      ...defaultPeerLimits,
      readMsMax: 1000,
      answerMsMax: 1000,
      openPerMemberMax: 4,
      openBytesPerMemberMax: 1 << 20
    },
    memberAt: async () => sender
  })
  const limits = { requestBytesMax: 1 << 16, requestsPerMinuteMax: 1_000_000 }
  server.handle('echo', { limits, answer: async ({ body }) => new Uint8Array(body) })
  const pack = (body: Uint8Array) => Buffer.concat([Uint8Array.of(4), utf8('echo'), frameOf(body)])
  return {
    name: 'request-stream',
    weight: 1,
    seeds: [
      { form: 'bytes', body: pack(utf8('hello?')) },
      { form: 'bytes', body: utf8('{"a":1}'), pack }
    ],
    async enter(input) {
      inner = undefined
      const { stream, written } = openMemoryStream(piecesOf(input))
      await server.onStream(stream, connection)
      if (inner !== undefined) throw inner
      if (written()[0] !== 0) throw brokenDoor('a request was neither answered nor refused')
    }
  }
}

/** What a node hears after it asked. */
function answerDoor(): Door {
  const refusal = encodeCanonical({ code: 'NETWORK_BUSY', message: 'Later.', retryable: true })
  const withStatus = (status: number) => (body: Uint8Array) =>
    Buffer.concat([Uint8Array.of(status), frameOf(body)])
  return {
    name: 'request-answer',
    weight: 1,
    seeds: [
      { form: 'bytes', body: utf8('an answer'), pack: withStatus(0) },
      { form: 'json', body: refusal, pack: withStatus(1), isRefused: true }
    ],
    async enter(input) {
      const channel = createStreamChannel(openMemoryStream(piecesOf(input)).stream, never)
      await readStatus(channel, sender)
      await readFrame(channel, 1 << 16)
    }
  }
}

async function artefactDoor(): Promise<Door> {
  const store = createMemoryBlobStore({ crypto, clock, limits: { bytesMax: 1 << 20 } })
  const cid = await store.put(random.bytes(1000))
  const secret = await store.put(random.bytes(777))
  const serve = createArtefactStreamServer({
    store,
    serve: { mayRead: async (asked) => asked !== secret },
    clock,
    log: silentLog,
    tap: noTap,
    stallMsMax: 1000,
    memberAt: async () => sender
  })
  return {
    name: 'artefact-stream',
    weight: 1,
    seeds: [
      { form: 'json', body: encodeCanonical({ cid, offset: 10 }), pack: frameOf },
      {
        form: 'json',
        body: encodeCanonical({ cid: secret, offset: 0 }),
        pack: frameOf,
        isRefused: true
      }
    ],
    async enter(input) {
      const { stream, written } = openMemoryStream(piecesOf(input))
      await serve(stream, connection)
      const told = written()
      if (told[0] === 0 && told.length > 9 + 1000) throw brokenDoor('more was given than there is')
      if (told[0] !== 0) throw refusalIn(told)
    }
  }
}

/** The refusal that a node was told, as an error again. */
function refusalIn(told: Uint8Array): CommonholdError {
  const { code, message } = JSON.parse(fromUtf8(told.subarray(5))) as Record<string, string>
  if (code === 'BASE_UNEXPECTED') return brokenDoor(`it was refused by an inner failure: ${code}`)
  return new CommonholdError({ code: code!, fault: 'peer', message: message!, hint: 'Refused.' })
}

/** Every door that another node can reach before a round. */
export async function openPeerDoors(): Promise<readonly Door[]> {
  return [helloDoor(), addressDoor(), requestDoor(), answerDoor(), await artefactDoor()]
}
