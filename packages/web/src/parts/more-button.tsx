/** The foot of a long list: reads the next page, or says nothing where there is none. */
import type { Pages } from '../node/use-pages.ts'
import { Button } from './button.tsx'
import css from './more-button.module.css'

/** More of a list. */
export function MoreButton<Entry>(properties: {
  readonly of: Pages<Entry>
  readonly children: string
}) {
  const { of, children } = properties
  if (of.readMore === undefined) return null
  return (
    <div className={css['foot']}>
      <Button size="small" kind="quiet" isBusy={of.isReadingMore} onClick={of.readMore}>
        {children}
      </Button>
    </div>
  )
}
