/**
 * Where the dashboard begins: the session, the node, the address, the shell, and the page in it.
 */
import './design/tokens.css'
import './design/fonts.css'
import './design/ground.css'
import { StrictMode, useCallback, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { NodeProvider } from './node/node-context.tsx'
import { closeSession, openSession, type SessionPorts } from './node/session.ts'
import { missingPage, routes } from './pages/routes.tsx'
import { matchRoute } from './router/route-pattern.ts'
import { Router, usePlace } from './router/router.tsx'
import { AppShell } from './shell/app-shell.tsx'
import { CrashGuard } from './shell/crash-page.tsx'
import { LockedPage } from './shell/locked-page.tsx'
import { applyTheme, readTheme } from './shell/theme.ts'

// Schemas would otherwise be compiled by eval, which the page's content policy forbids.
config({ jitless: true })
applyTheme(readTheme())

const ports: SessionPorts = { location, history, storage: sessionStorage }
const firstToken = openSession(ports)

function Dashboard() {
  const [token, setToken] = useState(firstToken)
  const [wasRefused, setWasRefused] = useState(false)
  const onRefused = useCallback(() => {
    closeSession(ports)
    setWasRefused(true)
    setToken(undefined)
  }, [])
  useEffect(() => {
    // A printed address that is opened where the dashboard is open already changes its fragment.
    const takeToken = (): void => {
      const given = openSession(ports)
      if (given !== undefined) setToken(given)
    }
    window.addEventListener('hashchange', takeToken)
    return () => window.removeEventListener('hashchange', takeToken)
  }, [])
  if (token === undefined) return <LockedPage wasRefused={wasRefused} />
  return (
    <NodeProvider token={token} onRefused={onRefused}>
      <Router>
        <AppShell>
          <CurrentPage />
        </AppShell>
      </Router>
    </NodeProvider>
  )
}

function CurrentPage() {
  const { path } = usePlace()
  for (const { pattern, draw } of routes) {
    const parameters = matchRoute(pattern, path)
    if (parameters !== undefined) return <CrashGuard key={path}>{draw(parameters)}</CrashGuard>
  }
  return missingPage
}

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Dashboard />
    </StrictMode>
  )
}
