/** Schemas of the small values that every document is made of. Each parses into its brand. */
import {
  type Bytes32,
  type Cid,
  type Hex,
  type MemberId,
  parseCid,
  parseStudyId,
  type StudyId
} from '@commonhold/base'
import { z } from 'zod'

/** Lower-case 32-byte hexadecimal. */
export const bytes32Schema = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, 'expected 0x and 64 lower-case hexadecimal digits')
  .transform((text) => text as Bytes32)

/** Lower-case account. */
export const memberIdSchema = z
  .string()
  .regex(/^0x[0-9a-f]{40}$/, 'expected 0x and 40 lower-case hexadecimal digits')
  .transform((text) => text as MemberId)

/** Lower-case hexadecimal of exactly `sizeBytes` bytes. */
export function hexSchema(sizeBytes: number): z.ZodType<Hex, string> {
  return z
    .string()
    .length(2 + 2 * sizeBytes, `expected ${sizeBytes} bytes of hexadecimal`)
    .regex(/^0x[0-9a-f]*$/, 'expected lower-case hexadecimal')
    .transform((text) => text as Hex)
}

/** A content id. */
export const cidSchema = z
  .string()
  .max(100)
  .transform((text, context): Cid => {
    try {
      return parseCid(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a content id' })
      return z.NEVER
    }
  })

/** A study's number. */
export const studyIdSchema = z
  .number()
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER)
  .transform((value): StudyId => parseStudyId(value))

/** A whole number that fits 32 bits. */
export const uint32Schema = z.number().int().min(0).max(0xffff_ffff)
