/** Counts as bars: a histogram where bars have a beginning and an end, else one bar a category. */
import { useState } from 'react'
import css from './bar-plot.module.css'
import { type PlotAxis, PlotFrame } from './plot-frame.tsx'

/** One bar, from `from` to `to` on the x axis. */
export type PlotBar = {
  readonly from: number
  readonly to: number
  readonly value: number
  /** What it stands for, in words: shown under the pointer. */
  readonly name: string
}

/** Bars over a number line. */
export function BarPlot(properties: {
  readonly title: string
  readonly summary: string
  readonly bars: readonly PlotBar[]
  readonly x: Omit<PlotAxis, 'domain'>
  readonly y: Omit<PlotAxis, 'domain'>
  readonly height?: number
}) {
  const { title, summary, bars, height = 160 } = properties
  const [pointed, setPointed] = useState<number>()
  const x: PlotAxis = {
    ...properties.x,
    domain: [
      Math.min(...bars.map(({ from }) => from), Number.MAX_VALUE),
      Math.max(...bars.map(({ to }) => to), -Number.MAX_VALUE)
    ]
  }
  const highest = Math.max(...bars.map(({ value }) => value), 1)
  const y: PlotAxis = { ...properties.y, domain: [0, highest * 1.05] }
  const bar = bars.find(({ from, to }) => pointed !== undefined && pointed >= from && pointed < to)
  return (
    <PlotFrame
      title={title}
      summary={summary}
      x={x}
      y={y}
      height={height}
      onPoint={setPointed}
      reading={bar === undefined ? undefined : `${bar.name}: ${y.format(bar.value)}`}
    >
      {(area) =>
        bars.map((each) => {
          const [left, right] = [area.x(each.from), area.x(each.to)]
          return (
            <rect
              key={each.from}
              className={css[each === bar ? 'pointed' : 'bar']}
              x={left + 0.5}
              y={area.y(each.value)}
              width={Math.max(1, right - left - 1)}
              height={Math.max(0, area.height - area.y(each.value))}
            />
          )
        })
      }
    </PlotFrame>
  )
}
