/** The keys that a round's documents are signed with. */
import type { OpenRound } from './open-round.ts'

/** Node keys by member, as of joining the study. */
export function nodeKeysOf(round: OpenRound) {
  return new Map(round.record.members.map(({ member, nodeKey }) => [member, nodeKey]))
}
