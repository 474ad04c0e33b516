/**
 * A round as it would be if members showed their vectors: to measure what masking costs, and for
 * nothing else. All but the masking is the same and by the same code: content in the stores and
 * fetched from them, signed documents, a transcript, every member's recomputation, its check and
 * its signature for the ledger. Left out are what only masking needs: keys, shares, survivors and
 * unmasking, that is four of six questions.
 */
import {
  assert,
  bytesOf,
  type Cid,
  cidOfDigest,
  decodeCanonical,
  digestOfCid,
  encodeCanonical,
  fromHex,
  fromUtf8,
  type Json,
  parseCid,
  toHex,
  utf8,
  zeroBytes32
} from '@commonhold/base'
import { createRingAccumulator } from '@commonhold/learning/masking/ring'
import {
  authorsOf,
  openDocuments,
  type RoundResult,
  recoverResultSigner,
  type Signed,
  signDocument,
  sortDocuments,
  survivorBits
} from '@commonhold/protocol'
import { fetchContent, fetchVectors } from '../src/rounds/fetch-vectors.ts'
import { nodeKeysOf } from '../src/rounds/node-keys.ts'
import { keeperOf, type OpenRound, type RoundDeps } from '../src/rounds/open-round.ts'
import { roundMessageBytesMax } from '../src/rounds/round-messages.ts'

/** The topic of a plain round's two questions. */
export const plainTopic = 'commonhold/bench-plain/1'

const sizeMax = 64 * 1024 * 1024

/** A member's answer: its signed vector, or its signature over the result of a transcript. */
export async function answerPlain(
  deps: RoundDeps,
  round: OpenRound,
  question: Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
  const { transcript, from } = decodeCanonical(question, roundMessageBytesMax) as {
    readonly transcript?: string
    readonly from: RoundDeps['peers']['self']
  }
  if (transcript === undefined) {
    return encodeCanonical((await showVector(deps, round)) as unknown as Json)
  }
  const cid = parseCid(transcript)
  await fetchContent(deps, round, cid, [from], sizeMax)
  const stated = decodeCanonical(await deps.store.get(cid, { bytesMax: sizeMax }), sizeMax)
  const { masked, model } = stated as { readonly masked: Json; readonly model: string }
  const documents = openVectors(deps, round, masked)
  await fetchVectors(deps, round, documents, from)
  const found = await sumVectors(deps, round, documents)
  assert(found.cid === model, 'the recomputed model is the one to sign')
  await deps.store.put(found.artefact)
  return utf8(await deps.ledger.signResult(resultOf(round, documents, found.cid, cid)))
}

/** Runs a plain round as its aggregator. @returns the next model */
export async function aggregatePlain(deps: RoundDeps, round: OpenRound): Promise<Cid> {
  const members = round.record.members.map(({ member }) => member)
  const ask = async (member: (typeof members)[number], question: object) => {
    const body = encodeCanonical({ ...question, from: deps.peers.self } as Json)
    if (member === deps.peers.self) return await answerPlain(deps, round, body)
    const limits = { timeoutMs: 60_000, responseBytesMax: roundMessageBytesMax }
    return await deps.peers.request(member, plainTopic, body, limits)
  }
  const bytesMax = 4 * round.stage.shape.length
  const documents = sortDocuments(
    await Promise.all(
      members.map(async (member) => {
        const answer = decodeCanonical(await ask(member, {}), roundMessageBytesMax)
        const document = openVectors(deps, round, [answer])[0]!
        await fetchContent(deps, round, document.body.vector, [member], bytesMax)
        return document
      })
    )
  )
  const found = await sumVectors(deps, round, documents)
  await deps.store.put(found.artefact)
  const stated = { masked: documents, model: found.cid } as unknown as Json
  const transcript = await deps.store.put(encodeCanonical(stated))
  const vectors = documents.map(({ body }) => body.vector)
  await deps.store.keep(keeperOf(round.opening), [transcript, found.cid, ...vectors])
  const result = resultOf(round, documents, found.cid, transcript)
  await Promise.all(
    members.map(async (member) => {
      const signature = fromUtf8(await ask(member, { transcript }))
      const signer = recoverResultSigner(deps.ledger.domain, result, toHex(fromHex(signature)))
      assert(signer === member, 'every member signs')
    })
  )
  return found.cid
}

async function showVector(deps: RoundDeps, round: OpenRound): Promise<Signed<'masked'>> {
  const bytes = bytesOf(await round.contribution())
  const vector = await deps.store.put(bytes)
  await deps.store.keep(`${keeperOf(round.opening)}-own`, [vector])
  const author = { member: deps.peers.self, nodeKey: deps.nodeKey.reveal() }
  const context = { ...round.opening, attempt: 0 }
  const body = { participants: zeroBytes32, vector, sizeBytes: bytes.length }
  return signDocument(deps.crypto, context, 'masked', author, body)
}

function openVectors(deps: RoundDeps, round: OpenRound, list: unknown) {
  const context = { ...round.opening, attempt: 0 }
  return openDocuments(deps.crypto, context, 'masked', list, nodeKeysOf(round))
}

async function sumVectors(
  deps: RoundDeps,
  round: OpenRound,
  documents: readonly Signed<'masked'>[]
) {
  const accumulator = createRingAccumulator(round.stage.shape)
  for (const { body } of documents) {
    let offset = 0
    for await (const chunk of deps.store.read(body.vector)) {
      accumulator.add(chunk, offset)
      offset += chunk.length
    }
  }
  const { artefact } = await round.stage.combine(accumulator.sum)
  return { artefact, cid: cidOfDigest(deps.crypto.sha256(artefact)) }
}

function resultOf(
  round: OpenRound,
  documents: readonly Signed<'masked'>[],
  model: Cid,
  transcript: Cid
): RoundResult {
  const { study, round: index, epoch, previousModel } = round.opening
  return {
    study,
    round: index,
    epoch,
    previousModel,
    model: digestOfCid(model),
    transcript: digestOfCid(transcript),
    survivors: survivorBits(round.record.members, authorsOf(documents))
  }
}
