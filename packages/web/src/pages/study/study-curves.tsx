/**
 * Loss and quality along the rounds, of all members and of this site, and what each round cost;
 * beside another study where wanted.
 */
import type { StudyId } from '@commonhold/base'
import type { StudyView } from '@commonhold/sdk'
import { formatBytes, formatDuration, safe } from '@commonhold/sdk/format'
import { decimal } from '../../model/figures.ts'
import { shortNumber } from '../../model/short-number.ts'
import {
  type CurveKind,
  curveOf,
  lastRoundDrawn,
  lossName,
  ownCurveOf,
  qualityName
} from '../../model/study-curves.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { Select } from '../../parts/field.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Columns, Section } from '../../parts/page.tsx'
import { LinePlot, type LineSeries } from '../../plots/line-plot.tsx'
import { numberOf } from '../../router/route-pattern.ts'
import { usePlace } from '../../router/router.tsx'
import { OwnLineNote } from './own-line-note.tsx'
import css from './study-curves.module.css'

/** The plots. The study to compare with stands in the address: `?compare=2`. */
export function StudyCurves({ study }: { readonly study: StudyView }) {
  const { query } = usePlace()
  const compared = numberOf(query.get('compare'))
  const other = useReading(readings.study((compared ?? study.study) as StudyId), {
    enabled: compared !== undefined
  })
  const shown = [study, ...(compared === undefined || !other.value ? [] : [other.value])]
  const lastRound = Math.max(...shown.map(lastRoundDrawn))
  const plot = (kind: CurveKind, title: string, format: (value: number) => string) => (
    <div className={css['plot']}>
      <LinePlot
        title={title}
        series={seriesOf(shown, kind)}
        x={{ label: 'Round', domain: [1, lastRound], format: (value) => value.toFixed(0) }}
        y={{ label: title, format, ...domainOf(shown, kind) }}
        height={isMeasured(kind) ? 240 : 150}
        joinedMax={1}
        emptyText={isMeasured(kind) ? 'The first training round brings a value' : 'No round yet'}
      />
    </div>
  )
  return (
    <Section
      title="Curves"
      note="of the model that comes into each round, over rows kept for validation"
      actions={<ComparePicker study={study} compared={compared} />}
      flat
    >
      {compared !== undefined && other.error !== undefined && <ErrorNotice error={other.error} />}
      <OwnLineNote study={study} />
      <Columns>
        {plot('loss', lossName(study.roundList), lossFormat(shown))}
        {plot('quality', qualityName(study.roundList), (value) => decimal(value, 3))}
        {plot('duration', 'Time of a round', formatDuration)}
        {plot('traffic', 'Bytes of a round', (kib) => formatBytes(1024 * kib))}
      </Columns>
    </Section>
  )
}

/** Decimals by the largest value: one axis has one way of writing. */
function lossFormat(studies: readonly StudyView[]): (value: number) => string {
  const values = seriesOf(studies, 'loss').flatMap(({ points }) => points.map(({ y }) => y))
  const isLarge = Math.max(0, ...values) >= 100
  return (value) => (isLarge ? shortNumber(Math.round(value)) : decimal(value, 3))
}

function isMeasured(kind: CurveKind): kind is 'loss' | 'quality' {
  return kind === 'loss' || kind === 'quality'
}

/** A look means the same in each plot: two for the study of the page, two for the other one. */
const looks = [
  { all: 1, own: 2 },
  { all: 3, own: 4 }
] as const

function seriesOf(studies: readonly StudyView[], kind: CurveKind): readonly LineSeries[] {
  const isAlone = studies.length === 1
  return studies.flatMap(({ study, roundList }, index): readonly LineSeries[] => {
    const { all, own } = looks[index]!
    const name = isAlone ? 'All members' : `Study ${study}`
    const whole = { name, tone: all, points: curveOf(roundList, kind) }
    if (!isMeasured(kind) || roundList.every((round) => round.own === undefined)) return [whole]
    const ownName = isAlone ? 'This site' : `Study ${study}, this site`
    return [whole, { name: ownName, tone: own, points: ownCurveOf(roundList, kind) }]
  })
}

/** Costs are drawn from zero, and shares up to 1: a curve that comes near it should be seen to. */
function domainOf(
  studies: readonly StudyView[],
  kind: CurveKind
): { readonly domain?: readonly [number, number] } {
  const values = seriesOf(studies, kind).flatMap(({ points }) => points)
  if (kind === 'loss') return {}
  if (kind !== 'quality') return { domain: [0, 1.15 * Math.max(1, ...values.map(({ y }) => y))] }
  const least = Math.min(...values.map(({ y }) => y))
  if (values.length === 0 || least < 0) return {}
  return { domain: [least >= 0.9 ? 0.9 : least >= 0.5 ? 0.5 : 0, 1] }
}

function ComparePicker(properties: {
  readonly study: StudyView
  readonly compared: number | undefined
}) {
  const { study, compared } = properties
  const { value = [] } = useReading(readings.studies)
  const { go, path } = usePlace()
  const others = value.filter(({ study: each, round }) => each !== study.study && round > 1)
  if (others.length === 0) return null
  return (
    <Select
      aria-label="Compare with another study"
      value={compared ?? ''}
      onChange={({ target }) => {
        go(target.value === '' ? path : `${path}?compare=${target.value}`, { replace: true })
      }}
    >
      <option value="">Compare with…</option>
      {others.map(({ study: each, title }) => (
        <option key={each} value={each}>
          {each} {safe(title)}
        </option>
      ))}
    </Select>
  )
}
