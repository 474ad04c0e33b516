/** A long list, read page by page as the reader asks for more. */
import { asCommonholdError } from '@commonhold/base'
import type { CommonholdClient } from '@commonhold/sdk'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNode } from './node-context.tsx'
import type { Read } from './use-reading.ts'

/** A list that goes on. */
export type PagedReading<Entry, Place> = {
  /** Begins with the kind of thing, as a reading's. */
  readonly key: readonly (string | number)[]
  /** The entries from a place on; `next` is the place of the page after, none after the last. */
  readonly read: (
    client: CommonholdClient,
    place: Place | undefined
  ) => Promise<{ readonly entries: readonly Entry[]; readonly next?: Place | undefined }>
}

/** What was read of it so far. */
export type Pages<Entry> = Read<readonly Entry[]> & {
  /** Reads the next page; undefined where there is none. */
  readonly readMore: (() => void) | undefined
  readonly isReadingMore: boolean
}

/** Reads the first page, and more when it is told to. */
export function usePages<Entry, Place>(reading: PagedReading<Entry, Place>): Pages<Entry> {
  const { client } = useNode()
  const query = useInfiniteQuery({
    queryKey: reading.key,
    initialPageParam: undefined as Place | undefined,
    queryFn: ({ pageParam }) => reading.read(client, pageParam as Place | undefined),
    getNextPageParam: (last) => last.next
  })
  return {
    value: query.data?.pages.flatMap(({ entries }) => entries),
    error: query.error === null ? undefined : asCommonholdError(query.error),
    readAgain: () => void query.refetch(),
    readMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    isReadingMore: query.isFetchingNextPage
  }
}
