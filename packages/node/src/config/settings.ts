/** What each setting may be, and what it is where nobody says otherwise. */
import { z } from 'zod'
import type { SettingKey } from './setting-names.ts'

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
  'ledger.fromBlock': z.int().min(0),
  'ledger.confirmations': z.int().min(0).max(1000),
  'ledger.pollMs': z.int().min(10).max(60_000),
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
} as const satisfies Record<SettingKey, z.ZodType>

/** What a setting is where nobody says otherwise. Those that are absent have no value then. */
export const settingDefaults: Readonly<Partial<Record<SettingKey, unknown>>> = {
  name: 'unnamed',
  'ledger.port': 0,
  'ledger.fromBlock': 0,
  'ledger.confirmations': 0,
  'ledger.pollMs': 100,
  'peers.listen': ['/ip4/127.0.0.1/tcp/0'],
  'peers.announce': [],
  'peers.dial': [],
  'http.host': '127.0.0.1',
  'http.port': 0,
  'http.hosts': [],
  'policy.minCohort': 2,
  'log.level': 'info'
}
