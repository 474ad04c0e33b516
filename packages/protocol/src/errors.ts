/** Errors of the network's rules. */
import { CommonholdError } from '@commonhold/base'

/** A document from outside was not what its rules ask for. */
export function badDocument(
  what: string,
  why: string,
  details: Readonly<Record<string, unknown>> = {}
): CommonholdError {
  return new CommonholdError({
    code: 'PROTOCOL_BAD_DOCUMENT',
    fault: 'peer',
    message: `A ${what} was refused: ${why}.`,
    hint: 'The sender has to send a document that follows docs/specs/round.md.',
    details: { what, ...details }
  })
}

/** Terms that a member wrote, or was sent, do not hold together. */
export function badTerms(why: string, path = ''): CommonholdError {
  return new CommonholdError({
    code: 'PROTOCOL_BAD_TERMS',
    fault: 'caller',
    message: `The terms were refused${path === '' ? '' : ` at ${path}`}: ${why}.`,
    hint: 'Correct the terms and propose them again; docs/specs/terms.md lists every field.',
    details: { path }
  })
}

/** A signature is not by the member it names, or not for this chain, contract, round or purpose. */
export function badSignature(purpose: string, member: string): CommonholdError {
  return new CommonholdError({
    code: 'PROTOCOL_BAD_SIGNATURE',
    fault: 'peer',
    message: `The signature of ${member} on its "${purpose}" document does not hold.`,
    hint: 'Ask the member to sign again; if it repeats, its node key differs from the ledger.',
    details: { purpose, member }
  })
}

/** What an aggregator asked cannot be answered without breaking a rule of the round. */
export function refused(rule: string, why: string, retryable = false): CommonholdError {
  return new CommonholdError({
    code: 'PROTOCOL_REFUSED',
    fault: 'peer',
    message: `Refused: ${why}.`,
    hint: 'The round goes on without this answer, or with another aggregator.',
    retryable,
    details: { rule }
  })
}
