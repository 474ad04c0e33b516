/**
 * A libp2p registrar for services that must not meet strangers: their protocols are answered, and
 * their topologies told, only once the other side has proven which member it is.
 *
 * libp2p has stream middleware for this, but in version 3.3 it appends the handler to the caller's
 * own list at every stream, so that a second stream is handled twice.
 */
import { assert } from '@commonhold/base'
import type { GossipSubComponents } from '@libp2p/gossipsub'
import type { Connection, Topology } from '@libp2p/interface'

type Registrar = GossipSubComponents['registrar']

/** Settles when the connection's other end is known; rejects where it is turned away. */
export type Gate = (connection: Connection) => Promise<unknown>

/** The components of a libp2p service, with its registrar gated. */
export function gatedComponents<Components extends object>(
  components: Components,
  gate: Gate
): Components {
  const { registrar } = components as { readonly registrar?: Registrar }
  assert(registrar !== undefined, 'a libp2p service is given a registrar')
  const gated = { registrar: { value: gatedRegistrar(registrar, gate) } }
  return Object.create(components, gated) as Components
}

function gatedRegistrar(inner: Registrar, gate: Gate): Registrar {
  return Object.assign(Object.create(inner) as Registrar, {
    getProtocols: () => inner.getProtocols(),
    getHandler: (protocol: string) => inner.getHandler(protocol),
    getTopologies: (protocol: string) => inner.getTopologies(protocol),
    unhandle: (protocol: string) => inner.unhandle(protocol),
    unregister: (id: string) => inner.unregister(id),
    handle: ((protocol, handler, options) =>
      inner.handle(
        protocol,
        async (stream, connection) => {
          await gate(connection)
          await handler(stream, connection)
        },
        options
      )) satisfies Registrar['handle'],
    register: ((protocol, topology, options) =>
      inner.register(
        protocol,
        gatedTopology(topology, gate),
        options
      )) satisfies Registrar['register']
  })
}

function gatedTopology(topology: Topology, gate: Gate): Topology {
  return {
    ...(topology.filter === undefined ? {} : { filter: topology.filter }),
    ...(topology.notifyOnLimitedConnection === undefined
      ? {}
      : { notifyOnLimitedConnection: topology.notifyOnLimitedConnection }),
    onConnect(peer, connection) {
      gate(connection).then(
        () => topology.onConnect?.(peer, connection),
        () => {}
      )
    },
    onDisconnect: (peer) => topology.onDisconnect?.(peer)
  }
}
