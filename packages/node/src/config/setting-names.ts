/**
 * Every setting of a node by its name, and what it means. Flags, environment names and the file's
 * keys follow from here. Apart from the schemas, so that the command line, which offers a flag for
 * each at every start, need not load what parses them.
 */

/** What each setting means, in one line. */
export const settingMeanings = {
  name: 'What other members see',
  'ledger.rpcUrl': 'JSON-RPC of the ledger; absent: the node runs an embedded test chain',
  'ledger.chainId': 'The chain that the ledger must be; another one is refused',
  'ledger.port': 'Port of the embedded chain; 0: any free one',
  'ledger.fromBlock': 'First block with events: that of the contracts’ deployment',
  'ledger.confirmations': 'Blocks to wait for after a change’s own, where the ledger reorganises',
  'ledger.pollMs': 'How often the ledger is asked for news, in milliseconds',
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
} as const

/** A setting's name, as `config.json` nests it. */
export type SettingKey = keyof typeof settingMeanings

/** All settings, in the order of the list above. */
export const settingKeys = Object.keys(settingMeanings) as readonly SettingKey[]

/** The flag of a setting: `http.port` is `http-port`, `ledger.rpcUrl` is `ledger-rpc-url`. */
export function flagOfSetting(key: SettingKey): string {
  return key.replaceAll('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The environment's name of a setting: `http.port` is `COMMONHOLD_HTTP_PORT`. */
export function envOfSetting(key: SettingKey): string {
  return `COMMONHOLD_${flagOfSetting(key).replaceAll('-', '_').toUpperCase()}`
}
