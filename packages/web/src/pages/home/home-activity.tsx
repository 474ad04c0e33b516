/** What happened of late, as the node told it since it was started. */
import { safe } from '@commonhold/sdk/format'
import { type HappeningWords, wordsOfAll } from '../../model/happening-words.ts'
import { useNode } from '../../node/node-context.tsx'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { classNames } from '../../parts/class-names.ts'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { Time } from '../../parts/time.tsx'
import { Link } from '../../router/router.tsx'
import css from './home-activity.module.css'

const shownMax = 12

/** The list, newest first. */
export function HomeActivity() {
  const { live } = useNode()
  const shown = wordsOfAll(live.recent).slice(0, shownMax)
  return (
    <Section title="What happened" flush>
      {shown.length === 0 ? (
        <p className={css['none']}>Nothing since this node was started.</p>
      ) : (
        <ol>
          {shown.map((words) => (
            <Line key={words.id} words={words} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function Line({ words }: { readonly words: HappeningWords }) {
  return (
    <li className={css['line']}>
      <span className={classNames(css['dot'], css[words.tone])} />
      <span className={css['text']}>
        {words.member !== undefined && <Member member={words.member} />} {words.text}{' '}
        <StudyTitle words={words} />
      </span>
      <span className={css['time']}>
        <Time atMs={words.atMs} />
      </span>
    </li>
  )
}

function StudyTitle({ words }: { readonly words: HappeningWords }) {
  const { value } = useReading(readings.studies)
  if (words.study === undefined) return null
  const title = value?.find(({ study }) => study === words.study)?.title
  return (
    <Link href={`/studies/${words.study}`} className={css['study']}>
      {title === undefined ? `study ${words.study}` : safe(title)}
    </Link>
  )
}
