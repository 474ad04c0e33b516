/**
 * What the node says of a proposal while it is being written: its terms, or why it refuses them.
 */
import { asCommonholdError, type CommonholdError } from '@commonhold/base'
import type { ProposeStudyInput, TermsView } from '@commonhold/sdk'
import { useEffect, useState } from 'react'
import { useNode } from './node-context.tsx'
import { sleep } from './sleep.ts'

/** After the last key; each check reads the dataset. */
const pauseMs = 350

/** The last answer. It stays while the next is awaited. */
export type DryRun = {
  readonly terms?: TermsView
  readonly error?: CommonholdError
  readonly isAsking: boolean
}

/** Asks again when the request changes; nothing is asked where there is none. */
export function useDryRun(request: ProposeStudyInput | undefined): DryRun {
  const { client } = useNode()
  const [answer, setAnswer] = useState<DryRun>({ isAsking: false })
  const text = request === undefined ? undefined : JSON.stringify(request)
  useEffect(() => {
    if (text === undefined) return undefined
    const outdated = new AbortController()
    const { signal } = outdated
    const ask = async (): Promise<void> => {
      await sleep(pauseMs, signal)
      setAnswer((known) => ({ ...known, isAsking: true }))
      const next = await client.proposeStudy({ ...JSON.parse(text), dryRun: true }).then(
        ({ terms }): DryRun => ({ terms, isAsking: false }),
        (cause): DryRun => ({ error: asCommonholdError(cause), isAsking: false })
      )
      if (!signal.aborted) setAnswer(next)
    }
    ask().catch(() => undefined)
    return () => outdated.abort()
  }, [client, text])
  return text === undefined ? { isAsking: false } : answer
}
