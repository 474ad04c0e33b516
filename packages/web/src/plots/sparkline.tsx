/** A curve without axes, beside the number that it ends in. */
import { LinePath } from '@visx/shape'
import type { PlotPoint } from './line-plot.tsx'
import { toneClass } from './plot-frame.tsx'
import { useWidth } from './use-width.ts'

const heightPx = 44
const edge = 3

/** @param properties.last the x that the right edge stands for */
export function Sparkline(properties: {
  readonly points: readonly PlotPoint[]
  readonly last: number
}) {
  const { points, last } = properties
  const [frame, width] = useWidth<HTMLDivElement>()
  const ys = points.map(({ y }) => y)
  const [min, max] = [Math.min(...ys), Math.max(...ys)]
  const first = points[0]?.x ?? 1
  const x = (point: PlotPoint): number =>
    edge + ((width - 2 * edge) * (point.x - first)) / Math.max(1, last - first)
  const y = (point: PlotPoint): number =>
    max === min ? heightPx / 2 : edge + ((heightPx - 2 * edge) * (max - point.y)) / (max - min)
  const end = points.at(-1)
  return (
    <div ref={frame} style={{ height: heightPx }}>
      {width > 0 && end !== undefined && (
        <svg width={width} height={heightPx} aria-hidden="true">
          <LinePath data={[...points]} x={x} y={y} className={toneClass(1)} />
          <circle className={toneClass(1)} cx={x(end)} cy={y(end)} r="2" fill="currentColor" />
        </svg>
      )}
    </div>
  )
}
