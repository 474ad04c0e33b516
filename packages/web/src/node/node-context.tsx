/**
 * The node that the page speaks to, for every part under it: its client, what was read and is kept,
 * and what its events told last.
 */
import { asCommonholdError, assert } from '@commonhold/base'
import type { CommonholdClient } from '@commonhold/sdk'
import { createClient } from '@commonhold/sdk/client/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { sleep } from './sleep.ts'
import { type LiveNode, useLiveEvents } from './use-live-events.ts'

/** Attempts after the first that a read makes, where trying again may help. */
const retriesMax = 2

type NodeAccess = {
  readonly client: CommonholdClient
  readonly live: LiveNode
  /** For a worker, which makes its own client. */
  readonly address: { readonly url: string; readonly token: string }
}

const NodeAccessContext = createContext<NodeAccess | undefined>(undefined)

/** Gives the node to what is inside. */
export function NodeProvider(properties: {
  readonly token: string
  /** Told when the node does not accept the token. */
  readonly onRefused: () => void
  readonly children: ReactNode
}) {
  const { token, onRefused, children } = properties
  const client = useMemo(() => {
    const refusing: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      if (response.status === 401) onRefused()
      return response
    }
    return createClient({ url: location.origin, token, fetch: refusing }, sleep)
  }, [token, onRefused])
  const [queries] = useState(createQueries)
  const live = useLiveEvents(client, queries)
  const access = useMemo(
    () => ({ client, live, address: { url: location.origin, token } }),
    [client, live, token]
  )
  return (
    <QueryClientProvider client={queries}>
      <NodeAccessContext value={access}>{children}</NodeAccessContext>
    </QueryClientProvider>
  )
}

/** The node's client and what its events told. */
export function useNode(): NodeAccess {
  const access = useContext(NodeAccessContext)
  assert(access !== undefined, 'a part that reads the node is inside NodeProvider')
  return access
}

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Events say what is stale; coming back to a page shows what is kept, and reads again.
        staleTime: 2_000,
        retry: (failures, cause) => failures < retriesMax && asCommonholdError(cause).retryable,
        retryDelay: (failures) => 300 * 2 ** failures
      }
    }
  })
}
