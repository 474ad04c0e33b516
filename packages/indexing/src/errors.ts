/** Errors of the index. */
import { CommonholdError } from '@commonhold/base'

/** The index's file cannot be written or read. */
export function indexUnusable(file: string, cause: unknown): CommonholdError {
  return new CommonholdError({
    code: 'INDEXING_UNUSABLE',
    fault: 'self',
    message: `The index in ${file} cannot be used: ${String(cause)}`,
    hint: 'Check the disk and the rights of the folder; the index itself can be deleted.',
    details: { file },
    cause
  })
}

/** An event speaks of something that no earlier event made. */
export function eventsMissing(what: string, blockNumber: number): CommonholdError {
  return new CommonholdError({
    code: 'INDEXING_MISSING_EVENTS',
    fault: 'chain',
    message: `Block ${blockNumber} speaks of ${what}, of which no earlier event tells.`,
    hint: 'Set ledger.fromBlock to the deployment, or use a provider that keeps all events.',
    retryable: true,
    details: { what, blockNumber }
  })
}

/** The chain changed between two questions about the same blocks. */
export function chainMoved(blockNumber: number): CommonholdError {
  return new CommonholdError({
    code: 'INDEXING_CHAIN_MOVED',
    fault: 'chain',
    message: `The chain reorganised around block ${blockNumber} while it was read.`,
    hint: 'Nothing is lost: the index reads those blocks again.',
    retryable: true,
    details: { blockNumber }
  })
}

/** The index was used after it was stopped. */
export function indexStopped(): CommonholdError {
  return new CommonholdError({
    code: 'INDEXING_STOPPED',
    fault: 'self',
    message: 'The index is stopped.',
    hint: 'Open it again.'
  })
}
