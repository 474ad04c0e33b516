/**
 * A member's rounds in the height of a line: a bar where it is in the sum, a taller one where it
 * did the summing, a hollow one where it dropped. Where there is no room for all, the newest stand.
 */
import { type MemberRound, memberRoundsWords, roundWords } from '../model/member-rounds.ts'
import { classNames } from '../parts/class-names.ts'
import css from './round-strip.module.css'
import { useWidth } from './use-width.ts'

const heightPx = 20
const lowPx = 10
const gapPx = 2
const barMaxPx = 14
const barMinPx = 3

/** The strip. It is as wide as there is room. */
export function RoundStrip({ rounds }: { readonly rounds: readonly MemberRound[] }) {
  const [frame, widthPx] = useWidth<HTMLDivElement>()
  const fitting = Math.floor((widthPx + gapPx) / (barMinPx + gapPx))
  const shown = rounds.slice(Math.max(0, rounds.length - fitting))
  const pitchPx = Math.floor((widthPx + gapPx) / Math.max(1, shown.length))
  const barPx = Math.min(barMaxPx, Math.max(barMinPx, pitchPx - gapPx))
  return (
    <div ref={frame} className={css['frame']}>
      {shown.length > 0 && (
        <svg
          className={css['strip']}
          width={shown.length * (barPx + gapPx) - gapPx}
          height={heightPx}
          role="img"
          aria-label={memberRoundsWords(rounds)}
        >
          {shown.map((round, at) => (
            <RoundBar key={round.index} round={round} x={at * (barPx + gapPx)} widthPx={barPx} />
          ))}
        </svg>
      )}
    </div>
  )
}

function RoundBar(properties: {
  readonly round: MemberRound
  readonly x: number
  readonly widthPx: number
}) {
  const { round, x, widthPx } = properties
  const { survived, aggregated } = round
  const tall = aggregated ? heightPx : lowPx
  // A stroke lies half outside of its shape.
  const inset = survived ? 0 : 0.5
  return (
    <rect
      className={classNames(css['bar'], css[survived ? 'survived' : 'dropped'])}
      x={x + inset}
      y={heightPx - tall + inset}
      width={widthPx - 2 * inset}
      height={tall - 2 * inset}
      rx={1}
    >
      <title>{roundWords(round)}</title>
    </rect>
  )
}

const examples = [
  { words: 'in the sum', survived: true, aggregated: false },
  { words: 'and aggregated', survived: true, aggregated: true },
  { words: 'dropped', survived: false, aggregated: false }
]

/** What the bars mean. */
export function RoundStripLegend() {
  return (
    <ul className={css['legend']}>
      {examples.map(({ words, ...round }) => (
        <li key={words} className={css['entry']}>
          <svg width="8" height={heightPx} aria-hidden="true">
            <RoundBar round={{ index: 0, ...round }} x={0} widthPx={8} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  )
}
