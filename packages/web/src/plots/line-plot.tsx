/**
 * Values along rounds or time, one line a series; the values under the pointer stand in the head.
 */
import { LinePath } from '@visx/shape'
import { useState } from 'react'
import css from './line-plot.module.css'
import {
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
}) {
  const { title, series, height } = properties
  const [pointed, setPointed] = useState<number>()
  const points = series.flatMap((each) => each.points)
  const x: PlotAxis = { ...properties.x, domain: properties.x.domain ?? span(points, 'x') }
  const y: PlotAxis = { ...properties.y, domain: properties.y.domain ?? padded(span(points, 'y')) }
  const shown = series.flatMap(({ name, tone, points: own }) => {
    const point = pointed === undefined ? own.at(-1) : nearest(own, pointed)
    return point === undefined ? [] : [{ name, tone, point }]
  })
  const summary = series.map(({ name, points: own }) => `${name}: ${summaryOf(own, y)}`).join('; ')
  return (
    <PlotFrame
      title={title}
      summary={summary}
      x={x}
      y={y}
      {...(height === undefined ? {} : { height })}
      legend={series}
      onPoint={setPointed}
      reading={<ReadingLine shown={shown} x={x} y={y} />}
    >
      {(area) => (
        <>
          {pointed !== undefined && shown[0] !== undefined && (
            <line
              className={css['cross']}
              x1={area.x(shown[0].point.x)}
              x2={area.x(shown[0].point.x)}
              y1={0}
              y2={area.height}
            />
          )}
          {series.map((each) => (
            <Line key={each.name} series={each} area={area} />
          ))}
          {shown.map(({ name, tone, point }) => (
            <circle
              key={name}
              className={`${toneClass(tone)} ${css['dot']}`}
              cx={area.x(point.x)}
              cy={area.y(point.y)}
              r={3.5}
            />
          ))}
        </>
      )}
    </PlotFrame>
  )
}

function Line({ series, area }: { readonly series: LineSeries; readonly area: PlotArea }) {
  return (
    <LinePath
      data={[...series.points]}
      x={(point: PlotPoint) => area.x(point.x)}
      y={(point: PlotPoint) => area.y(point.y)}
      className={toneClass(series.tone)}
    />
  )
}

function ReadingLine(properties: {
  readonly shown: readonly { readonly name: string; readonly point: PlotPoint }[]
  readonly x: PlotAxis
  readonly y: PlotAxis
}) {
  const { shown, x, y } = properties
  const [first] = shown
  if (first === undefined) return null
  return (
    <>
      {x.label} {x.format(first.point.x)}
      {shown.map(({ name, point }) => (
        <strong key={name} className={css['value']}>
          {y.format(point.y)}
        </strong>
      ))}
    </>
  )
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
