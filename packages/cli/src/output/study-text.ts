/** Studies and their rounds as text. */
import type { ProposedStudy, RoundView, StudyView, TermsView } from '@commonhold/sdk'
import {
  formatBytes,
  formatDuration,
  formatMember,
  formatMetric,
  formatTime,
  safe
} from '@commonhold/sdk/format'
import type { Output } from './output.ts'
import { type Column, formatFields } from './table.ts'

/** The terms in plain words, one a line, and their digest. */
export function describeTerms(terms: TermsView): string {
  const lines = terms.plainWords.map((sentence) => `- ${safe(sentence)}`)
  return [...lines, '', `terms ${terms.digest}`].join('\n')
}

/** Columns that a study does not learn from, one a line, and an empty line after them. */
export function describeLeftOut(leftOut: ProposedStudy['leftOut']): readonly string[] {
  if (leftOut.length === 0) return []
  const lines = leftOut.map(({ column, why }) => `- "${safe(column)}" ${safe(why)}`)
  return ['Left out of what it learns from:', ...lines, '']
}

/** A study with all that is known of it. */
export function describeStudy(out: Output, study: StudyView): string {
  const names = namesOf(study)
  const parts = [
    formatFields([
      ['study', `${study.study}: ${study.title}`],
      ['state', study.state],
      ['round', `${Math.min(study.round, study.rounds)} of ${study.rounds}`],
      ['members', `${study.memberCount}, at least ${study.minCohort}, at most ${study.maxMembers}`],
      ['proposer', formatMember(study.proposer, names.get(study.proposer))],
      ['starts', study.state === 'proposed' ? startOf(study) : undefined],
      ['model asset', study.asset === undefined ? undefined : String(study.asset)],
      ['about', study.description === '' ? undefined : study.description],
      ['needs', study.needs?.text]
    ]),
    study.terms === undefined
      ? `terms ${study.termsDigest}: no member has sent the document yet`
      : describeTerms(study.terms),
    out.table(
      [
        { title: 'member', cell: ({ member, name }) => formatMember(member, name) },
        { title: 'dataset', align: 'right', cell: ({ dataset }) => String(dataset) },
        { title: 'survived', align: 'right', cell: ({ survived }) => String(survived) },
        { title: 'dropped', align: 'right', cell: ({ dropped }) => String(dropped) },
        { title: 'aggregated', align: 'right', cell: ({ aggregated }) => String(aggregated) }
      ],
      study.members
    ),
    ...(study.state === 'proposed' ? study.fits.map(describeFit) : [])
  ]
  if (study.roundList.length > 0) parts.push(out.table(roundColumns(names), study.roundList))
  return parts.join('\n\n')
}

function describeFit({ dataset, fits, problems }: StudyView['fits'][number]): string {
  const verdict = `your dataset "${dataset}" ${fits ? 'fits' : 'does not fit'}`
  return [verdict, ...problems.map((text) => `- ${text}`)].map(safe).join('\n')
}

/** When a study that is proposed will start. */
export function startOf({ maxMembers, minCohort, joinBy }: StudyView): string {
  return (
    `when ${maxMembers} have joined, or after ${formatTime(joinBy)} with at least ${minCohort}; ` +
    `the proposer may start it as soon as ${minCohort} have`
  )
}

/** Names of a study's members. */
export function namesOf(study: StudyView): ReadonlyMap<string, string> {
  return new Map(
    study.members.flatMap(({ member, name }) => (name === undefined ? [] : [[member, name]]))
  )
}

/**
 * Columns of the table of rounds, wide enough for rows that come one by one. `here` is the loss on
 * this node's own rows, `-` where it was away.
 */
export function roundColumns(names: ReadonlyMap<string, string>): readonly Column<RoundView>[] {
  const nameWidth = Math.max(10, ...[...names.values()].map((name) => name.length))
  return [
    { title: 'round', align: 'right', widthMin: 5, cell: ({ index }) => String(index) },
    { title: 'kind', widthMin: 10, cell: ({ kind }) => kind },
    { title: 'loss', align: 'right', widthMin: 7, cell: ({ metrics }) => lossOf(metrics) },
    { title: 'here', align: 'right', widthMin: 6, cell: ({ own }) => lossOf(own) },
    {
      title: 'AUC',
      align: 'right',
      widthMin: 6,
      cell: ({ metrics }) => formatMetric(metrics?.auc)
    },
    {
      title: 'aggregator',
      widthMin: nameWidth,
      cell: ({ aggregator }) =>
        aggregator === undefined ? '-' : (names.get(aggregator) ?? formatMember(aggregator))
    },
    {
      title: 'members',
      align: 'right',
      widthMin: 7,
      cell: ({ survivors, dropped }) => `${survivors.length}/${survivors.length + dropped.length}`
    },
    {
      title: 'traffic',
      align: 'right',
      widthMin: 9,
      cell: ({ trafficBytes }) => formatBytes(trafficBytes)
    },
    {
      title: 'time',
      align: 'right',
      widthMin: 7,
      cell: ({ durationMs }) => formatDuration(durationMs)
    },
    { title: 'block', align: 'right', widthMin: 6, cell: ({ block }) => String(block ?? '-') }
  ]
}

function lossOf(metrics: RoundView['metrics']): string {
  return formatMetric(metrics?.logLoss ?? metrics?.meanSquaredError)
}
