/** What stands where there is nothing yet: why, and how to change that. */
import type { ReactNode } from 'react'
import css from './empty-state.module.css'
import { Icon, type IconName } from './icon.tsx'

/** Nothing here yet. `children` says what to do, as a sentence or a command to copy. */
export function EmptyState(properties: {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) {
  const { icon, title, children, actions } = properties
  return (
    <div className={css['empty']}>
      <span className={css['icon']}>
        <Icon name={icon} size={20} />
      </span>
      <p className={css['title']}>{title}</p>
      {children !== undefined && <div className={css['text']}>{children}</div>}
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </div>
  )
}
