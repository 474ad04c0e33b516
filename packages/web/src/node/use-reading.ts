/** Reading from the node in a part: kept, shared between parts, and read again when it is stale. */
import { asCommonholdError, type CommonholdError } from '@commonhold/base'
import { useQuery } from '@tanstack/react-query'
import { useNode } from './node-context.tsx'
import type { Reading } from './readings.ts'

/** What is known of a reading now. `value` stays while it is read again, also where that fails. */
export type Read<Value> = {
  readonly value: Value | undefined
  /** Of the last attempt, where it failed. */
  readonly error: CommonholdError | undefined
  readonly readAgain: () => void
}

/** Reads, and goes on reading as events come. */
export function useReading<Value>(
  reading: Reading<Value>,
  options: { readonly enabled?: boolean } = {}
): Read<Value> {
  const { client } = useNode()
  const query = useQuery({
    queryKey: reading.key,
    queryFn: () => reading.read(client),
    enabled: options.enabled ?? true,
    ...(reading.everyMs === undefined ? {} : { refetchInterval: reading.everyMs })
  })
  return {
    value: query.data,
    error: query.error === null ? undefined : asCommonholdError(query.error),
    readAgain: () => void query.refetch()
  }
}
