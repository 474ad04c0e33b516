/** Catches what a page throws while it is drawn, so that the rest of the dashboard stays. */
import { asCommonholdError } from '@commonhold/base'
import { Component, type ReactNode } from 'react'
import { Button } from '../parts/button.tsx'
import { ErrorNotice } from '../parts/notice.tsx'
import { Page } from '../parts/page.tsx'

/** Give it the address as `key`, so that going elsewhere starts afresh. */
export class CrashGuard extends Component<
  { readonly children: ReactNode },
  { readonly cause: unknown }
> {
  override readonly state = { cause: undefined as unknown }

  static getDerivedStateFromError(cause: unknown) {
    return { cause }
  }

  override render(): ReactNode {
    const { cause } = this.state
    if (cause === undefined) return this.props.children
    return (
      <Page title="This page could not be drawn">
        <ErrorNotice
          error={asCommonholdError(cause)}
          actions={
            <Button size="small" onClick={() => this.setState({ cause: undefined })}>
              Try again
            </Button>
          }
        />
      </Page>
    )
  }
}
