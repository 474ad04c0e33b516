/**
 * Where a member's node can be found, signed by its node key, so that members can pass it on. The
 * newest record of a member wins; `sequence` is the signer's own time in milliseconds.
 */
import {
  type Bytes32,
  fromHex,
  type Json,
  type MemberId,
  parseBytes32,
  parseMemberId
} from '@commonhold/base'
import { multiaddr } from '@multiformats/multiaddr'
import { badMessage, fieldsOf, listField, textField, wholeField } from './document-fields.ts'
import { isSignedBy, type SigningCrypto, signDocument } from './node-signature.ts'

/** A signed record. */
export type AddressRecord = {
  readonly member: MemberId
  /** The node's Ed25519 public key: its peer id. */
  readonly nodeKey: Bytes32
  /** Multiaddrs, at most 16; none for a node that only dials out and has no relay. */
  readonly addresses: readonly string[]
  /** Base URL of the node's artefacts over HTTP, or the empty text. */
  readonly httpUrl: string
  readonly sequence: number
  readonly signature: string
}

const addressesMax = 16
const addressCharactersMax = 300
/** How far in the future a record's sequence may lie: 1 hour of clock difference. */
const aheadMsMax = 3_600_000
const names = ['member', 'nodeKey', 'addresses', 'httpUrl', 'sequence', 'signature']

/** Signs a record of one's own node. */
export function signAddressRecord(
  crypto: SigningCrypto,
  privateKey: Uint8Array,
  record: Omit<AddressRecord, 'signature'>
): AddressRecord {
  const addresses = record.addresses.slice(0, addressesMax)
  const unsigned = { ...record, addresses }
  return { ...unsigned, signature: signDocument(crypto, privateKey, 'address record', unsigned) }
}

/**
 * Reads a record and checks its signature by the key within it. Whether that key is the member's
 * is the ledger's to say.
 * @throws {CommonholdError} `NETWORK_BAD_MESSAGE`
 */
export function parseAddressRecord(
  crypto: SigningCrypto,
  document: Json | undefined,
  nowMs: number
): AddressRecord {
  const fields = fieldsOf(document, names)
  const unsigned = {
    member: parseMemberId(textField(fields, 'member', 42)),
    nodeKey: parseBytes32(textField(fields, 'nodeKey', 66)),
    addresses: listField(fields, 'addresses', addressesMax).map(parseAddress),
    httpUrl: parseHttpUrl(textField(fields, 'httpUrl', 300)),
    sequence: wholeField(fields, 'sequence')
  }
  if (unsigned.sequence > nowMs + aheadMsMax) throw badMessage('a record is from the future')
  const signature = textField(fields, 'signature', 130)
  const purpose = 'address record'
  if (!isSignedBy(crypto, fromHex(unsigned.nodeKey), { purpose, document: unsigned, signature })) {
    throw badMessage("an address record's signature does not hold")
  }
  return { ...unsigned, signature }
}

function parseAddress(value: Json): string {
  if (typeof value !== 'string' || value.length > addressCharactersMax) {
    throw badMessage('an address is not a short text')
  }
  try {
    multiaddr(value)
  } catch (cause) {
    throw badMessage('an address is not a multiaddr', cause)
  }
  return value
}

/** Only plain http and https URLs, without user, query or fragment. */
export function parseHttpUrl(text: string): string {
  if (text === '') return text
  const url = URL.parse(text)
  const isPlain =
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  if (!isPlain) throw badMessage('an HTTP address is not a plain http or https URL')
  return text.replace(/\/+$/, '')
}
