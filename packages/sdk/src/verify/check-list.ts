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

/** An empty list. `onCheck` is told each check as soon as it is made. */
export function createCheckList(onCheck?: (check: VerificationCheck) => void): CheckList {
  const checks: VerificationCheck[] = []
  const add = (check: VerificationCheck): void => {
    checks.push(check)
    onCheck?.(check)
  }
  return {
    checks,
    note({ implicates = [], round, ...check }) {
      const place = round === undefined ? {} : { round }
      const members = implicates.filter((name): name is MemberId => /^0x[0-9a-f]{40}$/.test(name))
      if (members.length === 0) add({ ...check, ...place })
      for (const member of members) add({ ...check, ...place, implicates: member })
    }
  }
}
