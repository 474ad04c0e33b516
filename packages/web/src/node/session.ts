/**
 * The token by which this page may ask the node. It arrives in the address's fragment, which no
 * browser sends to a server; it is taken out of the address bar at once, and kept for this tab
 * only.
 */
const storageKey = 'commonhold.token'

/** What of the browser a session needs. */
export type SessionPorts = {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState' | 'state'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

/**
 * The token in the fragment, else the one that this tab has kept; undefined where there is none.
 */
export function openSession({ location, history, storage }: SessionPorts): string | undefined {
  const given = new URLSearchParams(location.hash.replace(/^#/, '')).get('token')
  if (given === null) return storage.getItem(storageKey) ?? undefined
  history.replaceState(history.state, '', `${location.pathname}${location.search}`)
  if (!/^[\x21-\x7e]{1,256}$/.test(given)) return storage.getItem(storageKey) ?? undefined
  storage.setItem(storageKey, given)
  return given
}

/** Forgets the token, as when the node says that it is not its own. */
export function closeSession({ storage }: Pick<SessionPorts, 'storage'>): void {
  storage.removeItem(storageKey)
}
