/**
 * What one round of a study computes, told apart from how its sum is made.
 *
 * A study is a list of stages: category lists by secure union, statistics by secure sum, training
 * rounds, and a last evaluation. Each stage turns a member's own rows into one integer vector; the
 * vectors are summed, modulo 2^(32 · wordsPerElement), by someone who sees none of them; and the
 * sum and the previous artefact alone give the next artefact. So anybody who has the sum can
 * recompute the artefact, byte for byte.
 */
import type { Random } from '@commonhold/base'
import type { Dataset } from '../dataset/dataset.ts'
import type { Interval } from '../metrics/metric-intervals.ts'
import type { LearningPlan } from './learning-plan.ts'

/** What a stage computes. */
export type StageKind = 'categories' | 'statistics' | 'training' | 'evaluation'

/** The form of the vector that is summed. */
export type VectorShape = {
  /** Count of elements. */
  readonly length: number
  /** 32-bit words an element, least significant first: sums are modulo 2^(32 · this). */
  readonly wordsPerElement: number
}

/** Metrics over the members' own validation rows, from sums alone. */
export type SharedMetrics = {
  readonly rows: number
  readonly logLoss?: number
  readonly accuracy?: number
  readonly balancedAccuracy?: number
  readonly auc?: number
  readonly meanSquaredError?: number
  readonly r2?: number
}

/** What a final round tells to everyone. */
export type StageSummary = {
  readonly kind: StageKind
  /** How well the artefact that came *into* the stage did; none before training. */
  readonly metrics?: SharedMetrics
  /** Where the AUC's true value lies in 95 of 100 such studies, if rows are independent. */
  readonly aucInterval?: Interval
  /** Training rows of all survivors together, where the stage counts them. */
  readonly rows?: number
}

/** What a member keeps between rounds of one study: private parameters. Never leaves the node. */
export type PrivateState = { readonly intercept?: readonly number[] }

/** One member's part of a stage. */
export type Contribution = {
  /** `length · wordsPerElement` words. Never leaves the node unmasked. */
  readonly vector: Uint32Array<ArrayBuffer>
  readonly state: PrivateState
  /**
   * What the vector adds to the sum's metrics, read alone: the model that came in, over this
   * member's own kept-aside rows. So it means at each stage what the summary's metrics mean there.
   * Absent before training, and where the member keeps no row aside. Never leaves the node.
   */
  readonly metrics?: SharedMetrics
}

/** One stage of a study, ready to run. */
export type Stage = {
  readonly kind: StageKind
  /** Fixed by the plan and the previous artefact, so that everyone agrees on it. */
  readonly shape: VectorShape
  /**
   * This member's vector.
   * @param seed 32 bytes that all members share for this round; local shuffles add the member's own
   * @throws {CommonholdError} `LEARNING_DATASET_MISMATCH` where the dataset does not fit the plan
   */
  contribute(options: {
    readonly dataset: Dataset
    readonly state: PrivateState
    readonly seed: Uint8Array
    readonly random: Random
  }): Promise<Contribution>
  /**
   * The next artefact from the members' summed vectors. A pure function of its arguments.
   * @param sum `length · wordsPerElement` words
   * @throws {CommonholdError} `LEARNING_BAD_SUM` where no honest members could have made it
   */
  combine(sum: Uint32Array): Promise<{
    readonly artefact: Uint8Array<ArrayBuffer>
    readonly summary: StageSummary
  }>
}

/** The kinds of a study's stages, in order: one ledger round each. */
export type PlanStages = (plan: LearningPlan) => readonly StageKind[]

/**
 * Opens stage `index` of a plan.
 * @param previous the artefact of the stage before; undefined for the first
 * @throws {CommonholdError} `LEARNING_BAD_ARTEFACT` where `previous` is not one that a stage made
 */
export type OpenStage = (
  plan: LearningPlan,
  index: number,
  previous: Uint8Array | undefined
) => Promise<Stage>
