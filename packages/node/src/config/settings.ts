/**
 * Every setting of a node, once: its kind, its default and what it means. Flags, environment names,
 * the file's keys and the printed list all follow from here.
 */
import { z } from 'zod'

const multiaddr = z
  .string()
  .max(300)
  .regex(/^\/[\x21-\x7e]+$/, 'a multiaddr such as /ip4/127.0.0.1/tcp/4001')
const port = z.int().min(0).max(65_535)
const account = z
  .string()
  .toLowerCase()
  .regex(/^0x[0-9a-f]{40}$/, '0x and 40 hexadecimal digits')

/** The schema, without defaults: `settingDefaults` holds them. */
export const settingSchemas = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^\P{Cc}*$/u, 'no control characters'),
  'ledger.rpcUrl': z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  'ledger.chainId': z.int().min(1).optional(),
  'ledger.port': port,
  'ledger.contracts.members': account.optional(),
  'ledger.contracts.assets': account.optional(),
  'ledger.contracts.studies': account.optional(),
  'peers.listen': z.array(multiaddr).max(16).readonly(),
  'peers.announce': z.array(multiaddr).max(16).readonly(),
  'peers.dial': z.array(multiaddr).max(64).readonly(),
  'http.host': z.string().min(1).max(255),
  'http.port': port,
  'http.hosts': z.array(z.string().min(1).max(255).toLowerCase()).max(16).readonly(),
  'policy.minCohort': z.int().min(2).max(256),
  'log.level': z.enum(['debug', 'info', 'warn', 'error'])
} as const

/** A setting's name, as `config.json` nests it. */
export type SettingKey = keyof typeof settingSchemas

/** What a setting is where nobody says otherwise. Those that are absent have no value then. */
export const settingDefaults: Readonly<Partial<Record<SettingKey, unknown>>> = {
  name: 'unnamed',
  'ledger.port': 0,
  'peers.listen': ['/ip4/127.0.0.1/tcp/0'],
  'peers.announce': [],
  'peers.dial': [],
  'http.host': '127.0.0.1',
  'http.port': 0,
  'http.hosts': [],
  'policy.minCohort': 2,
  'log.level': 'info'
}

/** What each setting means, in one line. */
export const settingMeanings: Readonly<Record<SettingKey, string>> = {
  name: 'What other members see',
  'ledger.rpcUrl': 'JSON-RPC of the ledger; absent: the node runs an embedded test chain',
  'ledger.chainId': 'The chain that the ledger must be; another one is refused',
  'ledger.port': 'Port of the embedded chain; 0: any free one',
  'ledger.contracts.members': 'Address of the Members contract',
  'ledger.contracts.assets': 'Address of the Assets contract',
  'ledger.contracts.studies': 'Address of the Studies contract',
  'peers.listen': 'Where other nodes may connect to, as multiaddrs',
  'peers.announce': 'Addresses told to others, where they differ from peers.listen',
  'peers.dial': 'Nodes to connect to at the start, as multiaddrs',
  'http.host': 'Address of this machine that the API listens on',
  'http.port': 'Port of the API; 0: any free one',
  'http.hosts': 'Names besides localhost that the API may be called by',
  'policy.minCohort': 'Fewest members among whom this node adds its part to a sum',
  'log.level': 'Least level that is logged'
}

/** All settings, in the order of the list above. */
export const settingKeys = Object.keys(settingSchemas) as readonly SettingKey[]

/** The flag of a setting: `http.port` is `http-port`, `ledger.rpcUrl` is `ledger-rpc-url`. */
export function flagOfSetting(key: SettingKey): string {
  return key.replaceAll('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The environment's name of a setting: `http.port` is `COMMONHOLD_HTTP_PORT`. */
export function envOfSetting(key: SettingKey): string {
  return `COMMONHOLD_${flagOfSetting(key).replaceAll('-', '_').toUpperCase()}`
}
