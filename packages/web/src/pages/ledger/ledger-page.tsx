/**
 * What everybody can check: the chain, and in four views its rounds, studies, assets and members.
 */
import type { LedgerFacts } from '@commonhold/sdk'
import { count } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { FiguresLine } from '../../parts/figures-line.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../parts/page.tsx'
import { FiguresSkeleton } from '../../parts/skeleton.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { usePlace } from '../../router/router.tsx'
import { ChainFacts } from './chain-facts.tsx'
import { LedgerAssets } from './ledger-assets.tsx'
import { LedgerMembers } from './ledger-members.tsx'
import { LedgerRounds } from './ledger-rounds.tsx'
import { LedgerStudies } from './ledger-studies.tsx'

const views = {
  rounds: 'Rounds',
  studies: 'Studies',
  assets: 'Assets',
  members: 'Members',
  chain: 'Chain'
} as const
type View = keyof typeof views

/** `/ledger`, its view in `?view=`. */
export function LedgerPage() {
  const { query } = usePlace()
  const facts = useReading(readings.ledger)
  const view = viewOf(query.get('view'))
  return (
    <Page
      title="Ledger"
      intro="Who takes part, what was registered, and every round with the signatures that made it
        final. Anyone with its address can read the same."
    >
      <Loaded of={facts} skeleton={<FiguresSkeleton />}>
        {(value) => (
          <>
            {value.warning !== undefined && (
              <Notice tone="warn" title="A test chain on one machine">
                {value.warning}
              </Notice>
            )}
            <Figures facts={value} />
          </>
        )}
      </Loaded>
      <Tabs
        label="Views of the ledger"
        tabs={(Object.keys(views) as View[]).map((each) => ({
          title: views[each],
          href: each === 'rounds' ? '/ledger' : `/ledger?view=${each}`,
          isCurrent: each === view
        }))}
      />
      {view === 'rounds' && <LedgerRounds />}
      {view === 'studies' && <LedgerStudies />}
      {view === 'assets' && <LedgerAssets />}
      {view === 'members' && <LedgerMembers />}
      {view === 'chain' && (
        <Loaded of={facts} skeleton={<FiguresSkeleton />}>
          {(value) => <ChainFacts facts={value} />}
        </Loaded>
      )}
    </Page>
  )
}

function viewOf(text: string | null): View {
  return text !== null && Object.hasOwn(views, text) ? (text as View) : 'rounds'
}

function Figures({ facts }: { readonly facts: LedgerFacts }) {
  const { block, reachable, rounds, studies, assets, members } = facts
  return (
    <FiguresLine
      figures={[
        {
          label: 'Block',
          value: count(block),
          note: reachable ? 'answers now' : 'does not answer now'
        },
        { label: 'Final rounds', value: count(rounds) },
        { label: 'Studies', value: count(studies) },
        { label: 'Assets', value: count(assets) },
        { label: 'Members', value: count(members) }
      ]}
    />
  )
}
