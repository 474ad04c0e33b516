/** Single steps of a round, for tests that play an aggregator, honest or not. */
import assert from 'node:assert/strict'
import { cidOfDigest } from '@commonhold/base'
import { nodeCrypto } from '@commonhold/platform'
import {
  type Body,
  decodeTranscript,
  encodeTranscript,
  type Purpose,
  type RoundContext,
  type Signed,
  signDocument,
  sortDocuments,
  type Transcript
} from '@commonhold/protocol'
import type { RoundAnswer, RoundAsk } from '../round-messages.ts'
import type { RoundNetwork, TestMember } from './round-network.ts'

/** Where the network's round is. */
export function contextOf({ domain, record }: RoundNetwork, attempt = 0): RoundContext {
  const { study, round, epoch, model } = record
  return { domain, study, round, epoch, attempt, previousModel: model }
}

/** A document signed as this member, whatever it says. */
export function signAs<P extends Purpose>(
  network: RoundNetwork,
  { member, nodeKey }: TestMember,
  purpose: P,
  body: Body<P>,
  attempt = 0
): Signed<P> {
  return signDocument(nodeCrypto, contextOf(network, attempt), purpose, { member, nodeKey }, body)
}

/** Asks everyone a question in turn; answers the documents, sorted. */
export async function askAll(network: RoundNetwork, ask: RoundAsk, attempt = 0) {
  const documents: Signed<Purpose>[] = []
  for (const member of network.members) {
    const answer = await network.ask(attempt, member, ask)
    assert.ok('document' in answer)
    documents.push(answer.document)
  }
  return [...sortDocuments(documents)]
}

/** The documents of an attempt, one phase after the other, up to the one that is wanted. */
export async function documentsUpTo(
  network: RoundNetwork,
  last: 'keys' | 'shares' | 'masked' | 'survivors'
) {
  const keys = await askAll(network, { kind: 'keys' })
  const shares = last === 'keys' ? [] : await askAll(network, { kind: 'shares', keys })
  const masked =
    last === 'keys' || last === 'shares' ? [] : await askAll(network, { kind: 'masked', shares })
  const survivors = last === 'survivors' ? await askAll(network, { kind: 'survivors', masked }) : []
  return { keys, shares, masked, survivors }
}

/** The transcript of the final round, as its aggregator stored it. */
export async function transcriptOf(network: RoundNetwork): Promise<Transcript> {
  const { store } = network.aggregatorAt(0).deps
  const cid = cidOfDigest(network.finals[0]!.result.transcript)
  return decodeTranscript(await store.get(cid, { bytesMax: 2 ** 24 }))
}

/** Asks another member than the aggregator to sign this transcript. */
export async function askResult(
  network: RoundNetwork,
  transcript: Transcript
): Promise<RoundAnswer> {
  const cid = await network.aggregatorAt(0).deps.store.put(encodeTranscript(transcript))
  return await network.ask(0, network.aggregatorAt(1), { kind: 'result', transcript: cid })
}
