/**
 * Which JSON-RPC questions a stranger may put to the embedded chain, and in what form they are
 * passed on.
 *
 * What was judged must be what the chain reads. So a body is parsed here, each question is taken
 * apart into the fields that JSON-RPC knows, and a new body is written from them: a second `method`
 * key, odd spacing and extra fields do not reach the chain. Methods pass by an exact list.
 */

/** The methods that pass: all that a client with its own key needs to read, wait and send. */
export const allowedMethods: ReadonlySet<string> = new Set([
  'eth_blobBaseFee',
  'eth_blockNumber',
  'eth_call',
  'eth_chainId',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_gasPrice',
  'eth_getBalance',
  'eth_getBlockByHash',
  'eth_getBlockByNumber',
  'eth_getBlockReceipts',
  'eth_getBlockTransactionCountByHash',
  'eth_getBlockTransactionCountByNumber',
  'eth_getCode',
  'eth_getLogs',
  'eth_getProof',
  'eth_getStorageAt',
  'eth_getTransactionByBlockHashAndIndex',
  'eth_getTransactionByBlockNumberAndIndex',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getTransactionReceipt',
  'eth_maxPriorityFeePerGas',
  'eth_sendRawTransaction',
  'eth_syncing',
  'net_version',
  'web3_clientVersion'
])

/** The most questions of one batch. */
export const batchMax = 50

/** A question as it is passed on. */
export type Question = {
  readonly jsonrpc: '2.0'
  readonly id: number | string | null
  readonly method: string
  readonly params: readonly unknown[]
}

/** JSON-RPC 2.0's own way to refuse. */
export type Refusal = {
  readonly jsonrpc: '2.0'
  readonly id: number | string | null
  readonly error: { readonly code: number; readonly message: string }
}

/** What to do with a body: pass questions on, and answer others ourselves. */
export type Judgement = {
  readonly isBatch: boolean
  readonly questions: readonly Question[]
  readonly refusals: readonly Refusal[]
}

/** Judges a body of text; whatever it is, there is a judgement. */
export function judge(body: string): Judgement {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return refuseAll(refusal(null, -32_700, 'Not JSON.'))
  }
  if (!Array.isArray(parsed)) return sortOut([parsed], false)
  if (parsed.length === 0 || parsed.length > batchMax) {
    return refuseAll(refusal(null, -32_600, `A batch has 1 to ${batchMax} questions.`))
  }
  return sortOut(parsed, true)
}

function sortOut(entries: readonly unknown[], isBatch: boolean): Judgement {
  const judged = entries.map(questionFrom)
  return {
    isBatch,
    questions: judged.filter((entry): entry is Question => 'method' in entry),
    refusals: judged.filter((entry): entry is Refusal => 'error' in entry)
  }
}

function questionFrom(entry: unknown): Question | Refusal {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return refusal(null, -32_600, 'A question is an object.')
  }
  const { id: givenId, method, params = [] } = entry as Readonly<Record<string, unknown>>
  const id = typeof givenId === 'string' || typeof givenId === 'number' ? givenId : null
  if (typeof id === 'string' && id.length > 100)
    return refusal(null, -32_600, 'The id is too long.')
  if (typeof method !== 'string') return refusal(id, -32_600, 'A question names its method.')
  if (!allowedMethods.has(method)) {
    return refusal(id, -32_601, `"${method.slice(0, 60)}" is not offered here.`)
  }
  if (!Array.isArray(params)) return refusal(id, -32_602, 'Parameters are a list.')
  return { jsonrpc: '2.0', id, method, params }
}

function refuseAll(only: Refusal): Judgement {
  return { isBatch: false, questions: [], refusals: [only] }
}

/** A refusal in JSON-RPC's form. */
export function refusal(id: Question['id'], code: number, message: string): Refusal {
  return { jsonrpc: '2.0', id, error: { code, message } }
}
