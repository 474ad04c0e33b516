/**
 * Updates as 32-bit integers whose sum cannot overflow, and the step that a sum means.
 *
 * A member sends round(share · update · scale), where share is its training rows of all members'.
 * Shares add up to at most 1 and every update is cut to ±bound, so however many members there are
 * the honest sum stays within ±bound · scale = ±2^30, plus half a unit each. What is lost to
 * rounding is 2^-31 of the bound a member.
 */
import { badSum } from './stage-errors.ts'

const honestMax = 2 ** 30
const membersMax = 1024

/** A member's elements, one a parameter. */
export function encodeUpdate(options: {
  readonly before: Float32Array
  readonly after: Float32Array
  /** Rows of this member and of all. */
  readonly rows: number
  readonly totalRows: number
  readonly bound: number
  readonly into: Uint32Array
}): void {
  const { before, after, rows, totalRows, bound, into } = options
  const share = Math.min(1, rows / totalRows)
  for (let index = 0; index < before.length; index++) {
    const change = after[index]! - before[index]!
    // A model that diverged is no reason to send nonsense: what is not a number is no change.
    const cut = Number.isNaN(change) ? 0 : Math.max(-bound, Math.min(bound, change))
    into[index] = Math.round((share * cut * honestMax) / bound)
  }
}

/**
 * The parameters after the members' mean update.
 *
 * @param rows training rows of the members that are in the sum, 1 to `totalRows`
 * @throws {CommonholdError} `LEARNING_BAD_SUM` where the mean is beyond the bound
 */
export function applySum(options: {
  readonly before: Float32Array
  readonly sum: Uint32Array
  readonly rows: number
  readonly totalRows: number
  readonly bound: number
  readonly rate: number
}): Float32Array<ArrayBuffer> {
  const { before, sum, rows, totalRows, bound, rate } = options
  const limit = honestMax * (rows / totalRows) + membersMax
  const unit = (bound / honestMax) * (totalRows / rows)
  const after = new Float32Array(before.length)
  for (let index = 0; index < before.length; index++) {
    const total = sum[index]! | 0
    if (Math.abs(total) > limit) {
      throw badSum(`the mean update of parameter ${index} is beyond ${bound}`)
    }
    const mean = Math.max(-bound, Math.min(bound, total * unit))
    after[index] = before[index]! + rate * mean
    if (!Number.isFinite(after[index]!)) throw badSum(`parameter ${index} overflowed`)
  }
  return after
}
