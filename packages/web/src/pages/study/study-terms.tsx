/** What the members of a study agreed to, in plain words, with its digest. */
import type { StudyView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Identifier } from '../../parts/identifier.tsx'
import { Section } from '../../parts/page.tsx'
import css from './study-terms.module.css'

/** The terms as a part of the study's page. */
export function TermsSection({ study }: { readonly study: StudyView }) {
  const { terms, termsDigest } = study
  return (
    <Section title="Terms" note="what every member agreed to, by this digest">
      {terms === undefined ? (
        <EmptyState icon="search" title="No member has sent the terms yet">
          Only their digest is on the ledger. They come when a member who has them is reachable.
        </EmptyState>
      ) : (
        <PlainWords sentences={terms.plainWords} />
      )}
      <p className={css['digest']}>
        Digest <Identifier id={termsDigest} label="the terms’ digest" whole />
      </p>
    </Section>
  )
}

/** Terms, one sentence a line. */
export function PlainWords({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul className={css['words']}>
      {sentences.map((sentence) => (
        <li key={sentence} className={css['sentence']}>
          {safe(sentence)}
        </li>
      ))}
    </ul>
  )
}
