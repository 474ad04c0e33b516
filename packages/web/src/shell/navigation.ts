/** The pages that can always be gone to, in the order in which they stand; `g` and a key goes. */
import type { IconName } from '../parts/icon.tsx'

/** One page in the navigation. */
export type NavigationEntry = {
  readonly title: string
  readonly href: string
  readonly icon: IconName
  /** After `g`. */
  readonly key: string
}

/** The navigation. */
export const navigation: readonly NavigationEntry[] = [
  { title: 'Home', href: '/', icon: 'home', key: 'h' },
  { title: 'Studies', href: '/studies', icon: 'studies', key: 's' },
  { title: 'Ledger', href: '/ledger', icon: 'ledger', key: 'l' },
  { title: 'Data', href: '/data', icon: 'data', key: 'd' },
  { title: 'Models', href: '/models', icon: 'models', key: 'm' },
  { title: 'Peers', href: '/peers', icon: 'peers', key: 'p' }
]

/** Whether a path lies in an entry's part of the dashboard. */
export function isWithin(path: string, { href }: NavigationEntry): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}
