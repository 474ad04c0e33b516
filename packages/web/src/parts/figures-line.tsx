/** The few numbers that a page is about, in one line: label, value, unit. */
import type { ReactNode } from 'react'
import css from './figures-line.module.css'

/** One number. */
export type Figure = {
  readonly label: string
  readonly value: ReactNode
  /** After the value, smaller: a unit, or what it is out of. */
  readonly unit?: string
  /** Under the value. */
  readonly note?: ReactNode
}

/** Numbers beside each other; below 720 px two in a row. */
export function FiguresLine({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className={css['line']}>
      {figures.map(({ label, value, unit, note }) => (
        <div key={label} className={css['figure']}>
          <dt className={css['label']}>{label}</dt>
          <dd className={css['value']}>
            {value}
            {unit !== undefined && <span className={css['unit']}>{unit}</span>}
          </dd>
          <dd className={css['note']}>{note}</dd>
        </div>
      ))}
    </dl>
  )
}
