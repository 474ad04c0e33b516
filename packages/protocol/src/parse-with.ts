/** One way from outside JSON through a zod schema into a typed document. */
import type { CommonholdError, Json } from '@commonhold/base'
import type { z } from 'zod'

/**
 * @param fail makes the error from the first thing that was wrong and where it stands
 * @throws what `fail` makes
 */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: Json | unknown,
  fail: (why: string, path: string) => CommonholdError
): z.output<Schema> {
  const outcome = schema.safeParse(value)
  if (outcome.success) return outcome.data
  const issue = outcome.error.issues[0]
  throw fail(issue?.message ?? 'it does not fit', issue?.path.map(String).join('.') ?? '')
}
