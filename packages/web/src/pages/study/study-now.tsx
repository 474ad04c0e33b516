/** The round that is open now: its phase among all phases, who sums, and what this node is at. */
import type { StudyView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { openPhases, phaseWord } from '../../model/study-words.ts'
import { useNode } from '../../node/node-context.tsx'
import { classNames } from '../../parts/class-names.ts'
import { Member } from '../../parts/member.tsx'
import { Section } from '../../parts/page.tsx'
import { Time } from '../../parts/time.tsx'
import css from './study-now.module.css'

/** The open round, live. */
export function StudyNow({ study }: { readonly study: StudyView }) {
  const { live } = useNode()
  const known = live.rounds.get(study.study)
  const open = known !== undefined && known.round >= study.round ? known : undefined
  const round = Math.max(1, open?.round ?? study.round)
  const reached = openPhases.indexOf(open?.phase ?? 'open')
  const note = study.joined
    ? undefined
    : 'this node does not take part, and sees only what is final'
  return (
    <Section title={`Round ${Math.min(round, study.rounds)} is open`} note={note}>
      <ol className={css['phases']} aria-label="Phases of the round">
        {openPhases.map((phase, index) => (
          <li
            key={phase}
            className={classNames(
              css['phase'],
              index < reached && css['done'],
              index === reached && css['now']
            )}
            aria-current={index === reached ? 'step' : undefined}
          >
            {phase}
          </li>
        ))}
      </ol>
      <p className={css['words']}>
        <span>
          {open?.text === undefined ? phaseWord(open?.phase ?? 'open') : safe(open.text)}
          {open?.fraction === undefined ? '' : `, ${Math.round(100 * open.fraction)} %`}
        </span>
        {open?.aggregator !== undefined && (
          <span className={css['side']}>
            summed by <Member member={open.aggregator} />
            {open.attempt > 0 && `, attempt ${open.attempt + 1}`}
          </span>
        )}
        {study.roundDueAt !== undefined && (
          <span className={css['side']}>
            may be skipped <Time atSeconds={study.roundDueAt} />
          </span>
        )}
      </p>
    </Section>
  )
}
