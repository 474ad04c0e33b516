/** What a node says of itself, its members and its peers. */
import { z } from 'zod'
import { bytes32Field, countField, memberField, unixSecondsField } from './fields.ts'

/** Another node, and whether it can be reached now. */
export const peerSchema = z.object({
  member: memberField,
  name: z.string().optional(),
  connected: z.boolean(),
  /** How it is connected: `relayed` by another member, where it cannot be dialled. */
  link: z.enum(['direct', 'relayed']).optional(),
  /** The other end of the connection, as a multiaddr. */
  address: z.string().optional(),
  /** Of the last ping; absent before the first. */
  roundTripMs: z.number().min(0).optional(),
  /** Payload that this node sent to it and got from it, since this node started. */
  sentBytes: countField,
  receivedBytes: countField,
  /** When anything was last heard of it, since this node started. */
  lastSeenAt: unixSecondsField.optional()
})
export type PeerView = z.infer<typeof peerSchema>

/** Answer of `GET /v1/peers`. */
export const peersSchema = z.object({ peers: z.array(peerSchema).readonly() })

/** A member as the ledger names it. */
export const memberSchema = z.object({
  member: memberField,
  name: z.string().optional(),
  active: z.boolean(),
  joinedAt: unixSecondsField,
  /** Ed25519 public key of the member's node. */
  nodeKey: bytes32Field,
  /** Whether this is the node's own member. */
  self: z.boolean()
})
export type MemberView = z.infer<typeof memberSchema>

/** Answer of `GET /v1/members`. */
export const membersSchema = z.object({ members: z.array(memberSchema).readonly() })

/** The ledger that a node writes to. */
export const ledgerStatusSchema = z.object({
  kind: z.enum(['embedded', 'external']),
  chainId: countField,
  rpcUrl: z.string(),
  /** Height of the latest block that the node has seen. */
  block: countField,
  /** Whether the last call succeeded. */
  reachable: z.boolean(),
  /** Set for an embedded ledger: what its members trust its operator with. */
  warning: z.string().optional()
})

/** Answer of `GET /v1/status`. */
export const statusSchema = z.object({
  member: memberField,
  name: z.string(),
  version: z.string(),
  pid: countField,
  /** Absolute path of the node's home folder. */
  home: z.string(),
  ledger: ledgerStatusSchema,
  peers: z.array(peerSchema).readonly(),
  /** What another node is given to join this one: `commonhold://…`. */
  address: z.string(),
  httpUrl: z.string(),
  uptimeMs: z.number().min(0),
  /** What left this node since it started, as a tap in its transport counted it. */
  sent: z.object({
    payloads: countField,
    bytes: countField,
    /** Payloads that held part of an unmasked update. Anything but 0 is a defect. */
    plaintext: countField
  }),
  datasets: countField,
  /** Studies this member takes part in that are not over. */
  activeStudies: countField
})
export type NodeStatus = z.infer<typeof statusSchema>

/** Answer of `POST /v1/shutdown`: the stop has begun. */
export const shutdownSchema = z.object({ stopping: z.literal(true) })
