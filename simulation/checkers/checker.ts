/**
 * What watches a simulated world. A checker sees everything that happens, in every scenario, and
 * knows of none: a promise is written down once, and holds everywhere or is found broken.
 */
import type { BlobStore, MemberId, StudyId } from '@commonhold/base'
import type { RoundAnswer, RoundQuestion } from '@commonhold/node/rounds/round-messages'
import type { StudyEvent } from '@commonhold/node/studies/study-events'
import type { RoundOpening, RoundRecord, StudyRecord } from '@commonhold/protocol'
import type { NodePlan } from '../node/node-plan.ts'
import type { OpenNode } from '../node/simulated-node.ts'
import type { StudyPlan } from '../node/study-plan.ts'
import type { ContractCall } from '../world/chain-state.ts'
import type { SimulatedChain } from '../world/simulated-chain.ts'
import type { Message } from '../world/simulated-network.ts'

/** Something that happened. */
export type Sight =
  /** Bytes left a node, over the network. */
  | { readonly kind: 'payload'; readonly message: Message; readonly bytes: Uint8Array }
  /** A round's question left its aggregator. */
  | { readonly kind: 'asked'; readonly message: Message; readonly question: RoundQuestion }
  /** A member's answer to a round's question left it. */
  | {
      readonly kind: 'answered'
      readonly message: Message
      readonly question: RoundQuestion
      readonly answer: RoundAnswer
    }
  /** A node computed its update. */
  | {
      readonly kind: 'plain-vector'
      readonly member: MemberId
      readonly opening: RoundOpening
      readonly vector: Uint32Array
    }
  /** A change left a node for the ledger. */
  | { readonly kind: 'call'; readonly member: MemberId; readonly call: ContractCall }
  /** Bytes came that no honest node sent. `refusedBy` is undefined where they were answered. */
  | {
      readonly kind: 'malformed'
      readonly message: Message
      readonly refusedBy: string | undefined
    }
  | { readonly kind: 'study-event'; readonly member: MemberId; readonly event: StudyEvent }
  /** A node opened what its disk holds; before it does anything else. */
  | { readonly kind: 'started'; readonly node: OpenNode; readonly lives: number }
  /** A node's process ended, with all that it had in memory. */
  | { readonly kind: 'died'; readonly member: MemberId }
  | { readonly kind: 'cannot-start'; readonly member: MemberId; readonly code: string }

/** A study at the end of the run, as the chain has it. */
export type EndedStudy = {
  readonly plan: StudyPlan
  readonly study: StudyId
  readonly record: StudyRecord
  readonly rounds: readonly RoundRecord[]
}

/** The world after the run: only what is public, and the nodes' own answers. */
export type Aftermath = {
  readonly chain: SimulatedChain
  readonly plans: readonly NodePlan[]
  readonly studies: readonly EndedStudy[]
  /** How many studies there were to be. */
  readonly planned: number
  /** Contents that any of the nodes' disks holds. */
  readonly blobs: Pick<BlobStore, 'has' | 'get' | 'read' | 'size'>
  readonly nodes: readonly OpenNode[]
}

/** A broken promise. */
export type Finding = {
  readonly promise: string
  readonly text: string
}

/** Watches for one promise. */
export type Checker = {
  /** As in `docs/specs/promises.md`. */
  readonly promise: string
  /** @returns what is broken, if anything; may take no time of the world's */
  see(sight: Sight): readonly Finding[] | Promise<readonly Finding[]>
  /** Called once, when the world stands still. */
  end(aftermath: Aftermath): Promise<readonly Finding[]>
}

/** No finding. */
export const nothing: readonly Finding[] = []
