/** Where an application begins: a client of a node, by its address or by its home folder. */
import type { NodeAddress } from './call.ts'
import { type CommonholdClient, createClient } from './client.ts'

/** A node by its address, or, on its own machine, by its home folder. */
export type ConnectOptions = NodeAddress | { readonly home: string }

/**
 * A client. Only `home` needs Node: it is read by a module that is loaded for it alone.
 * @throws {CommonholdError} `SDK_NODE_NOT_RUNNING` where no node runs on that home
 */
export async function connect(options: ConnectOptions): Promise<CommonholdClient> {
  if ('url' in options) return createClient(options, sleep)
  const { readHomeAddress } = await import('./home-address.ts')
  return createClient(await readHomeAddress(options.home), sleep)
}

function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, delayMs)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
