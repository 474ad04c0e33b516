/** What the readers of published masking documents share: fields of a fixed size, and reasons. */
import { z } from 'zod'

/** Lower-case hexadecimal of exactly `length` bytes. */
export function bytesAsHex(length: number) {
  const digits = 2 * length
  return z
    .string()
    .length(digits + 2)
    .regex(/^0x[0-9a-f]*$/)
}

/** A member's id in lower-case hexadecimal. */
export const memberAsHex = bytesAsHex(20)

/** The first of the faults that were found, with its place in the document. */
export function reasonsOf(error: z.ZodError): string {
  const first = error.issues[0]
  if (first === undefined) return 'it has another shape'
  const place = first.path.join('.')
  return place === '' ? first.message : `${first.message} at ${place}`
}
