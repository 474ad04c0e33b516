/** What it takes to start a node, and what one holds while it runs. */
import type { HomeFolder } from '@commonhold/sdk/home-files'
import type { NodeService } from '../http/node-service.ts'
import type { Config } from './config.ts'

/** A home that `commonhold init` has made, and the configuration that `parseConfig` made of it. */
export type StartNodeOptions = {
  readonly home: HomeFolder
  readonly config: Config
  /** Opens the key store, where it is sealed with one. */
  readonly passphrase?: string
  /** Absolute path of the folder that the dashboard was built into; without one none is served. */
  readonly dashboard?: string
}

/** A node that runs. */
export type RunningNode = {
  readonly service: NodeService
  /** What another node is given to join: `commonhold://…`. */
  readonly address: string
  readonly httpUrl: string
  /** Stops gracefully. Safe to call twice. */
  stop(): Promise<void>
  /** Settles when the node has stopped, by `stop` or by a request; rejects where it failed. */
  readonly stopped: Promise<void>
}

/** Starts a node. */
export type StartNode = (options: StartNodeOptions) => Promise<RunningNode>
