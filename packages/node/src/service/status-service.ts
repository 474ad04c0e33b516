/** What a node says of itself, its members and its peers. */
import type { MemberView, NodeStatus, PeerView } from '@commonhold/sdk/api/status'
import { encodeInvite } from '@commonhold/sdk/invite'
import type { NodeService } from '../http/node-service.ts'
import type { NodeContext } from './node-context.ts'
import { hasSeat } from './study-manager.ts'
import { nameOf } from './study-view.ts'

/** What the process knows and the services do not. */
export type StatusDeps = {
  readonly version: string
  readonly httpUrl: () => string
  readonly startedAtMs: number
  readonly shutdown: () => void
}

/** Status, members, peers, and the stop. */
export function createStatusService(
  context: NodeContext,
  deps: StatusDeps
): Pick<NodeService, 'status' | 'members' | 'peers' | 'shutdown'> {
  const { view, peers, clock } = context
  const peerList = (): readonly PeerView[] => {
    const connected = new Set(peers.connected())
    const known = new Set([...peers.known(), ...connected])
    known.delete(peers.self)
    return [...known].sort().map((member) => ({
      member,
      ...nameOf(context, member),
      connected: connected.has(member)
    }))
  }
  return {
    peers: async () => peerList(),
    async members() {
      return view.members().map(
        ({ member, active, joinedAt, nodeKey }): MemberView => ({
          member,
          ...nameOf(context, member),
          active,
          joinedAt,
          nodeKey,
          self: member === peers.self
        })
      )
    },
    async status(): Promise<NodeStatus> {
      const { kind, chainId, rpcUrl, warning } = context.nodeLedger
      const isOpen = ({ state }: { state: string }) => state === 'proposed' || state === 'running'
      return {
        member: peers.self,
        name: context.config.name,
        version: deps.version,
        pid: process.pid,
        home: context.paths.root,
        ledger: {
          kind,
          chainId,
          rpcUrl,
          block: view.height(),
          reachable: await context.ledger.block().then(
            () => true,
            () => false
          ),
          ...(warning === undefined ? {} : { warning })
        },
        peers: [...peerList()],
        address: addressOf(context),
        httpUrl: deps.httpUrl(),
        uptimeMs: clock.monotonicMs() - deps.startedAtMs,
        sent: context.tap.counts(),
        datasets: context.datasets.list().length,
        activeStudies: view
          .studies()
          .filter((record) => isOpen(record) && hasSeat(record, peers.self)).length
      }
    },
    async shutdown() {
      deps.shutdown()
    }
  }
}

/** What another node is given to join this one. */
export function addressOf({ peers, nodeLedger }: NodeContext): string {
  const { rpcUrl, chainId, contracts } = nodeLedger
  return encodeInvite({
    version: 1,
    member: peers.self,
    peers: peers.addresses().slice(0, 8),
    rpcUrl,
    chainId,
    contracts
  })
}
