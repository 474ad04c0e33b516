/** Where a study and its model are on the ledger. */
import type { StudyView } from '@commonhold/sdk'
import { DetailsList } from '../../parts/details-list.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { Time } from '../../parts/time.tsx'
import { Link } from '../../router/router.tsx'
import css from './study-members.module.css'

/** The facts. */
export function StudyFacts({ study }: { readonly study: StudyView }) {
  const { proposer, model, asset, joinBy, maxMembers, minCohort, termsDigest } = study
  return (
    <Section title="On the ledger">
      <DetailsList
        details={[
          ['Study', study.study],
          ['Proposer', <Member key="1" member={proposer} />],
          ['Members', `${minCohort} to ${maxMembers}`],
          [
            'Joining ends',
            study.state === 'proposed' ? <Time key="2" atSeconds={joinBy} /> : undefined
          ],
          ['Terms', <Identifier key="3" id={termsDigest} label="the terms’ digest" />],
          [
            'Latest model',
            model && <Identifier key="4" id={model} label="the model’s content id" />
          ],
          [
            'Model’s asset',
            asset && (
              <Link key="5" href={`/ledger/assets/${asset}`} className={css['link']}>
                asset {asset}
              </Link>
            )
          ]
        ]}
      />
    </Section>
  )
}
