/**
 * A study's rounds as curves. A round's metrics are those of the model that came into it, over the
 * members' own validation rows: so a curve has one value for each training round, and one for the
 * evaluation at the end. A node's own figures are of the same model, over its own rows among these.
 */
import type { RoundView, StudyView } from '@commonhold/sdk'

/** Which value of a round is drawn: durations in milliseconds, traffic in KiB. */
export type CurveKind = 'loss' | 'quality' | 'duration' | 'traffic'

/** A curve's point: the round and its value. */
export type CurvePoint = { readonly x: number; readonly y: number }

/** The points of the rounds that have the value, by growing round. */
export function curveOf(rounds: readonly RoundView[], kind: CurveKind): readonly CurvePoint[] {
  return pointsOf(rounds, (round) => valueIn(round, kind))
}

/**
 * The same of this node's own rows; without a point where it was away. A quality is the one that
 * all are measured by: a site of one class has none where that is the AUC.
 */
export function ownCurveOf(
  rounds: readonly RoundView[],
  kind: 'loss' | 'quality'
): readonly CurvePoint[] {
  return pointsOf(rounds, ({ metrics, own }) => {
    if (kind === 'loss') return lossOf(own)
    if (metrics?.auc !== undefined) return own?.auc
    return metrics?.r2 === undefined ? own?.accuracy : own?.r2
  })
}

function pointsOf(
  rounds: readonly RoundView[],
  read: (round: RoundView) => number | undefined
): readonly CurvePoint[] {
  return rounds
    .flatMap((round) => {
      const y = read(round)
      return y === undefined ? [] : [{ x: round.index, y }]
    })
    .toSorted((left, right) => left.x - right.x)
}

/** What the quality of this study's models is called: by what its rounds measured. */
export function qualityName(rounds: readonly RoundView[]): 'AUC' | 'Accuracy' | 'R²' {
  const measured = rounds.find(({ metrics }) => metrics !== undefined)?.metrics
  if (measured?.auc !== undefined) return 'AUC'
  return measured?.r2 === undefined ? 'Accuracy' : 'R²'
}

/** What the loss is called. */
export function lossName(rounds: readonly RoundView[]): 'Log loss' | 'Mean squared error' {
  const isNumber = rounds.some(({ metrics }) => metrics?.meanSquaredError !== undefined)
  return isNumber ? 'Mean squared error' : 'Log loss'
}

function valueIn({ metrics, durationMs, trafficBytes }: RoundView, kind: CurveKind) {
  switch (kind) {
    case 'loss':
      return lossOf(metrics)
    case 'quality':
      return metrics?.auc ?? metrics?.r2 ?? metrics?.accuracy
    case 'duration':
      return durationMs
    case 'traffic':
      return trafficBytes === undefined ? undefined : trafficBytes / 1024
  }
}

/** The loss among metrics, whatever it is called. */
export function lossOf(metrics: RoundView['metrics']): number | undefined {
  return metrics?.logLoss ?? metrics?.meanSquaredError
}

/** Where a curve's axis ends: the last round of a study that is over, else some way ahead. */
export function lastRoundDrawn({
  state,
  rounds,
  roundList
}: Pick<StudyView, 'state' | 'rounds' | 'roundList'>): number {
  const last = roundList.at(-1)?.index ?? 1
  const isOver = state === 'closed' || state === 'cancelled'
  return isOver ? Math.max(2, last) : Math.min(Math.max(2, rounds), Math.max(15, last + 5))
}

/** Sums and counts over a study's final rounds. */
export type RoundTotals = {
  readonly durationMs: number
  readonly trafficBytes: number
  /** Times that a member was left out of a sum. */
  readonly drops: number
  /** Rounds that took more than one attempt. */
  readonly retried: number
}

/** What the rounds took together. */
export function totalsOf(rounds: readonly RoundView[]): RoundTotals {
  return rounds.reduce<RoundTotals>(
    (sum, round) => ({
      durationMs: sum.durationMs + (round.durationMs ?? 0),
      trafficBytes: sum.trafficBytes + (round.trafficBytes ?? 0),
      drops: sum.drops + round.dropped.length,
      retried: sum.retried + ((round.attempt ?? 0) > 0 ? 1 : 0)
    }),
    { durationMs: 0, trafficBytes: 0, drops: 0, retried: 0 }
  )
}
