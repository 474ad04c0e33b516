/** One member's part in each final round of a study: what the ledger and the transcripts tell. */
import type { RoundView } from '@commonhold/sdk'

/** What a member was in one round. */
export type MemberRound = {
  readonly index: number
  /** Whether its vector is in the sum. */
  readonly survived: boolean
  /** Whether it did the summing. */
  readonly aggregated: boolean
}

/** Its rounds, by growing number. */
export function memberRounds(member: string, rounds: readonly RoundView[]): readonly MemberRound[] {
  return rounds
    .map(({ index, survivors, aggregator }) => ({
      index,
      survived: survivors.some((each) => each === member),
      aggregated: aggregator === member
    }))
    .toSorted((left, right) => left.index - right.index)
}

/** One round in words: `Round 5: dropped`. */
export function roundWords({ index, survived, aggregated }: MemberRound): string {
  const words = [survived ? 'in the sum' : 'dropped', ...(aggregated ? ['aggregated it'] : [])]
  return `Round ${index}: ${words.join(', ')}`
}

/** All of them in a sentence, for who cannot see the strip. */
export function memberRoundsWords(rounds: readonly MemberRound[]): string {
  const numbersOf = (isWanted: (round: MemberRound) => boolean): string =>
    spansOf(rounds.filter(isWanted).map(({ index }) => index))
  const survived = rounds.filter((round) => round.survived).length
  const dropped = numbersOf((round) => !round.survived)
  const aggregated = numbersOf((round) => round.aggregated)
  return [
    `in the sum of ${survived} of ${rounds.length} rounds`,
    ...(dropped === '' ? [] : [`dropped in ${dropped}`]),
    ...(aggregated === '' ? [] : [`aggregated ${aggregated}`])
  ].join('; ')
}

/** Numbers with runs shortened: `2, 5 to 8`. */
function spansOf(numbers: readonly number[]): string {
  const spans: [number, number][] = []
  for (const number of numbers) {
    const last = spans.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else spans.push([number, number])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ')
}
