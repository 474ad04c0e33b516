/** A study's state as a badge, and its progress as a bar with words. */
import type { StudySummary } from '@commonhold/sdk'
import { finalRounds, progressOfStudy, stateOfStudy } from '../model/study-words.ts'
import { Badge } from './badge.tsx'
import { ProgressBar } from './progress-bar.tsx'
import css from './study-state.module.css'
import { useNow } from './use-now.ts'

type Properties = { readonly study: StudySummary }

/** The badge. */
export function StudyState({ study }: Properties) {
  const word = useNow((nowMs) => stateOfStudy(study, nowMs).word)
  const tone = useNow((nowMs) => stateOfStudy(study, nowMs).tone)
  return (
    <Badge tone={tone} isLive={study.state === 'running'}>
      {word}
    </Badge>
  )
}

/** Rounds that are final, or before the start members that have joined. */
export function StudyProgress({ study }: Properties) {
  const isProposed = study.state === 'proposed'
  return (
    <span className={css['progress']}>
      <ProgressBar
        label={isProposed ? 'Members' : 'Rounds'}
        done={isProposed ? study.memberCount : finalRounds(study)}
        all={isProposed ? study.minCohort : study.rounds}
      />
      <span className={css['words']}>{progressOfStudy(study)}</span>
    </span>
  )
}
