/** Random bytes that a seed decides, for tests and simulations: a failing run can be repeated. */
import { createCipheriv, createHash } from 'node:crypto'
import type { Random } from '@commonhold/base'

/** The AES-256-CTR stream under the seed's SHA-256. Never for anything that must stay secret. */
export function createSeededRandom(seed: string | number): Random {
  const key = createHash('sha256').update(`commonhold/seeded-random/${seed}`).digest()
  const cipher = createCipheriv('aes-256-ctr', key, new Uint8Array(16))
  return { bytes: (length) => new Uint8Array(cipher.update(new Uint8Array(length))) }
}
