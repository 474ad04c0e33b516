/** How much each member has open at this node, so that none can take all of it. */
import type { MemberId } from '@commonhold/base'
import { networkError } from '../network-error.ts'

/** Open requests, and the bytes of their bodies. */
export type Load = { readonly open: number; readonly bytes: number }

/** Counts by member. */
export type MemberLoads = {
  /**
   * Counts more. Answers how to take that back.
   * @throws {CommonholdError} `NETWORK_BUSY`
   */
  take(from: MemberId, more: Load): () => void
}

/** @param limits what one member may have open at once */
export function createMemberLoads(limits: Load): MemberLoads {
  const loads = new Map<MemberId, Load>()
  const add = (from: MemberId, open: number, bytes: number): void => {
    const held = loads.get(from) ?? { open: 0, bytes: 0 }
    const next = { open: held.open + open, bytes: held.bytes + bytes }
    if (next.open === 0) loads.delete(from)
    else loads.set(from, next)
  }
  return {
    take(from, more) {
      const held = loads.get(from) ?? { open: 0, bytes: 0 }
      if (held.open + more.open > limits.open || held.bytes + more.bytes > limits.bytes) {
        const message = `${from} has ${held.open} requests of ${held.bytes} bytes open here.`
        throw networkError('NETWORK_BUSY', message)
      }
      add(from, more.open, more.bytes)
      return () => add(from, -more.open, -more.bytes)
    }
  }
}
