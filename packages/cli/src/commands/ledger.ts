/** `commonhold ledger`: what everyone can check, as this node has followed it. */
import type { AssetView, LedgerRound } from '@commonhold/sdk'
import { formatMember } from '@commonhold/sdk/format'
import { InvalidArgumentError } from 'commander'
import { wholeNumber } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'
import { type Column, formatFields } from '../output/table.ts'

/** Most entries of a list; the node gives no more in one answer. */
const entriesMax = 100

/** Shows the ledger's facts, its newest rounds and its newest assets. */
export const ledgerCommand: CliCommand = {
  name: 'ledger',
  summary: 'The ledger: its chain and contracts, its newest rounds and assets',
  examples: ['ledger', 'ledger --limit 100 --json'],
  register(command, act) {
    command.option('--limit <count>', 'entries of each list, at most 100', limitOf, 10)
    act(async ({ client, out }, _args, options) => {
      const node = await client()
      const limit = options['limit'] as number
      const facts = await node.ledger()
      const { rounds } = await node.listRounds({ limit })
      const { assets } = await node.listAssets({ limit })
      out.show({ ...facts, roundList: rounds, assetList: assets }, () =>
        [
          formatFields([
            ['chain', `${facts.chainId}, ${facts.kind}, at ${facts.rpcUrl}`],
            ['block', facts.reachable ? String(facts.block) : `${facts.block}, not answering now`],
            ['warning', facts.warning],
            ['members contract', facts.contracts.members],
            ['assets contract', facts.contracts.assets],
            ['studies contract', facts.contracts.studies],
            [
              'holds',
              `${facts.members} members, ${facts.assets} assets, ` +
                `${facts.studies} studies, ${facts.rounds} final rounds`
            ]
          ]),
          rounds.length === 0 ? 'no final round yet' : out.table(roundColumns, rounds),
          assets.length === 0 ? 'no asset yet' : out.table(assetColumns, assets)
        ].join('\n\n')
      )
    })
  }
}

function limitOf(text: string): number {
  const limit = wholeNumber(text)
  if (limit >= 1 && limit <= entriesMax) return limit
  throw new InvalidArgumentError(`a whole number from 1 to ${entriesMax}`)
}

const roundColumns: readonly Column<LedgerRound>[] = [
  { title: 'block', align: 'right', cell: ({ block }) => String(block) },
  { title: 'study', align: 'right', cell: ({ study }) => String(study) },
  { title: 'round', align: 'right', cell: ({ round, rounds }) => `${round}/${rounds}` },
  { title: 'kind', cell: ({ kind }) => kind ?? '-' },
  {
    title: 'members',
    align: 'right',
    cell: ({ survivorCount, memberCount }) => `${survivorCount}/${memberCount}`
  },
  { title: 'signatures', align: 'right', cell: ({ signerCount }) => String(signerCount) },
  { title: 'transaction', cell: ({ transaction }) => transaction }
]

const assetColumns: readonly Column<AssetView>[] = [
  { title: 'asset', align: 'right', cell: ({ asset }) => String(asset) },
  { title: 'kind', cell: ({ kind }) => kind },
  { title: 'owner', cell: ({ owner, ownerName }) => formatMember(owner, ownerName) },
  {
    title: 'made from',
    cell: ({ parents }) =>
      parents.length === 0 ? '-' : parents.map(({ asset }) => asset).join(', ')
  },
  { title: 'state', cell: ({ revoked }) => (revoked ? 'revoked' : 'valid') },
  { title: 'commitment', cell: ({ commitment }) => commitment }
]
