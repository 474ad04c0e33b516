/**
 * What came true against what the model said: points on the diagonal mean that probabilities can be
 * taken at their word. Each point has its 95 % interval, and is larger where more rows stand
 * behind.
 */
import type { ModelEvaluation } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { useState } from 'react'
import { countOf, percent } from '../../model/figures.ts'
import { type PlotArea, PlotFrame } from '../../plots/plot-frame.tsx'
import css from './models.module.css'

type Calibration = NonNullable<NonNullable<ModelEvaluation['report']>['calibration']>
type Bin = Calibration['bins'][number]

const quarters = [0, 0.25, 0.5, 0.75, 1]
const whole = (value: number): string => percent(value, 0)

/** The plot. */
export function CalibrationPlot(properties: {
  readonly calibration: Calibration
  /** The positive class. */
  readonly positive: string
}) {
  const { calibration, positive } = properties
  const { bins, expectedError } = calibration
  const [pointed, setPointed] = useState<number>()
  const near = pointed === undefined ? undefined : nearest(bins, pointed)
  return (
    <>
      <PlotFrame
        title={`Rows that were ${safe(positive)}`}
        summary={bins.map(sentenceOf).join('; ')}
        x={{ domain: [0, 1], label: 'said', format: whole, tickValues: quarters.slice(1) }}
        y={{ domain: [0, 1], label: 'came true', format: whole, tickValues: quarters }}
        height={300}
        onPoint={setPointed}
        reading={near === undefined ? undefined : sentenceOf(near)}
      >
        {(area) => (
          <>
            <line
              className={css['diagonal']}
              x1={area.x(0)}
              y1={area.y(0)}
              x2={area.x(1)}
              y2={area.y(1)}
            />
            {bins.map((bin) => (
              <Point key={bin.meanProbability} bin={bin} bins={bins} area={area} />
            ))}
          </>
        )}
      </PlotFrame>
      <p className={css['quiet']}>
        Across: the probability that the model gave. Up: how often it came true.{' '}
        {percent(expectedError)} apart on average. Lines are 95 % intervals: few rows prove little.
      </p>
    </>
  )
}

function Point(properties: {
  readonly bin: Bin
  readonly bins: readonly Bin[]
  readonly area: PlotArea
}) {
  const { bin, bins, area } = properties
  const most = Math.max(...bins.map(({ rows }) => rows))
  const x = area.x(bin.meanProbability)
  const { value, low, high } = bin.positives
  return (
    <g>
      <line className={css['interval']} x1={x} x2={x} y1={area.y(low)} y2={area.y(high)} />
      <circle
        className={css['point']}
        cx={x}
        cy={area.y(value)}
        r={3 + 5 * Math.sqrt(bin.rows / most)}
      />
    </g>
  )
}

function sentenceOf({ meanProbability, positives, rows }: Bin): string {
  return (
    `said ${percent(meanProbability, 0)}, came true ${percent(positives.value, 0)} ` +
    `of ${countOf(rows, 'row')}`
  )
}

function nearest(bins: readonly Bin[], x: number): Bin | undefined {
  return bins.toSorted(
    (left, right) => Math.abs(left.meanProbability - x) - Math.abs(right.meanProbability - x)
  )[0]
}
