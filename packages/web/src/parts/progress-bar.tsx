/** How much of something countable is done. */
import css from './progress-bar.module.css'

/** `done` of `all`; the label says of what. */
export function ProgressBar(properties: {
  readonly label: string
  readonly done: number
  readonly all: number
}) {
  const { label, done, all } = properties
  const share = all === 0 ? 0 : Math.min(1, Math.max(0, done / all))
  return (
    <span
      className={css['track']}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={Math.min(done, all)}
    >
      <span className={css['fill']} style={{ transform: `scaleX(${share})` }} />
    </span>
  )
}
