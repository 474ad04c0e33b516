/** What a proposal means as it stands, told by the node, or why the node would refuse it. */
import type { CommonholdError } from '@commonhold/base'
import type { DryRun } from '../../node/use-dry-run.ts'
import { Badge } from '../../parts/badge.tsx'
import { classNames } from '../../parts/class-names.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Section } from '../../parts/page.tsx'
import { PlainWords } from '../study/study-terms.tsx'
import css from './propose-page.module.css'

/** The terms beside the form. */
export function TermsPreview(properties: {
  readonly dryRun: DryRun
  /** Whether the form says enough to ask. */
  readonly isComplete: boolean
  /** Whether a field of it is marked as wrong. */
  readonly isMarked: boolean
  /** Of the attempt to propose. */
  readonly error: CommonholdError | undefined
}) {
  const { dryRun, isComplete, isMarked, error } = properties
  const { terms, isAsking } = dryRun
  const failure = error ?? (isComplete ? dryRun.error : undefined)
  const verdict = !isComplete ? undefined : dryRun.error !== undefined ? (
    <Badge tone="bad" icon="cross">
      would be refused
    </Badge>
  ) : terms === undefined ? undefined : (
    <Badge tone="good" icon="check">
      fits your data
    </Badge>
  )
  return (
    <Section title="What members will read" actions={verdict}>
      <div className={classNames(css['terms'], isAsking && css['asking'])} aria-live="polite">
        {failure !== undefined && <ErrorNotice error={failure} />}
        {isComplete && terms !== undefined && <PlainWords sentences={terms.plainWords} />}
        {!isComplete && (
          <EmptyState icon="studies" title="Nothing to read yet">
            {isMarked
              ? 'Mend the field that is marked: the terms are written here as you go.'
              : 'Give the study a title and a dataset: the terms are written here as you go.'}
          </EmptyState>
        )}
      </div>
    </Section>
  )
}
