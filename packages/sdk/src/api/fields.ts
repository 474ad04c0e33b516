/**
 * The fields that more than one request or answer holds. Schemas turn what arrives into the same
 * branded values that the rest of the code speaks, and bound every text and list.
 */
import type { AssetId, Bytes32, Cid, MemberId, StudyId, UnixSeconds } from '@commonhold/base'
import { z } from 'zod'

/** The longest name or title, in UTF-16 units. */
export const nameLengthMax = 120
/** The longest free text, in UTF-16 units. */
export const textLengthMax = 4000

/** A member's account: 0x and 40 hexadecimal digits. */
export const memberField = z
  .string()
  .toLowerCase()
  .regex(/^0x[0-9a-f]{40}$/, '0x and 40 hexadecimal digits') as unknown as z.ZodType<
  MemberId,
  string
>

/** A digest or key: 0x and 64 hexadecimal digits. */
export const bytes32Field = z
  .string()
  .toLowerCase()
  .regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits') as unknown as z.ZodType<
  Bytes32,
  string
>

/** A content id: CIDv1, raw, SHA-256, base 32. */
export const cidField = z
  .string()
  .regex(/^bafkrei[a-z2-7]{52}$/, 'a content id, beginning with bafkrei') as unknown as z.ZodType<
  Cid,
  string
>

/** A study's number on its ledger, from 1. */
export const studyField = z.int().min(1) as unknown as z.ZodType<StudyId, number>

/** An asset's number on its ledger, from 1. */
export const assetField = z.int().min(1) as unknown as z.ZodType<AssetId, number>

/** Seconds since 1970. */
export const unixSecondsField = z.int().min(0) as unknown as z.ZodType<UnixSeconds, number>

/** A name or title: 1 to 120 characters, without control characters. */
export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(nameLengthMax)
  .regex(/^\P{Cc}*$/u, 'no control characters')

/** Free text of at most 4,000 characters. */
export const textField = z.string().max(textLengthMax)

/** A dataset's id at its own node: lower-case letters, digits and hyphens, 1 to 64. */
export const datasetField = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens, at most 64')

/** A count or a size, 0 or more. */
export const countField = z.int().min(0)
