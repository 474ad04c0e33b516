/** A state in a word, with a dot or an icon, so that colour is never the only sign. */
import type { ReactNode } from 'react'
import css from './badge.module.css'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

/** What a state means to whoever looks. */
export type Tone = 'good' | 'active' | 'warn' | 'bad' | 'neutral'

/** A state. `isLive` lets its dot breathe. */
export function Badge(properties: {
  readonly tone: Tone
  readonly icon?: IconName
  readonly isLive?: boolean
  readonly children: ReactNode
}) {
  const { tone, icon, isLive = false, children } = properties
  return (
    <span className={classNames(css['badge'], css[tone])}>
      {icon === undefined ? (
        <span className={classNames(css['dot'], isLive && css['live'])} aria-hidden="true" />
      ) : (
        <Icon name={icon} size={12} />
      )}
      {children}
    </span>
  )
}
