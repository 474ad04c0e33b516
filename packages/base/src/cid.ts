/**
 * Content ids: CIDv1, codec raw, SHA-256, in base 32 (`bafkrei…`), as IPFS writes them. On the
 * ledger the same id is its 32-byte digest.
 */
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import * as Digest from 'multiformats/hashes/digest'
import type { Brand } from './brand.ts'
import { fromHex, type Hex, toHex } from './bytes.ts'
import { CommonholdError } from './error.ts'
import { type Bytes32, parseBytes32 } from './units.ts'

/** A content id in text. */
export type Cid = Brand<string, 'Cid'>

const sha256Code = 0x12
const digestBytes = 32

/** The id of content with this SHA-256 digest, given as 32 bytes or as the ledger's hexadecimal. */
export function cidOfDigest(digest: Uint8Array | Hex): Cid {
  const bytes = typeof digest === 'string' ? fromHex(digest) : digest
  if (bytes.length !== digestBytes) throw badCid(toHex(bytes))
  return CID.createV1(raw.code, Digest.create(sha256Code, bytes)).toString() as Cid
}

/** The SHA-256 digest within an id, as the ledger holds it. */
export function digestOfCid(cid: Cid): Bytes32 {
  return parseBytes32(toHex(CID.parse(cid).multihash.digest))
}

/** @throws {CommonholdError} `BASE_BAD_CID` unless it is CIDv1, raw, SHA-256, in base 32 */
export function parseCid(text: string): Cid {
  let cid: CID
  try {
    cid = CID.parse(text)
  } catch (cause) {
    throw badCid(text, cause)
  }
  const { code, digest } = cid.multihash
  const isOurs = cid.version === 1 && cid.code === raw.code && code === sha256Code
  if (!isOurs || digest.length !== digestBytes || cid.toString() !== text) throw badCid(text)
  return text as Cid
}

function badCid(text: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'BASE_BAD_CID',
    fault: 'caller',
    message: `"${text.slice(0, 80)}" is not a content id.`,
    hint: 'Content ids begin with bafkrei: CIDv1, raw, SHA-256, base 32.',
    cause
  })
}
