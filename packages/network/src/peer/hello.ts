/**
 * The first words on a connection: each side says which member it is, and proves it.
 *
 * The transport (TLS or Noise) has proven the peer id, which is an Ed25519 key. A hello adds the
 * member who claims that key, signed by it over both peer ids and a fresh nonce; whoever hears it
 * compares the key with the one that the ledger names for that member. The dialler speaks first.
 */
import {
  type Crypto,
  decodeCanonical,
  encodeCanonical,
  fromHex,
  type Json,
  type MemberId,
  type Random,
  toHex
} from '@commonhold/base'
import type { PeerId } from '@libp2p/interface'
import { networkError } from '../network-error.ts'
import { type AddressRecord, parseAddressRecord } from './address-record.ts'
import { badMessage, fieldsOf, textField } from './document-fields.ts'
import { frameOf, readFrame } from './frame.ts'
import type { Directory } from './member-directory.ts'
import { isSignedBy, signDocument } from './node-signature.ts'
import { nodeKeyOfPeer } from './peer-key.ts'
import type { StreamChannel } from './stream-channel.ts'

/** Spoken before anything else. */
export const helloProtocol = '/commonhold/hello/1'

const helloBytesMax = 16 * 1024
const noNonce = '0x'

/** What a node needs to say hello. */
export type HelloContext = {
  readonly crypto: Pick<Crypto, 'sha256' | 'ed25519'>
  readonly random: Random
  readonly directory: Directory
  nowMs(): number
  nodeKey(): Uint8Array
  readonly selfPeer: PeerId
  /** This node's own, newest record. */
  record(): AddressRecord
}

/** Says hello first, then checks the answer. @returns the other side's record */
export async function sayHello(
  context: HelloContext,
  channel: StreamChannel,
  remote: PeerId
): Promise<AddressRecord> {
  const nonce = toHex(context.random.bytes(16))
  await channel.write(frameOf(makeHello(context, remote, nonce, noNonce)))
  const heard = await checkHello(context, await readFrame(channel, helloBytesMax), remote, nonce)
  await channel.end()
  return heard.record
}

/** Checks who speaks, then answers. @returns the other side's record */
export async function answerHello(
  context: HelloContext,
  channel: StreamChannel,
  remote: PeerId
): Promise<{ readonly record: AddressRecord; answer(): Promise<void> }> {
  const bytes = await readFrame(channel, helloBytesMax)
  const heard = await checkHello(context, bytes, remote, noNonce)
  return {
    record: heard.record,
    async answer() {
      const nonce = toHex(context.random.bytes(16))
      await channel.write(frameOf(makeHello(context, remote, nonce, heard.nonce)))
      await channel.end()
    }
  }
}

function makeHello(context: HelloContext, to: PeerId, nonce: string, answers: string): Uint8Array {
  const record = context.record()
  const claim = claimOf(record.member, context.selfPeer, to, nonce, answers)
  const signature = signDocument(context.crypto, context.nodeKey(), 'hello', claim)
  return encodeCanonical({ record, nonce, answers, signature })
}

async function checkHello(
  context: HelloContext,
  bytes: Uint8Array,
  remote: PeerId,
  answers: string
): Promise<{ readonly record: AddressRecord; readonly nonce: string }> {
  const document = decodeCanonical(bytes, helloBytesMax)
  const fields = fieldsOf(document, ['record', 'nonce', 'answers', 'signature'])
  const record = parseAddressRecord(context.crypto, fields['record'], context.nowMs())
  const nonce = textField(fields, 'nonce', 34)
  if (!/^0x[0-9a-f]{32}$/.test(nonce)) throw badMessage('a hello has no proper nonce')
  if (fields['answers'] !== answers) throw badMessage('a hello answers another one')
  const remoteKey = nodeKeyOfPeer(remote)
  if (record.nodeKey !== remoteKey) throw impostor(record.member, 'its record names another key')
  const claim = claimOf(record.member, remote, context.selfPeer, nonce, answers)
  const signature = textField(fields, 'signature', 130)
  const publicKey = fromHex(remoteKey)
  if (!isSignedBy(context.crypto, publicKey, { purpose: 'hello', document: claim, signature })) {
    throw badMessage("a hello's signature does not hold")
  }
  const expected = await context.directory.nodeKeyOf(record.member)
  if (expected === undefined) throw impostor(record.member, 'the ledger has no such member')
  if (expected !== remoteKey) throw impostor(record.member, 'the ledger names another key')
  return { record, nonce }
}

function claimOf(member: MemberId, from: PeerId, to: PeerId, nonce: string, answers: string): Json {
  return { member, from: from.toString(), to: to.toString(), nonce, answers }
}

function impostor(member: MemberId, why: string) {
  const message = `A node that says it is ${member} was turned away: ${why}.`
  return networkError('NETWORK_IMPOSTOR', message, { details: { member } })
}
