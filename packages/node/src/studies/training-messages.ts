/** What goes between a node and the thread that trains for one of its studies. */
import type { ErrorReport } from '@commonhold/base'
import type { ColumnKind } from '@commonhold/learning/dataset/dataset'
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import type { Contribution } from '@commonhold/learning/federation/stage'

/** What a thread works on from its start: one study's plan and this node's table for it. */
export type TrainingStudy = {
  readonly plan: LearningPlan
  /** The node's own copy of the CSV file. */
  readonly path: string
  /** What messages call it. */
  readonly name: string
  readonly kinds: ReadonlyMap<string, ColumnKind>
}

/** A thread answers each task once, in the order asked. */
export type TrainingAnswer =
  | { readonly kind: 'done'; readonly made: Contribution }
  | { readonly kind: 'failed'; readonly report: ErrorReport }
