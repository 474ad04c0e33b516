/** What stands around every page: whose node this is, where one can go, and how the ledger is. */
import { safe } from '@commonhold/sdk/format'
import { type ReactNode, useState } from 'react'
import { count } from '../model/figures.ts'
import { useNode } from '../node/node-context.tsx'
import { readings } from '../node/readings.ts'
import { useReading } from '../node/use-reading.ts'
import { Button } from '../parts/button.tsx'
import { classNames } from '../parts/class-names.ts'
import { Icon } from '../parts/icon.tsx'
import { Notice } from '../parts/notice.tsx'
import { Link, usePlace } from '../router/router.tsx'
import css from './app-shell.module.css'
import { Logo } from './logo.tsx'
import { isWithin, navigation } from './navigation.ts'
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx'
import { type Theme, useTheme } from './theme.ts'

/** The shell. */
export function AppShell({ children }: { readonly children: ReactNode }) {
  const [theme, nextTheme] = useTheme()
  const [isListing, setIsListing] = useState(false)
  useShortcuts({ onList: () => setIsListing(true), onTheme: nextTheme })
  const { live } = useNode()
  return (
    <div className={css['shell']}>
      <a href="#content" className={css['skip']}>
        Skip to the content
      </a>
      <aside className={css['side']}>
        <div className={css['held']}>
          <NodeLabel />
          <Navigation />
          <div className={css['foot']}>
            <LedgerState />
            <div className={css['tools']}>
              <ThemeButton theme={theme} onNext={nextTheme} />
              <Button
                kind="quiet"
                size="small"
                icon="keyboard"
                aria-label="Keyboard shortcuts"
                title="Keyboard shortcuts (?)"
                onClick={() => setIsListing(true)}
              />
            </div>
          </div>
        </div>
      </aside>
      <main id="content" className={css['main']} tabIndex={-1}>
        {live.interrupted !== undefined && (
          <div className={css['interrupted']}>
            <Notice tone="warn" title="The node does not answer; trying again.">
              What is shown may be old. {live.interrupted}
            </Notice>
          </div>
        )}
        {children}
      </main>
      {isListing && <ShortcutsDialog onClose={() => setIsListing(false)} />}
    </div>
  )
}

function NodeLabel() {
  const { value } = useReading(readings.status)
  return (
    <Link href="/" className={css['label']}>
      <Logo />
      <span className={css['labelText']}>
        <strong className={css['product']}>Commonhold</strong>
        <span className={css['node']} title={value?.member}>
          {value === undefined ? '\u00a0' : safe(value.name)}
        </span>
      </span>
    </Link>
  )
}

function Navigation() {
  const { path } = usePlace()
  return (
    <nav aria-label="Pages" className={css['navigation']}>
      {navigation.map((entry) => (
        <Link
          key={entry.href}
          href={entry.href}
          className={classNames(css['entry'], isWithin(path, entry) && css['current'])}
          aria-current={isWithin(path, entry) ? 'page' : undefined}
        >
          <Icon name={entry.icon} />
          <span>{entry.title}</span>
        </Link>
      ))}
    </nav>
  )
}

function LedgerState() {
  const { value } = useReading(readings.status)
  if (value === undefined) return <div className={css['ledger']} />
  const { ledger } = value
  const kind = ledger.kind === 'embedded' ? 'Local test chain' : `Chain ${ledger.chainId}`
  return (
    <Link href="/ledger" className={css['ledger']} title={ledger.warning ?? ledger.rpcUrl}>
      <span className={classNames(css['ledgerDot'], !ledger.reachable && css['away'])} />
      <span>
        <span className={css['ledgerWord']}>
          {ledger.reachable ? kind : 'Ledger not reachable'}
        </span>
        <span className={css['block']}>block {count(ledger.block)}</span>
      </span>
    </Link>
  )
}

const themeWords: Readonly<Record<Theme, string>> = {
  system: 'Colours as the machine has them',
  light: 'Light colours',
  dark: 'Dark colours'
}

function ThemeButton(properties: { readonly theme: Theme; readonly onNext: () => void }) {
  const { theme, onNext } = properties
  const icon = theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'system'
  return (
    <Button
      kind="quiet"
      size="small"
      icon={icon}
      aria-label={`${themeWords[theme]}; change`}
      title={`${themeWords[theme]} (t)`}
      onClick={onNext}
    />
  )
}
