export { AssertionError, assert, unreachable } from './assert.ts'
export type { Brand } from './brand.ts'
export {
  bytesOf,
  compareBytes,
  concatBytes,
  equalBytes,
  fromHex,
  fromUtf8,
  type Hex,
  type Payload,
  partsOf,
  payloadBytes,
  toHex,
  utf8,
  wordsOf
} from './bytes.ts'
export { canonicalText, decodeCanonical, encodeCanonical, type Json } from './canonical-json.ts'
export { type Cid, cidOfDigest, digestOfCid, parseCid } from './cid.ts'
export {
  asCommonholdError,
  CommonholdError,
  type CommonholdErrorOptions,
  type ErrorReport,
  type Fault
} from './error.ts'
export type { BlobStore, BlobWriter } from './ports/blob-store.ts'
export type { Clock } from './ports/clock.ts'
export type { Crypto, Hasher, Keystream } from './ports/crypto.ts'
export type { Disk, DiskFile, FileAccess } from './ports/disk.ts'
export { type Log, type LogFields, type LogLevel, silentLog } from './ports/log.ts'
export type { PeerRequest, Peers, TopicLimits } from './ports/peers.ts'
export type { Random } from './ports/random.ts'
export { Secret } from './secret.ts'
export {
  type AssetId,
  type Bps,
  type Bytes32,
  type MemberId,
  parseAssetId,
  parseBps,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  type StudyId,
  type UnixSeconds,
  zeroBytes32
} from './units.ts'
