/** Says whose lines are drawn, and why no other site has one. */
import type { StudyView } from '@commonhold/sdk'
import { ownLineWords } from '../../model/own-line-words.ts'
import css from './study-curves.module.css'

/** A sentence or two above the curves. */
export function OwnLineNote({ study }: { readonly study: StudyView }) {
  return <p className={css['note']}>{ownLineWords(study)}</p>
}
