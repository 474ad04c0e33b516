/**
 * A sentence that someone should read: an error with its code and what to do, a warning, a note.
 */
import type { CommonholdError } from '@commonhold/base'
import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import css from './notice.module.css'

const icons: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  active: 'info',
  neutral: 'info',
  warn: 'alert',
  bad: 'alert'
}

/** A note with a title, and what can be done about it. */
export function Notice(properties: {
  readonly tone: Tone
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) {
  const { tone, title, children, actions } = properties
  return (
    <div
      className={classNames(css['notice'], css[tone])}
      role={tone === 'bad' ? 'alert' : undefined}
    >
      <span className={css['icon']}>
        <Icon name={icons[tone]} />
      </span>
      <div className={css['text']}>
        <p className={css['title']}>{title}</p>
        {children !== undefined && <div className={css['more']}>{children}</div>}
      </div>
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </div>
  )
}

/** An error of the node: what happened, what to do, its code. */
export function ErrorNotice(properties: {
  readonly error: CommonholdError
  readonly actions?: ReactNode
}) {
  const { error, actions } = properties
  return (
    <Notice tone="bad" title={error.message} actions={actions}>
      {error.hint} <code className={css['code']}>{error.code}</code>
    </Notice>
  )
}
