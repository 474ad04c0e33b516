/**
 * The ranges of what a proposer fixes: the contract's `Proposals` library, in the same order.
 *
 * A year's bound on `joinBy` keeps numbers from a ledger safe for readers that count in 53 bits.
 */
import { type UnixSeconds, zeroBytes32 } from '@commonhold/base'
import type { StudyProposal } from '../ledger/ledger.ts'

/** The longest that joining may stay open. */
export const joiningSecondsMax: number = 365 * 24 * 3600

/** The longest that a round may stay open before anyone may skip it. */
export const roundSecondsMax: number = 30 * 24 * 3600

/** The most members of a study: a set of them is one word of 256 bits. */
export const studyMembersMax = 256

/**
 * @param now time of the block that the proposal is made in
 * @returns the first field that is out of its range; undefined where all are in
 */
export function fieldOutOfRange(
  proposal: StudyProposal,
  now: UnixSeconds
): keyof StudyProposal | undefined {
  const { cohortMin } = proposal
  if (proposal.terms === zeroBytes32) return 'terms'
  if (!isWithin(proposal.rounds, 1, 10_000)) return 'rounds'
  if (!isWithin(cohortMin, 2, studyMembersMax)) return 'cohortMin'
  if (!isWithin(proposal.membersMax, cohortMin, studyMembersMax)) return 'membersMax'
  if (!isWithin(proposal.skipsMax, 1, 1_000)) return 'skipsMax'
  if (!isWithin(proposal.joinBy, now, now + joiningSecondsMax)) return 'joinBy'
  if (!isWithin(proposal.roundSeconds, 1, roundSecondsMax)) return 'roundSeconds'
  return undefined
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max
}
