/**
 * The address that opens a node's dashboard. The token stands in the fragment, which browsers keep
 * to themselves; the page takes it out of the address bar at once.
 */
import type { NodeAddress } from './call.ts'

/** For the node's owner only: whoever has it may do all that the owner may. */
export function dashboardAddress({ url, token }: Pick<NodeAddress, 'url' | 'token'>): string {
  return `${url}/#token=${encodeURIComponent(token)}`
}
