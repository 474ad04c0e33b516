/** The worker that verifies, so that the page stays quick: some seconds of arithmetic a study. */
import { asCommonholdError } from '@commonhold/base'
import { createClient } from '@commonhold/sdk/client/client'
import { config } from 'zod'
import { sleep } from '../node/sleep.ts'
import { verifyInBrowser } from './verify-in-browser.ts'
import type { VerifyNews, VerifyOrder } from './verify-messages.ts'

// Schemas would otherwise be compiled by eval, which the page's content policy forbids.
config({ jitless: true })

const tell = (news: VerifyNews): void => self.postMessage(news)

self.addEventListener('message', ({ data }: MessageEvent<VerifyOrder>) => {
  const { url, token, study, holder } = data
  const client = createClient({ url, token }, sleep)
  const startedAtMs = performance.now()
  verifyInBrowser({
    client,
    study,
    holder,
    onRound: (round, of) => tell({ kind: 'round', round, of }),
    onCheck: (check) => tell({ kind: 'check', check })
  }).then(
    (report) => tell({ kind: 'done', report, tookMs: performance.now() - startedAtMs }),
    (cause: unknown) => tell({ kind: 'failed', error: asCommonholdError(cause).toJSON() })
  )
})
