/** Views of one page beside each other, each with an address of its own, so that Back goes back. */
import { Link } from '../router/router.tsx'
import { classNames } from './class-names.ts'
import css from './tabs.module.css'

/** One view. */
export type Tab = {
  readonly title: string
  readonly href: string
  readonly isCurrent: boolean
  /** How much is in it. */
  readonly note?: string
}

/** Links to the views. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className={css['tabs']}>
      {tabs.map(({ title, href, isCurrent, note }) => (
        <Link
          key={href}
          href={href}
          className={classNames(css['tab'], isCurrent && css['current'])}
          aria-current={isCurrent ? 'page' : undefined}
        >
          {title}
          {note !== undefined && <span className={css['note']}>{note}</span>}
        </Link>
      ))}
    </nav>
  )
}
