/** Where the ledger is: enough for anybody to read it without this node. */
import type { LedgerFacts } from '@commonhold/sdk'
import { count } from '../../model/figures.ts'
import { Command } from '../../parts/command.tsx'
import { DetailsList } from '../../parts/details-list.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Columns, Section } from '../../parts/page.tsx'

/** Chain and contracts. */
export function ChainFacts({ facts }: { readonly facts: LedgerFacts }) {
  const { kind, chainId, rpcUrl, block, fromBlock, contracts } = facts
  return (
    <Columns>
      <Section title="The chain">
        <DetailsList
          details={[
            ['Chain', `${chainId}, ${kind === 'embedded' ? 'run by this node' : 'run elsewhere'}`],
            ['Address', <Identifier key="rpc" id={rpcUrl} label="the chain’s address" whole />],
            ['Newest block', count(block)],
            ['First block', count(fromBlock)],
            [
              'Members contract',
              <Identifier key="members" id={contracts.members} label="contract address" whole />
            ],
            [
              'Assets contract',
              <Identifier key="assets" id={contracts.assets} label="contract address" whole />
            ],
            [
              'Studies contract',
              <Identifier key="studies" id={contracts.studies} label="contract address" whole />
            ]
          ]}
        />
      </Section>
      <Section title="Without this node">
        <p>
          A study can be checked from the chain and its public files alone. Where its terms let
          everybody read them, no membership is needed:
        </p>
        <Command
          text={
            `commonhold verify 1 --rpc-url ${rpcUrl} --studies ${contracts.studies} ` +
            '--artifacts FOLDER'
          }
        />
      </Section>
    </Columns>
  )
}
