/**
 * Loss and quality along the rounds, and what each round cost; beside another study where wanted.
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
        height={kind === 'loss' || kind === 'quality' ? 240 : 150}
      />
    </div>
  )
  return (
    <Section
      title="Curves"
      note="over the members’ own validation rows, as masked sums gave them"
      actions={<ComparePicker study={study} compared={compared} />}
      flat
    >
      {compared !== undefined && other.error !== undefined && <ErrorNotice error={other.error} />}
      <Columns>
        {plot('loss', lossName(study.roundList), lossText)}
        {plot('quality', qualityName(study.roundList), (value) => decimal(value, 3))}
        {plot('duration', 'Time of a round', formatDuration)}
        {plot('traffic', 'Bytes of a round', (kib) => formatBytes(1024 * kib))}
      </Columns>
    </Section>
  )
}

function lossText(value: number): string {
  return Math.abs(value) >= 100 ? shortNumber(value) : decimal(value, 3)
}

function seriesOf(studies: readonly StudyView[], kind: CurveKind): readonly LineSeries[] {
  return studies.map(({ study, roundList }, index) => ({
    name: `Study ${study}`,
    tone: index === 0 ? 1 : 2,
    points: curveOf(roundList, kind)
  }))
}

/** Costs are drawn from zero, and shares up to 1: a curve that comes near it should be seen to. */
function domainOf(
  studies: readonly StudyView[],
  kind: CurveKind
): { readonly domain?: readonly [number, number] } {
  const values = studies.flatMap(({ roundList }) => curveOf(roundList, kind))
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
