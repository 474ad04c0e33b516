/**
 * What is promised by nobody in so many words and expected by everyone: once nothing goes wrong any
 * more, every study ends with its model, its rounds are one chain, and every node that is up knows
 * all of it. Without this a network that stands still would break no promise.
 *
 * One limit is known, and told as such: a member that signed the survivors of an attempt, and dies
 * before it releases its shares, has lost those that it held. Where the others have released and
 * hold too few between them, the incoming model stays locked (R7), and the study is over without a
 * model. It takes as many deaths in that moment as the round has members to spare: none of three,
 * one of four.
 */
import type { MemberId } from '@commonhold/base'
import {
  type Aftermath,
  type Checker,
  type EndedStudy,
  type Finding,
  nothing,
  type Sight
} from './checker.ts'

const limit = 'died between signing the survivors and releasing'

/** Looks at the end. */
export function watchEnds(nameOf: (member: MemberId) => string): Checker {
  const attempts = createAttemptBook()
  return {
    promise: 'END',
    see(sight) {
      attempts.note(sight)
      return nothing
    },
    async end(aftermath) {
      const { studies, planned } = aftermath
      const missing = planned - studies.length
      const findings: Finding[] = []
      if (missing > 0) findings.push(broken(`${missing} studies were never proposed`))
      for (const study of studies) {
        const texts = faultsOf(study, aftermath, nameOf)
        const { round } = study.record
        const isLimit = texts.length > 0 && attempts.isLocked(study.study, round)
        findings.push(...texts.map((text) => (isLimit ? { ...broken(text), limit } : broken(text))))
      }
      return findings
    }
  }
}

function broken(text: string): Finding {
  return { promise: 'END', text }
}

/** Who signed survivors, who released, and who died in between, by attempt. */
function createAttemptBook() {
  type Attempt = {
    readonly study: number
    readonly round: number
    readonly signed: Set<MemberId>
    readonly released: Set<MemberId>
    readonly lost: Set<MemberId>
  }
  const attempts = new Map<string, Attempt>()
  const of = (place: { study: number; round: number; epoch: number; attempt: number }): Attempt => {
    const { study, round, epoch, attempt } = place
    const name = `${study} ${round}/${epoch} ${attempt}`
    const known = attempts.get(name)
    if (known !== undefined) return known
    const fresh = { study, round, signed: new Set<MemberId>() }
    const begun = { ...fresh, released: new Set<MemberId>(), lost: new Set<MemberId>() }
    attempts.set(name, begun)
    return begun
  }
  return {
    note(sight: Sight): void {
      if (sight.kind === 'answered') {
        const attempt = of(sight.question)
        if (sight.answer.kind === 'survivors') attempt.signed.add(sight.message.from)
        if (sight.answer.kind === 'unmask') attempt.released.add(sight.message.from)
      }
      // An aggregator signs and releases without a word on the wire.
      if (sight.kind === 'asked' && sight.question.attempt === sight.question.turn) {
        const { ask } = sight.question
        if (ask.kind === 'unmask') of(sight.question).signed.add(sight.message.from)
        if (ask.kind === 'result') of(sight.question).released.add(sight.message.from)
      }
      if (sight.kind !== 'died') return
      for (const { signed, released, lost } of attempts.values()) {
        if (signed.has(sight.member) && !released.has(sight.member)) lost.add(sight.member)
      }
    },
    /** Whether shares of the round are out that nobody can add to any more. */
    isLocked(study: number, round: number): boolean {
      return [...attempts.values()].some(
        (attempt) =>
          attempt.study === study &&
          attempt.round === round &&
          attempt.released.size > 0 &&
          attempt.lost.size > 0
      )
    }
  }
}

function faultsOf(
  { study, record, rounds }: EndedStudy,
  { nodes }: Aftermath,
  nameOf: (member: MemberId) => string
): readonly string[] {
  const texts: string[] = []
  if (record.state !== 'closed') {
    texts.push(`study ${study} is ${record.state}, at round ${record.round}`)
  }
  let model = record.proposal.terms
  for (const [index, round] of rounds.entries()) {
    if (round.round !== index + 1) texts.push(`study ${study} has no round ${index + 1}`)
    if (round.previousModel !== model) texts.push(`round ${round.round} begins with another model`)
    model = round.model
  }
  for (const node of nodes) {
    const { member } = node.plan
    if (!record.members.some((seat) => seat.member === member)) continue
    const known = node.manager.finals(study)
    if (known.length === rounds.length) continue
    texts.push(`${nameOf(member)} knows ${known.length} of ${rounds.length} rounds of ${study}`)
  }
  return texts
}
