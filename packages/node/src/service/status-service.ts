/** What a node says of itself, its members and its peers. */
import { type MemberId, parseUnixSeconds } from '@commonhold/base'
import type { MemberView, NodeStatus, PeerView } from '@commonhold/sdk/api/status'
import { encodeInvite } from '@commonhold/sdk/invite'
import type { NodeService } from '../http/node-service.ts'
import { hasSeat } from './has-seat.ts'
import type { NodeContext } from './node-context.ts'
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
    return [...known].sort().map((member) => viewPeer(context, member, connected.has(member)))
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
      const isOpen = ({ state }: { state: string }) => state === 'proposed' || state === 'running'
      return {
        member: peers.self,
        name: context.config.name,
        version: deps.version,
        pid: process.pid,
        home: context.paths.root,
        ledger: await ledgerStatus(context),
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

function viewPeer(context: NodeContext, member: MemberId, connected: boolean): PeerView {
  const link = context.peers.linkTo(member)
  const { sentBytes, receivedBytes, lastSeenMs } = context.traffic.of(member)
  return {
    member,
    ...nameOf(context, member),
    connected,
    ...(link === undefined ? {} : { link: link.kind, address: link.address }),
    ...(link?.roundTripMs === undefined ? {} : { roundTripMs: link.roundTripMs }),
    sentBytes,
    receivedBytes,
    ...(lastSeenMs === undefined
      ? {}
      : { lastSeenAt: parseUnixSeconds(Math.floor(lastSeenMs / 1000)) })
  }
}

/** Which ledger it is, how far this node has followed it, and whether it answers. */
export async function ledgerStatus({
  nodeLedger,
  ledger,
  view
}: Pick<NodeContext, 'nodeLedger' | 'ledger' | 'view'>): Promise<NodeStatus['ledger']> {
  const { kind, chainId, rpcUrl, warning } = nodeLedger
  const reachable = await ledger.block().then(
    () => true,
    () => false
  )
  const block = view.height()
  return { kind, chainId, rpcUrl, block, reachable, ...(warning === undefined ? {} : { warning }) }
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
