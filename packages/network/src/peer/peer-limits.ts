/** Bounds that a node puts on others, with values that suit a consortium of up to some hundred. */
import type { KeeperPace } from './keeper.ts'
import type { RequestServerLimits } from './request-server.ts'

/** All bounds in one place. Times in milliseconds. */
export type PeerLimits = RequestServerLimits & {
  /** How long a connection may stay strange. */
  readonly helloMsMax: number
  /** How long a giver or reader of content may do nothing. */
  readonly stallMsMax: number
  /** How long the ledger's answer about a member is held to be true. */
  readonly directoryMs: number
  /** How often connected members are compared with the ledger again. */
  readonly recheckMs: number
  readonly connectionsMax: number
  /** Members that this node connects to of its own accord. */
  readonly keptMembersMax: number
  readonly pace: KeeperPace
}

/** What holds where nothing else is said. */
export const defaultPeerLimits: PeerLimits = {
  readMsMax: 30_000,
  answerMsMax: 600_000,
  restMsMax: 300_000,
  openPerMemberMax: 32,
  openBytesPerMemberMax: 64 * 1024 * 1024,
  helloMsMax: 10_000,
  stallMsMax: 20_000,
  directoryMs: 60_000,
  recheckMs: 60_000,
  connectionsMax: 300,
  keptMembersMax: 100,
  pace: { firstMs: 1000, longestMs: 60_000 }
}
