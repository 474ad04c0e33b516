/** An address that leads nowhere. */
import { ButtonLink } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Page } from '../parts/page.tsx'

/** Says so, and leads home. */
export function MissingPage({ what = 'page' }: { readonly what?: string }) {
  return (
    <Page title="Nothing here">
      <EmptyState
        icon="search"
        title={`There is no such ${what}`}
        actions={<ButtonLink href="/">Home</ButtonLink>}
      >
        The address may be mistyped, or of another node.
      </EmptyState>
    </Page>
  )
}
