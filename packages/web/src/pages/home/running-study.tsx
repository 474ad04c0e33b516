/** A study that runs, on the first page: how far it is, what its round is at, and its curve. */
import type { StudySummary } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { decimal, intervalWords } from '../../model/figures.ts'
import { curveOf, lastRoundDrawn, qualityName } from '../../model/study-curves.ts'
import { phaseWord } from '../../model/study-words.ts'
import { useNode } from '../../node/node-context.tsx'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { StudyProgress, StudyState } from '../../parts/study-state.tsx'
import { Sparkline } from '../../plots/sparkline.tsx'
import { Link } from '../../router/router.tsx'
import css from './running-study.module.css'

/** The card; all of it leads to the study. */
export function RunningStudy({ study }: { readonly study: StudySummary }) {
  const { live } = useNode()
  const { value } = useReading(readings.study(study.study))
  const open = live.rounds.get(study.study)
  const points = curveOf(value?.roundList ?? [], 'quality')
  const measured = value?.roundList.findLast(({ metrics }) => metrics !== undefined)
  return (
    <Link href={`/studies/${study.study}`} className={css['card']}>
      <span className={css['head']}>
        <span className={css['title']}>{safe(study.title)}</span>
        <StudyState study={study} />
      </span>
      <span className={css['body']}>
        <span className={css['progress']}>
          <StudyProgress study={study} />
          <span className={css['phase']}>
            {study.state === 'running' && `now ${phaseWord(open?.phase ?? 'open')}`}
          </span>
        </span>
        <span className={css['curve']}>
          <Sparkline points={points} last={value === undefined ? 2 : lastRoundDrawn(value)} />
        </span>
        <span className={css['quality']}>
          <span className={css['label']}>{qualityName(value?.roundList ?? [])}</span>
          <span className={css['value']}>{decimal(points.at(-1)?.y)}</span>
          <span className={css['label']}>{intervalWords(measured?.aucInterval)}</span>
        </span>
      </span>
    </Link>
  )
}
