/**
 * Values along rounds or time, one line a series. The values under the pointer, or else the last of
 * each, stand in the head: beside their names where there are several.
 */
import { LinePath } from '@visx/shape'
import { useState } from 'react'
import { noValue } from '../model/figures.ts'
import css from './line-plot.module.css'
import { piecesOf } from './pieces-of.ts'
import {
  type LegendEntry,
  type PlotArea,
  type PlotAxis,
  PlotFrame,
  type SeriesTone,
  toneClass
} from './plot-frame.tsx'

/** A point in values. */
export type PlotPoint = { readonly x: number; readonly y: number }

/** One line. Points go by growing x. */
export type LineSeries = {
  readonly name: string
  readonly tone: SeriesTone
  readonly points: readonly PlotPoint[]
}

/** Up to four lines. `y.domain` is found from the points where it is left out. */
export function LinePlot(properties: {
  readonly title: string
  readonly series: readonly LineSeries[]
  readonly x: Omit<PlotAxis, 'domain'> & { readonly domain?: PlotAxis['domain'] }
  readonly y: Omit<PlotAxis, 'domain'> & { readonly domain?: PlotAxis['domain'] }
  readonly height?: number
  /** Points further apart than this on x are not joined: a value is missing between them. */
  readonly joinedMax?: number
  /** What stands in the plot while there is no point. */
  readonly emptyText?: string
}) {
  const { title, series, height, joinedMax, emptyText = 'No values yet' } = properties
  const [pointed, setPointed] = useState<number>()
  const points = series.flatMap((each) => each.points)
  const x: PlotAxis = { ...properties.x, domain: properties.x.domain ?? span(points, 'x') }
  const y: PlotAxis = { ...properties.y, domain: properties.y.domain ?? padded(span(points, 'y')) }
  const at = pointed === undefined ? undefined : nearest(points, pointed)?.x
  const read = series.map((each) => readingOf(each, at, y))
  const shownX = at ?? Math.max(...points.map((point) => point.x))
  const summary = series.map(({ name, points: own }) => `${name}: ${summaryOf(own, y)}`).join('; ')
  return (
    <PlotFrame
      title={title}
      summary={summary}
      x={x}
      y={y}
      {...(height === undefined ? {} : { height })}
      legend={read}
      onPoint={setPointed}
      reading={
        points.length > 0 && (
          <>
            {x.label} {x.format(shownX)}
            {read.length === 1 && <strong className={css['value']}>{read[0]!.value}</strong>}
          </>
        )
      }
    >
      {(area) => (
        <>
          {at !== undefined && <Cross x={area.x(at)} height={area.height} />}
          {series.map((each) => (
            <Line key={each.name} series={each} area={area} joinedMax={joinedMax} />
          ))}
          {read.map((each) => (
            <Dot key={each.name} reading={each} area={area} />
          ))}
          {points.length === 0 && <EmptyText text={emptyText} area={area} />}
        </>
      )}
    </PlotFrame>
  )
}

/** A line's value at the pointed x, or its last; none where it has no point there. */
type Reading = LegendEntry & { readonly point: PlotPoint | undefined }

function readingOf(
  { name, tone, points }: LineSeries,
  at: number | undefined,
  y: PlotAxis
): Reading {
  const point = at === undefined ? points.at(-1) : points.find((each) => each.x === at)
  const value = point === undefined ? noValue : y.format(point.y)
  const widthChars = Math.max(1, ...points.map((each) => y.format(each.y).length))
  return { name, tone, point, value, widthChars }
}

function Cross({ x, height }: { readonly x: number; readonly height: number }) {
  return <line className={css['cross']} x1={x} x2={x} y1={0} y2={height} />
}

function Dot({ reading, area }: { readonly reading: Reading; readonly area: PlotArea }) {
  const { tone, point } = reading
  if (point === undefined) return null
  return (
    <circle
      className={`${toneClass(tone)} ${css['dot']}`}
      cx={area.x(point.x)}
      cy={area.y(point.y)}
      r={3.5}
    />
  )
}

function EmptyText({ text, area }: { readonly text: string; readonly area: PlotArea }) {
  return (
    <text className={css['empty']} x={area.width / 2} y={area.height / 2} textAnchor="middle">
      {text}
    </text>
  )
}

function Line(properties: {
  readonly series: LineSeries
  readonly area: PlotArea
  readonly joinedMax: number | undefined
}) {
  const { series, area, joinedMax } = properties
  return piecesOf(series.points, joinedMax ?? Number.POSITIVE_INFINITY).map((piece) => {
    const [first] = piece
    const { x, y } = first!
    // A line of one point would be too small to be seen.
    if (piece.length === 1) {
      return (
        <circle
          key={x}
          className={`${toneClass(series.tone)} ${css['alone']}`}
          cx={area.x(x)}
          cy={area.y(y)}
          r={2}
        />
      )
    }
    return (
      <LinePath
        key={x}
        data={[...piece]}
        x={(point: PlotPoint) => area.x(point.x)}
        y={(point: PlotPoint) => area.y(point.y)}
        className={toneClass(series.tone)}
      />
    )
  })
}

function nearest(points: readonly PlotPoint[], x: number): PlotPoint | undefined {
  return points.reduce<PlotPoint | undefined>(
    (best, point) =>
      best === undefined || Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best,
    undefined
  )
}

function span(points: readonly PlotPoint[], axis: 'x' | 'y'): readonly [number, number] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const point of points) {
    min = Math.min(min, point[axis])
    max = Math.max(max, point[axis])
  }
  return min > max ? [0, 1] : [min, max]
}

/** Some room above and below, and a height where all values are one. */
function padded([min, max]: readonly [number, number]): readonly [number, number] {
  const room = max === min ? Math.abs(max) * 0.1 || 1 : (max - min) * 0.08
  return [min >= 0 ? Math.max(0, min - room) : min - room, max + room]
}

function summaryOf(points: readonly PlotPoint[], y: PlotAxis): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return 'no values yet'
  return `from ${y.format(first.y)} to ${y.format(last.y)} over ${points.length} values`
}
