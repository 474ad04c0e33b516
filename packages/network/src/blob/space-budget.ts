/** How much of a store's room is taken. Taken before bytes are written, so it never overflows. */
import { networkError } from '../network-error.ts'

/** Counts bytes against a limit. */
export type SpaceBudget = {
  /** @throws {CommonholdError} `NETWORK_STORE_FULL` */
  take(bytes: number): void
  release(bytes: number): void
  usedBytes(): number
}

/** A budget of `bytesMax`, of which `taken` is in use. */
export function createSpaceBudget(bytesMax: number, taken: number): SpaceBudget {
  let used = taken
  return {
    take(bytes) {
      if (used + bytes > bytesMax) {
        const message = `The content store holds ${used} of at most ${bytesMax} bytes.`
        throw networkError('NETWORK_STORE_FULL', message, {
          details: { usedBytes: used, bytesMax }
        })
      }
      used += bytes
    },
    release(bytes) {
      used -= bytes
    },
    usedBytes: () => used
  }
}
