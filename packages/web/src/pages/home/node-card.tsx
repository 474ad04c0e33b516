/** The node itself: whose it is, since when it runs, and the address by which others join it. */
import type { NodeStatus } from '@commonhold/sdk'
import { formatDuration, safe } from '@commonhold/sdk/format'
import { Command } from '../../parts/command.tsx'
import { DetailsList } from '../../parts/details-list.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { MemberName } from '../../parts/member-name.tsx'
import { Section } from '../../parts/page.tsx'
import css from './node-card.module.css'

/** The card. */
export function NodeCard({ status }: { readonly status: NodeStatus }) {
  const { member, name, version, uptimeMs, home, address, ledger } = status
  return (
    <Section title="This node">
      <DetailsList
        details={[
          ['Member', <MemberName key="1" member={member} name={name} />],
          ['Account', <Identifier key="2" id={member} label="the member’s account" />],
          ['Running for', formatDuration(uptimeMs)],
          ['Version', version],
          ['Home folder', <code key="3">{safe(home)}</code>],
          ['Ledger', <code key="4">{safe(ledger.rpcUrl)}</code>]
        ]}
      />
      <p className={css['invite']}>Others join the same ledger with this address:</p>
      <Command text={address} />
    </Section>
  )
}
