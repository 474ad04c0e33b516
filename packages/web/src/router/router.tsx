/** The address bar as state: some sixty lines do what this dashboard needs of a router. */
import { assert } from '@commonhold/base'
import {
  type AnchorHTMLAttributes,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState
} from 'react'

type Place = {
  readonly path: string
  readonly query: URLSearchParams
  /** Goes to a path of the dashboard. `replace` leaves no step behind. */
  readonly go: (to: string, options?: { readonly replace?: boolean }) => void
}

const PlaceContext = createContext<Place | undefined>(undefined)

/** Gives the address to what is inside. */
export function Router({ children }: { readonly children: ReactNode }) {
  const [address, setAddress] = useState(readAddress)
  useEffect(() => {
    const read = (): void => setAddress(readAddress())
    window.addEventListener('popstate', read)
    return () => window.removeEventListener('popstate', read)
  }, [])
  const go = useCallback<Place['go']>((to, { replace = false } = {}) => {
    const samePage = new URL(to, location.href).pathname === location.pathname
    if (replace) history.replaceState(null, '', to)
    else history.pushState(null, '', to)
    setAddress(readAddress())
    if (!samePage) window.scrollTo(0, 0)
  }, [])
  const place = useMemo(() => {
    const [path, query] = address.split('?')
    return { path: path ?? '/', query: new URLSearchParams(query), go }
  }, [address, go])
  return <PlaceContext value={place}>{children}</PlaceContext>
}

function readAddress(): string {
  return `${location.pathname}${location.search}`
}

/** Where the page is, and how to go elsewhere. */
export function usePlace(): Place {
  const place = useContext(PlaceContext)
  assert(place !== undefined, 'a part that uses the address is inside Router')
  return place
}

/** A link to a page of the dashboard. */
export function Link(
  properties: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string }
) {
  const { href, onClick, ...rest } = properties
  const { go } = usePlace()
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    const wantsOtherTab = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (event.defaultPrevented || event.button !== 0 || wantsOtherTab) return
    event.preventDefault()
    go(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
