/** Changing something at the node in a part: one at a time, with its error to show. */
import { asCommonholdError, type CommonholdError } from '@commonhold/base'
import type { CommonholdClient } from '@commonhold/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useNode } from './node-context.tsx'

/** A change that can be made. */
export type Change<Input> = {
  /** Resolves to whether it was made; while one is under way a second is not begun. */
  readonly run: (input: Input) => Promise<boolean>
  readonly isRunning: boolean
  /** Of the last attempt. */
  readonly error: CommonholdError | undefined
  readonly clear: () => void
}

/**
 * @param change what is asked of the node; everything that was read is read again after it
 * @param onDone told with its answer
 * @param options.isQuestion it changes nothing, as a prediction: then nothing is read again
 */
export function useChange<Input, Answer>(
  change: (client: CommonholdClient, input: Input) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
  { isQuestion = false }: { readonly isQuestion?: boolean } = {}
): Change<Input> {
  const { client } = useNode()
  const queries = useQueryClient()
  const [isRunning, setIsRunning] = useState(false)
  const [error, setError] = useState<CommonholdError>()
  const run = async (input: Input): Promise<boolean> => {
    if (isRunning) return false
    setIsRunning(true)
    setError(undefined)
    try {
      const answer = await change(client, input)
      if (!isQuestion) await queries.invalidateQueries()
      onDone?.(answer)
      return true
    } catch (cause) {
      setError(asCommonholdError(cause))
      return false
    } finally {
      setIsRunning(false)
    }
  }
  return { run, isRunning, error, clear: useCallback(() => setError(undefined), []) }
}
