/**
 * What a member notes of a question that it refused. Questions are not signed: that an aggregator
 * showed different things to different members is proven to nobody by them, so what each member
 * notes, by whom it was asked, is all there is to find a liar by.
 */
import { asCommonholdError, type Log, type MemberId } from '@commonhold/base'
import type { RoundQuestion } from './round-messages.ts'

/** An honest aggregator that is late, early or was restarted meets this rule, and no other. */
const ruleOfOrder = 'R1'

/** One line, which names who asked. */
export function tellRefusal(
  log: Log,
  question: RoundQuestion,
  from: MemberId,
  cause: unknown
): void {
  const { code, message, details } = asCommonholdError(cause)
  const { attempt, ask } = question
  const { rule } = details
  const fields = { from, attempt, phase: ask.kind, code, rule, why: message }
  if (rule === ruleOfOrder) log.debug('round.refused', fields)
  else log.warn('round.refused', fields)
}
