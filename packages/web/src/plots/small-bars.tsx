/** The shape of a column in the height of a line: bars without axes, for a cell of a table. */
import css from './small-bars.module.css'

const height = 24
const barWidth = 5
const gap = 1

/** `label` says in words what the bars show. */
export function SmallBars(properties: {
  readonly label: string
  readonly values: readonly number[]
}) {
  const { label, values } = properties
  const most = Math.max(...values, 1)
  const width = Math.max(1, values.length * (barWidth + gap) - gap)
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <title>{label}</title>
      {[...values.entries()].map(([at, value]) => {
        const tall = value === 0 ? 1 : Math.max(2, (value / most) * height)
        return (
          <rect
            key={at}
            className={css[value === 0 ? 'none' : 'bar']}
            x={at * (barWidth + gap)}
            y={height - tall}
            width={barWidth}
            height={tall}
          />
        )
      })}
    </svg>
  )
}
