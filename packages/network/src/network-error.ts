/**
 * The errors of this package, each made in one place, so that their words agree. Whoever catches
 * them looks at `code` and `retryable`; the pages in `docs/errors` say more.
 */
import { CommonholdError, type Fault } from '@commonhold/base'

type Known = { readonly fault: Fault; readonly hint: string; readonly retryable: boolean }

const known = {
  NETWORK_NO_SUCH_BLOB: {
    fault: 'caller',
    hint: 'Fetch it from a member that has it, or check the content id.',
    retryable: false
  },
  NETWORK_BLOB_TOO_LARGE: {
    fault: 'caller',
    hint: 'Raise the limit if content of this size is expected.',
    retryable: false
  },
  NETWORK_STORE_FULL: {
    fault: 'self',
    hint: 'Free disk space by dropping studies that are over, or raise the store limit.',
    retryable: true
  },
  NETWORK_BLOB_DAMAGED: {
    fault: 'self',
    hint: 'It was removed; fetch it again, and check the disk if this happens twice.',
    retryable: true
  },
  NETWORK_BAD_CONTENT: {
    fault: 'peer',
    hint: 'Fetch from another member; this one sent bytes that do not match the content id.',
    retryable: true
  },
  NETWORK_UNREACHABLE: {
    fault: 'peer',
    hint: "Check that the member's node runs and that its address can be reached.",
    retryable: true
  },
  NETWORK_TIMEOUT: {
    fault: 'peer',
    hint: 'Try again later, or allow more time.',
    retryable: true
  },
  NETWORK_TOO_LARGE: {
    fault: 'peer',
    hint: 'Send large content by its content id, or raise the limit on both sides.',
    retryable: false
  },
  NETWORK_REFUSED: {
    fault: 'peer',
    hint: "Read details.peerCode: it is the other node's own error code.",
    retryable: false
  },
  NETWORK_BAD_MESSAGE: {
    fault: 'peer',
    hint: 'Check that both nodes run compatible versions of Commonhold.',
    retryable: false
  },
  NETWORK_NO_SUCH_TOPIC: {
    fault: 'caller',
    hint: 'Check that both nodes run compatible versions of Commonhold.',
    retryable: false
  },
  NETWORK_BUSY: {
    fault: 'caller',
    hint: 'Wait for some of the open requests to end, then try again.',
    retryable: true
  },
  NETWORK_RATE_LIMITED: {
    fault: 'caller',
    hint: 'Wait a minute and ask less often.',
    retryable: true
  },
  NETWORK_IMPOSTOR: {
    fault: 'peer',
    hint: "The ledger's node key for this member is another one: update it there, or ignore them.",
    retryable: false
  },
  NETWORK_BAD_TOKEN: {
    fault: 'caller',
    hint: 'Make a fresh token for this content and this node; check both clocks.',
    retryable: false
  },
  NETWORK_BAD_RANGE: {
    fault: 'caller',
    hint: 'Ask for one range of bytes that begins within the content.',
    retryable: false
  },
  NETWORK_BAD_ADDRESS: {
    fault: 'caller',
    hint: 'Give a multiaddr such as /dns4/node.example.org/tcp/4001.',
    retryable: false
  },
  NETWORK_CLOSED: {
    fault: 'self',
    hint: 'Open it again before use.',
    retryable: false
  }
} as const satisfies Record<string, Known>

/** A code of this package. */
export type NetworkErrorCode = keyof typeof known

/** An error of this package. `message` says what was seen; fault and hint go with the code. */
export function networkError(
  code: NetworkErrorCode,
  message: string,
  more: {
    readonly details?: Readonly<Record<string, unknown>>
    readonly retryable?: boolean
    readonly cause?: unknown
  } = {}
): CommonholdError {
  return new CommonholdError({ code, message, ...known[code], ...more })
}

/** Whether `cause` is an error of this package with that code. */
export function hasCode(cause: unknown, code: NetworkErrorCode): cause is CommonholdError {
  return cause instanceof CommonholdError && cause.code === code
}
