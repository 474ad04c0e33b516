/** What the page and the worker that verifies say to each other. */
import type { ErrorReport, MemberId, StudyId } from '@commonhold/base'
import type { VerificationCheck, VerificationReport } from '@commonhold/sdk'

/** The one order that a worker takes. */
export type VerifyOrder = {
  readonly url: string
  readonly token: string
  readonly study: StudyId
  readonly holder: MemberId
}

/** What a worker tells, in order; `done` or `failed` comes last, and once. */
export type VerifyNews =
  | { readonly kind: 'round'; readonly round: number; readonly of: number }
  | { readonly kind: 'check'; readonly check: VerificationCheck }
  | { readonly kind: 'done'; readonly report: VerificationReport; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly error: ErrorReport }
