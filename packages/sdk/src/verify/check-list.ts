/** The checks of a verification, as they are made. */
import type { MemberId } from '@commonhold/base'
import type { VerificationCheck } from '../api/verification.ts'

/** Collects checks as they are made. */
export type CheckList = {
  readonly checks: VerificationCheck[]
  /** Notes a check; a list of the implicated becomes one check for each. */
  note(check: {
    readonly name: string
    readonly round?: number
    readonly ok: boolean
    readonly detail: string
    readonly implicates?: readonly (MemberId | string)[]
  }): void
}

/** An empty list. */
export function createCheckList(): CheckList {
  const checks: VerificationCheck[] = []
  return {
    checks,
    note({ implicates = [], round, ...check }) {
      const place = round === undefined ? {} : { round }
      const members = implicates.filter((name): name is MemberId => /^0x[0-9a-f]{40}$/.test(name))
      if (members.length === 0) checks.push({ ...check, ...place })
      for (const member of members) checks.push({ ...check, ...place, implicates: member })
    }
  }
}
