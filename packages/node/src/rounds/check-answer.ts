/** What an aggregator holds a member's answer to, before it passes it on. */
import type { MemberId } from '@commonhold/base'
import {
  authorsOf,
  badDocument,
  badSignature,
  isAuthentic,
  isQuorum,
  openDocuments,
  type Phase,
  type Purpose,
  type Signed,
  setDigest
} from '@commonhold/protocol'
import type { Gathering } from './aggregate-attempt.ts'
import { nodeKeysOf } from './member-attempt.ts'
import type { LockEvidence, RoundAnswer } from './round-messages.ts'

/**
 * Keeps an answer's document where it is its sender's, of this phase and for the sets shown.
 * @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT`, `PROTOCOL_BAD_SIGNATURE`
 */
export function checkAnswer(
  gathering: Gathering,
  member: MemberId,
  phase: Phase,
  answer: Exclude<RoundAnswer, { kind: 'result' | 'locked' }>
): void {
  const { documents } = gathering
  if (answer.kind !== phase) throw badDocument(answer.kind, `"${phase}" was asked`)
  if (answer.document.member !== member) throw badDocument(answer.kind, 'its author is another')
  switch (answer.kind) {
    case 'keys':
      keep(gathering, 'keys', answer.document)
      break
    case 'shares':
      expectSet(gathering, 'keys', answer.document.body.keys)
      keep(gathering, 'shares', answer.document)
      break
    case 'masked':
      expectSet(gathering, 'shares', answer.document.body.participants)
      keep(gathering, 'masked', answer.document)
      break
    case 'survivors':
      expectSet(gathering, 'masked', answer.document.body.survivors)
      keep(gathering, 'survivors', answer.document)
      break
    case 'unmask':
      expectSet(gathering, 'masked', answer.document.body.survivors)
      documents.unmask.delete(member)
      keep(gathering, 'unmask', answer.document)
      break
  }
}

function keep<P extends Purpose>(gathering: Gathering, purpose: P, value: unknown): void {
  const document = value as Signed<P>
  const { deps, context, round } = gathering
  if (!isAuthentic(deps.crypto, context, purpose, document, nodeKeysOf(round))) {
    throw badSignature(purpose, document.member)
  }
  gathering.documents[purpose].set(document.member, document)
}

function expectSet(gathering: Gathering, purpose: Purpose, claimed: string): void {
  const shown = setDigest(gathering.deps.crypto, [...gathering.documents[purpose].values()])
  if (shown !== claimed) throw badDocument('answer', `it is for another set of "${purpose}"`)
}

/**
 * Takes over an attempt in which shares were released, from the documents that a member kept.
 * @returns who took part, and who survived
 * @throws {CommonholdError} where the documents do not prove that attempt
 */
export function openEvidence(
  gathering: Gathering,
  evidence: LockEvidence
): { readonly participants: readonly MemberId[]; readonly survivors: readonly MemberId[] } {
  const { deps, round } = gathering
  const context = { ...round.opening, attempt: evidence.attempt }
  const nodeKeys = nodeKeysOf(round)
  const load = <P extends Exclude<Purpose, 'unmask'>>(purpose: P): readonly Signed<P>[] =>
    openDocuments(deps.crypto, context, purpose, evidence[purpose], nodeKeys)
  const keys = load('keys')
  const shares = load('shares')
  const masked = load('masked')
  const survivors = load('survivors')
  const digest = setDigest(deps.crypto, masked)
  const agreed = survivors.filter(({ body }) => body.survivors === digest)
  if (!isQuorum(agreed.length, shares.length)) {
    throw badDocument('evidence', `${agreed.length} of ${shares.length} signed its survivors`)
  }
  gathering.context = context
  replace(gathering, 'keys', keys)
  replace(gathering, 'shares', shares)
  replace(gathering, 'masked', masked)
  replace(gathering, 'survivors', agreed)
  gathering.documents.unmask.clear()
  return { participants: authorsOf(shares), survivors: authorsOf(masked) }
}

function replace<P extends Purpose>(
  gathering: Gathering,
  purpose: P,
  documents: readonly Signed<P>[]
): void {
  const map = gathering.documents[purpose] as Map<MemberId, Signed<P>>
  map.clear()
  for (const document of documents) map.set(document.member, document)
}
