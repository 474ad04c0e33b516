/** The system's secure random source, as a port. */
import { randomFillSync } from 'node:crypto'
import type { Random } from '@commonhold/base'

/** Fresh bytes from the operating system's generator. */
export const secureRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length))
}
