/** One JSON-RPC 2.0 question to the embedded chain, for what its owner alone may ask of it. */
import { CommonholdError } from '@commonhold/base'

const timeoutMs = 10_000

/** @throws {CommonholdError} `LEDGER_UNREACHABLE` where there is no answer, or an error */
export async function askChain(
  url: string,
  method: string,
  params: readonly unknown[] = []
): Promise<unknown> {
  let answer: { readonly result?: unknown; readonly error?: { readonly message?: string } }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      signal: AbortSignal.timeout(timeoutMs)
    })
    answer = (await response.json()) as typeof answer
  } catch (cause) {
    throw unreachable(url, method, 'gave no answer', cause)
  }
  if (answer.error) throw unreachable(url, method, `answered "${answer.error.message}"`)
  return answer.result
}

function unreachable(url: string, method: string, why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_UNREACHABLE',
    fault: 'chain',
    message: `The chain at ${url} ${why} to ${method}.`,
    hint: 'Check that the chain runs and that the address is right.',
    retryable: true,
    details: { url, method },
    cause
  })
}
