/** Waiting in a browser, as the client asks for it. */
import type { Sleep } from '@commonhold/sdk/client/events'

/** Rejects with the signal's reason when it is aborted. */
export const sleep: Sleep = (delayMs, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const end = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end)
      resolve()
    }, delayMs)
    signal?.addEventListener('abort', end, { once: true })
  })
