/**
 * What passes between this node and each other member: payload bytes in both directions, and when
 * the other was last heard of. Counted in the transport, beside the tap that looks for plain text.
 */
import type { Clock, MemberId } from '@commonhold/base'

/** One member's traffic since this node started. */
export type TrafficOfPeer = {
  readonly sentBytes: number
  readonly receivedBytes: number
  /** Milliseconds since 1970; undefined where nothing was heard yet. */
  readonly lastSeenMs: number | undefined
}

/** Counts by member. */
export type PeerTraffic = {
  /** One payload. `member` is undefined where nobody in particular was addressed. */
  count(sizeBytes: number, direction: 'in' | 'out', member: MemberId | undefined): void
  /** The member came or went. */
  saw(member: MemberId): void
  of(member: MemberId): TrafficOfPeer
}

/** Strangers cannot fill it: only members that proved themselves are counted, and so many. */
const membersMax = 2000

/** Counts that begin at nothing. */
export function createPeerTraffic(clock: Pick<Clock, 'nowMs'>): PeerTraffic {
  const counts = new Map<MemberId, TrafficOfPeer>()
  const none: TrafficOfPeer = { sentBytes: 0, receivedBytes: 0, lastSeenMs: undefined }
  const change = (member: MemberId, next: Partial<TrafficOfPeer>): void => {
    if (!counts.has(member) && counts.size >= membersMax) return
    counts.set(member, { ...none, ...counts.get(member), ...next })
  }
  const of = (member: MemberId): TrafficOfPeer => counts.get(member) ?? none
  return {
    of,
    saw: (member) => change(member, { lastSeenMs: clock.nowMs() }),
    count(sizeBytes, direction, member) {
      if (member === undefined) return
      const { sentBytes, receivedBytes } = of(member)
      if (direction === 'out') change(member, { sentBytes: sentBytes + sizeBytes })
      else change(member, { receivedBytes: receivedBytes + sizeBytes, lastSeenMs: clock.nowMs() })
    }
  }
}
