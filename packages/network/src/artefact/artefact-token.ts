/**
 * Permission to read one content from one node over HTTP, for two minutes and one use: a signed
 * statement of the reader's node. TLS is not needed for it to be safe to send: it is of use
 * neither twice, nor elsewhere, nor for anything else.
 */
import {
  type Cid,
  type Clock,
  decodeCanonical,
  encodeCanonical,
  fromHex,
  type MemberId,
  parseCid,
  parseMemberId,
  type Random,
  toHex
} from '@commonhold/base'
import { networkError } from '../network-error.ts'
import { fieldsOf, textField, wholeField } from '../peer/document-fields.ts'
import type { Directory } from '../peer/member-directory.ts'
import { isSignedBy, type SigningCrypto, signDocument } from '../peer/node-signature.ts'

const scheme = 'Commonhold '
const lifeMs = 120_000
/** Accepted lives are longer than given ones, for clocks that differ. */
const lifeMsMax = 300_000
const tokenBytesMax = 1024
const remembered = 50_000

/** The value of an `authorization` header. */
export function makeArtefactToken(options: {
  readonly crypto: SigningCrypto
  readonly random: Random
  readonly nodeKey: Uint8Array
  readonly nowMs: number
  readonly member: MemberId
  readonly cid: Cid
  /** Whom it is shown to. */
  readonly audience: MemberId
}): string {
  const { member, cid, audience } = options
  const expiresAtMs = options.nowMs + lifeMs
  const nonce = toHex(options.random.bytes(16))
  const claim = { member, cid, audience, expiresAtMs, nonce }
  const signature = signDocument(options.crypto, options.nodeKey, 'artefact token', claim)
  return scheme + Buffer.from(encodeCanonical({ ...claim, signature })).toString('base64url')
}

/** Checks tokens, and remembers those that it saw until they expire. */
export type ArtefactTokenCheck = {
  /** @throws {CommonholdError} `NETWORK_BAD_TOKEN`; `NETWORK_BUSY` when too many are in use */
  check(header: string | null, cid: Cid): Promise<MemberId>
}

/** @param options.audience this node's member */
export function createArtefactTokenCheck(options: {
  readonly crypto: SigningCrypto
  readonly clock: Pick<Clock, 'nowMs'>
  readonly directory: Directory
  readonly audience: MemberId
}): ArtefactTokenCheck {
  const { crypto, clock, directory } = options
  const seen = new Map<string, number>()
  const forgetExpired = (nowMs: number): void => {
    for (const [signature, expiresAtMs] of seen) {
      if (expiresAtMs <= nowMs) seen.delete(signature)
    }
  }
  return {
    async check(header, cid) {
      const token = parseToken(header)
      const { claim, signature } = token
      const nowMs = clock.nowMs()
      if (claim.cid !== cid) throw badToken('it is for other content')
      if (claim.audience !== options.audience) throw badToken('it is for another node')
      if (claim.expiresAtMs <= nowMs) throw badToken('it has expired')
      if (claim.expiresAtMs > nowMs + lifeMsMax) throw badToken('it lives too long')
      const key = await directory.nodeKeyOf(claim.member)
      if (key === undefined) throw badToken('its signer is no member')
      const purpose = 'artefact token'
      if (!isSignedBy(crypto, fromHex(key), { purpose, document: claim, signature })) {
        throw badToken('its signature does not hold')
      }
      // By member and nonce: a signature can be malleable, what it signs cannot.
      const name = `${claim.member} ${claim.nonce}`
      if (seen.has(name)) throw badToken('it was used before')
      if (seen.size >= remembered) forgetExpired(nowMs)
      if (seen.size >= remembered) throw networkError('NETWORK_BUSY', 'Too many tokens are in use.')
      seen.set(name, claim.expiresAtMs)
      return claim.member
    }
  }
}

function parseToken(header: string | null) {
  if (header === null || !header.startsWith(scheme)) throw badToken('there is none')
  if (header.length > 2 * tokenBytesMax) throw badToken('it is too long')
  try {
    const bytes = Buffer.from(header.slice(scheme.length), 'base64url')
    const names = ['member', 'cid', 'audience', 'expiresAtMs', 'nonce', 'signature']
    const fields = fieldsOf(decodeCanonical(bytes, tokenBytesMax), names)
    const claim = {
      member: parseMemberId(textField(fields, 'member', 42)),
      cid: parseCid(textField(fields, 'cid', 100)),
      audience: parseMemberId(textField(fields, 'audience', 42)),
      expiresAtMs: wholeField(fields, 'expiresAtMs'),
      nonce: textField(fields, 'nonce', 34)
    }
    return { claim, signature: textField(fields, 'signature', 130) }
  } catch (cause) {
    throw badToken('it cannot be read', cause)
  }
}

function badToken(why: string, cause?: unknown) {
  return networkError('NETWORK_BAD_TOKEN', `The artefact token was refused: ${why}.`, { cause })
}
