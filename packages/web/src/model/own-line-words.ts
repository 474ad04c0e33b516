/** Whose lines a study's curves are, and why no other site has one. */
import type { StudyView } from '@commonhold/sdk'
import { count } from './figures.ts'

/** A sentence or two, by what this node has of the study. */
export function ownLineWords({
  joined,
  roundList
}: Pick<StudyView, 'joined' | 'roundList'>): string {
  if (!joined) {
    return (
      'Masks hide every site’s figures: what is drawn is of all members together. ' +
      'Each of them sees its own line, at its own node.'
    )
  }
  const hidden = 'Masks hide every other site’s figures, and yours from the others.'
  if (roundList.every(({ metrics }) => metrics === undefined)) return hidden
  const latest = roundList.findLast(({ own }) => own !== undefined)
  if (latest?.own === undefined || latest.metrics === undefined) {
    return `${hidden} This site has no line: it was away, or keeps no rows for validation.`
  }
  const [own, all] = [latest.own.rows, latest.metrics.rows]
  return (
    `${hidden} “This site” is over your own ${count(own)} of the ${count(all)} validation rows, ` +
    'and known at this node alone.'
  )
}
