/** An error as it travels: the plain form of `CommonholdError`, inside `{ "error": … }`. */
import { z } from 'zod'

/** Body of every answer that is not 2xx. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string().regex(/^[A-Z][A-Z0-9_]{2,63}$/),
    fault: z.enum(['caller', 'peer', 'chain', 'self']),
    message: z.string(),
    hint: z.string(),
    retryable: z.boolean(),
    details: z.record(z.string(), z.unknown())
  })
})
