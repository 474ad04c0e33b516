/** `fetch` for a chain's answers, up to a size: a provider may be wrong, or hostile. */
import { CommonholdError } from '@commonhold/base'

/** The largest answer that is read, in bytes: some 100,000 events. */
export const answerBytesMax = 64 * 2 ** 20

/** As `fetch`, but the body is read here, up to the limit. */
export async function boundedFetch(
  input: string | URL | Request,
  init?: RequestInit
): Promise<Response> {
  const response = await fetch(input, init)
  const { status, statusText, headers, body } = response
  if (body === null) return response
  const parts: Uint8Array<ArrayBuffer>[] = []
  let sizeBytes = 0
  for await (const part of body) {
    sizeBytes += part.length
    if (sizeBytes > answerBytesMax) throw answerTooLarge()
    parts.push(part)
  }
  return new Response(new Blob(parts), { status, statusText, headers })
}

function answerTooLarge(): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_BAD_ANSWER',
    fault: 'chain',
    message: `The chain's answer is over ${answerBytesMax} bytes.`,
    hint: 'Check that ledger.rpcUrl is a JSON-RPC endpoint, and that it can be trusted.'
  })
}
