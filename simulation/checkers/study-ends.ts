/**
 * What is promised by nobody in so many words and expected by everyone: once nothing goes wrong any
 * more, every study ends with its model, its rounds are one chain, and every node that is up knows
 * all of it. Without this a network that stands still would break no promise.
 */
import type { MemberId } from '@commonhold/base'
import { type Aftermath, type Checker, type EndedStudy, type Finding, nothing } from './checker.ts'

/** Looks at the end. */
export function watchEnds(nameOf: (member: MemberId) => string): Checker {
  return {
    promise: 'END',
    see: () => nothing,
    async end(aftermath) {
      const { studies, planned } = aftermath
      const missing = planned - studies.length
      const findings: Finding[] = []
      if (missing > 0) findings.push(broken(`${missing} studies were never proposed`))
      for (const study of studies) {
        findings.push(...faultsOf(study, aftermath, nameOf).map(broken))
      }
      return findings
    }
  }
}

function broken(text: string): Finding {
  return { promise: 'END', text }
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
