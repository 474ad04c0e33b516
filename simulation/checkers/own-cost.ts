/**
 * P8: a malformed, oversized or replayed message costs its sender, and nothing else. Whatever
 * arrives that no honest node sent must be refused by name, and not as a defect; that the others
 * go on in spite of it is seen by the end of every study.
 */
import type { MemberId } from '@commonhold/base'
import { type Checker, nothing } from './checker.ts'

/** Watches all members of a world. */
export function watchMalformed(nameOf: (member: MemberId) => string): Checker {
  return {
    promise: 'P8',
    see(sight) {
      if (sight.kind !== 'malformed') return nothing
      const { message, refusedBy } = sight
      const what = `a spoiled ${message.about} of ${nameOf(message.from)}`
      if (refusedBy === undefined) {
        return [{ promise: 'P8', text: `${nameOf(message.to)} answered ${what}` }]
      }
      if (refusedBy !== 'BASE_UNEXPECTED') return nothing
      return [{ promise: 'P8', text: `${nameOf(message.to)} was not prepared for ${what}` }]
    },
    end: async () => nothing
  }
}
