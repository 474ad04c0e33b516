/**
 * Signatures that were found good are not checked again: an aggregator passes on what it checked
 * itself, and every document of a round comes once more with its transcript. What is remembered is
 * the outcome of a pure function of exactly these words, key and signature, for one crypto port;
 * a signature that does not hold is never remembered. Memory: at most 8,192 short texts a port.
 */
import { type Bytes32, type Crypto, fromHex, type Hex } from '@commonhold/base'

/** Of one port. */
export const rememberedMax = 8192
const known = new WeakMap<Crypto['ed25519'], Set<string>>()

/**
 * Whether the signature is the key's over the digest that stands for `signed`.
 * @param claim.signed everything that `digest` depends on, as one text
 */
export function isSignedBy(
  ed25519: Crypto['ed25519'],
  claim: { readonly signed: string; readonly nodeKey: Bytes32; readonly signature: Hex },
  digest: () => Uint8Array
): boolean {
  const { signed, nodeKey, signature } = claim
  const words = `${signed} ${nodeKey} ${signature}`
  const good = known.get(ed25519) ?? new Set()
  if (good.has(words)) return true
  if (!ed25519.verify(fromHex(nodeKey), digest(), fromHex(signature))) return false
  const oldest = good.values().next().value
  if (good.size >= rememberedMax && oldest !== undefined) good.delete(oldest)
  good.add(words)
  known.set(ed25519, good)
  return true
}
