/** What came of recomputing a study from its public files. */
import { z } from 'zod'
import { memberField, studyField } from './fields.ts'

/** One thing that was checked. */
export const checkSchema = z.object({
  name: z.string(),
  /** The round it belongs to, from 1. */
  round: z.int().min(1).optional(),
  ok: z.boolean(),
  detail: z.string(),
  /** Who is to blame where it failed. */
  implicates: memberField.optional()
})
export type VerificationCheck = z.infer<typeof checkSchema>

/** Answer of `POST /v1/studies/{study}/verification`. */
export const verificationSchema = z.object({
  study: studyField,
  /** Whether every check held. */
  ok: z.boolean(),
  checks: z.array(checkSchema).readonly(),
  /** Named numbers, with their unit in the name: `recomputedRounds`, `readBytes`, `tookMs`. */
  figures: z.record(z.string(), z.union([z.number(), z.string()]))
})
export type VerificationReport = z.infer<typeof verificationSchema>
