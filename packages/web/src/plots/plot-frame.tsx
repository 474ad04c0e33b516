/**
 * What every plot stands in: a title, a legend, grid lines, axes with few ticks, and a fixed
 * height,
 * so that a page keeps its place while it is read. The marks are drawn by the caller, who gets the
 * scales and the pixels. Built on visx: its scales, axes and grids, in our own look.
 */
import { AxisBottom, AxisLeft } from '@visx/axis'
import { GridRows } from '@visx/grid'
import { scaleLinear } from '@visx/scale'
import { type PointerEvent, type ReactNode, useId } from 'react'
import { classNames } from '../parts/class-names.ts'
import css from './plot-frame.module.css'
import { useWidth } from './use-width.ts'

/** Which colour a mark has: the series' number, from 1 to 4. */
export type SeriesTone = 1 | 2 | 3 | 4

/** An axis: what it spans, what it is called, and how its numbers are written. */
export type PlotAxis = {
  readonly domain: readonly [min: number, max: number]
  readonly label: string
  readonly format: (value: number) => string
  /** Wanted ticks; default by the room. */
  readonly ticks?: number
  /** Exactly these ticks. */
  readonly tickValues?: readonly number[]
}

/** What marks are drawn with: from values to pixels inside the plot. */
export type PlotArea = {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly width: number
  readonly height: number
}

/** A line's name, and the value that it has now. */
export type LegendEntry = {
  readonly name: string
  readonly tone: SeriesTone
  readonly value?: string
  /** Room for so many characters of the value, so that nothing moves as it changes. */
  readonly widthChars?: number
}

const margin = { top: 8, right: 12, bottom: 22, left: 48 }

/** A framed plot. `summary` says in a sentence what it shows, for who cannot see it. */
export function PlotFrame(properties: {
  readonly title: string
  readonly summary: string
  readonly x: PlotAxis
  readonly y: PlotAxis
  /** In pixels, without title. Default 220. */
  readonly height?: number
  readonly legend?: readonly LegendEntry[]
  /** Beside the title: the value under the pointer, or the last. */
  readonly reading?: ReactNode
  /** Told where the pointer is, as a value of x; undefined when it leaves. */
  readonly onPoint?: (x: number | undefined) => void
  readonly children: (area: PlotArea) => ReactNode
}) {
  const { title, summary, x, y, height = 220, legend = [], reading, onPoint, children } = properties
  const [frame, width] = useWidth<HTMLDivElement>()
  const titleId = useId()
  const inner = {
    width: Math.max(0, width - margin.left - margin.right),
    height: height - margin.top - margin.bottom
  }
  const xScale = scaleLinear({ domain: [...x.domain], range: [0, inner.width] })
  const yScale = scaleLinear({ domain: [...y.domain], range: [inner.height, 0] })
  const point = (event: PointerEvent<SVGRectElement>): void => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    onPoint?.(xScale.invert(left))
  }
  const area: PlotArea = {
    x: (value) => xScale(value),
    y: (value) => yScale(value),
    ...inner
  }
  return (
    <figure className={css['plot']} aria-labelledby={titleId}>
      <figcaption className={css['head']}>
        <span id={titleId} className={css['title']}>
          {title}
          <span className="visually-hidden">. {summary}</span>
        </span>
        {reading !== undefined && <span className={css['reading']}>{reading}</span>}
        {legend.length > 1 && <Legend entries={legend} />}
      </figcaption>
      <div ref={frame} style={{ height }}>
        {inner.width > 0 && (
          <svg width={width} height={height} className={css['svg']} aria-hidden="true">
            <g transform={`translate(${margin.left},${margin.top})`}>
              <GridRows
                scale={yScale}
                width={inner.width}
                {...ticksOf(y, inner.height, 44)}
                className={css['grid'] ?? ''}
              />
              <Axes x={x} y={y} xScale={xScale} yScale={yScale} inner={inner} />
              {children(area)}
              {onPoint !== undefined && (
                <rect
                  {...inner}
                  className={css['catcher']}
                  onPointerMove={point}
                  onPointerDown={point}
                  onPointerLeave={() => onPoint(undefined)}
                />
              )}
            </g>
          </svg>
        )}
      </div>
    </figure>
  )
}

function Axes(properties: {
  readonly x: PlotAxis
  readonly y: PlotAxis
  readonly xScale: ReturnType<typeof scaleLinear<number>>
  readonly yScale: ReturnType<typeof scaleLinear<number>>
  readonly inner: { readonly width: number; readonly height: number }
}) {
  const { x, y, xScale, yScale, inner } = properties
  const text = { className: css['tick'] ?? '' }
  return (
    <>
      <AxisLeft
        scale={yScale}
        {...ticksOf(y, inner.height, 44)}
        tickFormat={(value) => y.format(Number(value))}
        hideAxisLine
        hideTicks
        tickLabelProps={{ ...text, dx: '-0.2em', dy: '0.3em', textAnchor: 'end' }}
      />
      <AxisBottom
        top={inner.height}
        scale={xScale}
        {...ticksOf(x, inner.width, 72)}
        tickFormat={(value) => x.format(Number(value))}
        axisLineClassName={css['axis'] ?? ''}
        hideTicks
        tickLabelProps={{ ...text, textAnchor: 'middle', dy: '-0.1em' }}
      />
      <text
        className={classNames(css['tick'], css['axisLabel'])}
        x={-18}
        y={inner.height + 17}
        textAnchor="end"
      >
        {x.label}
      </text>
    </>
  )
}

function ticksOf(
  { ticks, tickValues }: PlotAxis,
  room: number,
  each: number
): { readonly numTicks: number; readonly tickValues?: number[] } {
  const numTicks = ticks ?? Math.max(2, Math.floor(room / each))
  return { numTicks, ...(tickValues === undefined ? {} : { tickValues: [...tickValues] }) }
}

function Legend(properties: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className={classNames(css['legend'], properties.entries.length > 2 && css['pairs'])}>
      {properties.entries.map(({ name, tone, value, widthChars }) => (
        <li key={name} className={css['entry']}>
          <svg width="18" height="8" aria-hidden="true">
            <line x1="0" x2="18" y1="4" y2="4" className={toneClass(tone)} />
          </svg>
          {name}
          {value !== undefined && (
            <strong className={css['value']} style={{ minWidth: `${widthChars ?? 0}ch` }}>
              {value}
            </strong>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The class that gives a mark the colour, and a line the dashes, of its series. */
export function toneClass(tone: SeriesTone): string {
  return classNames(css['series'], css[`series${tone}`])
}
