/**
 * The frame of every page: where one is, its title, what can be done, and the content under it in
 * one column. It names the browser's tab too.
 */
import { type ReactNode, useEffect } from 'react'
import { Link } from '../router/router.tsx'
import { Icon } from './icon.tsx'
import css from './page.module.css'

/** A page. */
export function Page(properties: {
  readonly title: string
  /** One sentence under the title, for whoever comes here first. */
  readonly intro?: ReactNode
  /** The page above this one. */
  readonly above?: { readonly title: string; readonly href: string }
  /** Beside the title: a state. */
  readonly badge?: ReactNode
  /** At the end of the title's line: buttons. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { title, intro, above, badge, actions, children } = properties
  useEffect(() => {
    document.title = `${title} · Commonhold`
  }, [title])
  return (
    <div className={css['page']}>
      <header className={css['header']}>
        <div className={css['heading']}>
          {above !== undefined && (
            <nav aria-label="Breadcrumb" className={css['above']}>
              <Link href={above.href}>
                <Icon name="left" size={12} />
                {above.title}
              </Link>
            </nav>
          )}
          <div className={css['titleLine']}>
            <h1 className={css['title']}>{title}</h1>
            {badge}
          </div>
          {intro !== undefined && <p className={css['intro']}>{intro}</p>}
        </div>
        {actions !== undefined && <div className={css['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A part of a page under a heading of its own, on a surface unless it is `flat`. */
export function Section(properties: {
  readonly title: string
  /** Beside the heading, softer. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  /** The content brings its own surface or wants none. */
  readonly flat?: boolean
  /** The content keeps no distance to the surface's edge, as a table. */
  readonly flush?: boolean
  readonly children: ReactNode
}) {
  const { title, note, actions, flat = false, flush = false, children } = properties
  return (
    <section className={css['section']} aria-label={title}>
      <div className={css['sectionHead']}>
        <h2 className={css['sectionTitle']}>{title}</h2>
        {note !== undefined && <span className={css['sectionNote']}>{note}</span>}
        {actions !== undefined && <span className={css['sectionActions']}>{actions}</span>}
      </div>
      {flat ? children : <div className={css[flush ? 'flush' : 'surface']}>{children}</div>}
    </section>
  )
}

/** Parts beside each other where there is room: the first is wider with `lead`. */
export function Columns(properties: { readonly lead?: boolean; readonly children: ReactNode }) {
  return (
    <div className={css[properties.lead === true ? 'columnsLead' : 'columns']}>
      {properties.children}
    </div>
  )
}
