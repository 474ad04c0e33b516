/** What stands where the page has no token, or one that the node does not accept. */
import { Command } from '../parts/command.tsx'
import { Icon } from '../parts/icon.tsx'
import css from './locked-page.module.css'
import { Logo } from './logo.tsx'

/** How to get in. `wasRefused`: there was a token, and it was not the node's. */
export function LockedPage({ wasRefused }: { readonly wasRefused: boolean }) {
  return (
    <main className={css['page']}>
      <div className={css['card']}>
        <Logo size={36} />
        <h1 className={css['title']}>
          {wasRefused ? 'This node has another token' : 'This page needs the node’s token'}
        </h1>
        <p className={css['text']}>
          Only whoever can read the node’s home folder may use its dashboard. On the node’s machine
          this prints the address with the token in it, and opens it:
        </p>
        <Command text="commonhold open" />
        <p className={css['note']}>
          <Icon name="lock" size={14} />
          The token stays in this tab: it is in no request’s address, and leaves the address bar at
          once.
        </p>
      </div>
    </main>
  )
}
