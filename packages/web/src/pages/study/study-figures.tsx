/** What a study is about in numbers: rounds, members, quality, time and bytes. */
import type { StudyView } from '@commonhold/sdk'
import { formatBytes, formatDuration } from '@commonhold/sdk/format'
import { count, countOf, decimal, intervalWords, loss } from '../../model/figures.ts'
import { curveOf, lossName, qualityName, totalsOf } from '../../model/study-curves.ts'
import { finalRounds } from '../../model/study-words.ts'
import { type Figure, FiguresLine } from '../../parts/figures-line.tsx'
import { Time } from '../../parts/time.tsx'

/** The line of numbers; before the start it tells of joining instead. */
export function StudyFigures({ study }: { readonly study: StudyView }) {
  const figures = study.state === 'proposed' ? joiningFigures(study) : runningFigures(study)
  return <FiguresLine figures={figures} />
}

/** How sure the quality is, and of when. */
function qualityNote(rounds: StudyView['roundList'], index: number | undefined): string {
  if (index === undefined) return 'not measured yet'
  const interval = intervalWords(rounds.find((round) => round.index === index)?.aucInterval)
  return interval === '' ? `as of round ${index}` : `${interval}, round ${index}`
}

function joiningFigures(study: StudyView): readonly Figure[] {
  const { memberCount, minCohort, maxMembers, rounds, joinBy } = study
  return [
    {
      label: 'Joined',
      value: memberCount,
      unit: `of ${maxMembers}`,
      note: `starts with ${minCohort} at least`
    },
    {
      label: 'Joining ends',
      value: <Time atSeconds={joinBy} />,
      note: 'or when all seats are taken'
    },
    { label: 'Rounds', value: rounds, note: 'statistics, training, evaluation' },
    {
      label: 'Smallest sum',
      value: minCohort,
      unit: 'members',
      note: 'no sum of fewer is ever opened'
    }
  ]
}

function runningFigures(study: StudyView): readonly Figure[] {
  const { roundList, memberCount, minCohort, rounds } = study
  const totals = totalsOf(roundList)
  const quality = curveOf(roundList, 'quality').at(-1)
  const lastLoss = curveOf(roundList, 'loss').at(-1)
  const rows = roundList.findLast((round) => round.rows !== undefined)?.rows
  return [
    {
      label: 'Rounds',
      value: finalRounds(study),
      unit: `of ${rounds}`,
      note: totals.retried === 0 ? 'each at the first attempt' : `${totals.retried} tried again`
    },
    {
      label: 'Members',
      value: memberCount,
      note:
        totals.drops === 0
          ? `none dropped, ${minCohort} needed`
          : `${countOf(totals.drops, 'drop')}, ${minCohort} needed`
    },
    {
      label: qualityName(roundList),
      value: decimal(quality?.y),
      note: qualityNote(roundList, quality?.x)
    },
    {
      label: lossName(roundList),
      value: loss(lastLoss?.y),
      note: rows === undefined ? '' : `${count(rows)} training rows`
    },
    {
      label: 'Time in rounds',
      value: formatDuration(totals.durationMs),
      note: `${formatBytes(totals.trafficBytes)} of vectors and transcripts`
    }
  ]
}
