/** Facts with their names, one a line: what a page knows of one thing. */
import type { ReactNode } from 'react'
import css from './details-list.module.css'

/** Facts; those without a value are left out. */
export function DetailsList(properties: {
  readonly details: readonly (readonly [name: string, value: ReactNode | undefined])[]
}) {
  return (
    <dl className={css['list']}>
      {properties.details.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} className={css['line']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        )
      )}
    </dl>
  )
}
