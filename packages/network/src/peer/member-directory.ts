/**
 * Which node key the ledger names for a member, remembered for a short while: a round asks for the
 * same few members again and again, and a ledger call costs milliseconds.
 */
import type { Bytes32, Clock, MemberId } from '@commonhold/base'

/** The ledger's members, as far as peers need them. */
export type Directory = {
  /** The member's current Ed25519 node key; undefined where it is not an active member. */
  nodeKeyOf(member: MemberId): Promise<Bytes32 | undefined>
}

const entriesMax = 10_000

/** The same directory, asked at most once in `keepMs` for each member. Failures are not kept. */
export function rememberDirectory(
  directory: Directory,
  clock: Pick<Clock, 'monotonicMs'>,
  keepMs: number
): Directory {
  const known = new Map<
    MemberId,
    { readonly untilMs: number; readonly key: Promise<Bytes32 | undefined> }
  >()
  return {
    nodeKeyOf(member) {
      const nowMs = clock.monotonicMs()
      const held = known.get(member)
      if (held !== undefined && held.untilMs > nowMs) return held.key
      if (known.size >= entriesMax) known.clear()
      const key = directory.nodeKeyOf(member)
      known.set(member, { untilMs: nowMs + keepMs, key })
      key.catch(() => known.delete(member))
      return key
    }
  }
}
