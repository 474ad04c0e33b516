/**
 * Recomputes a round from public files: opens the seeds that the survivors released, takes the
 * masks off the sum of the published vectors, and makes the next artefact from what is left.
 *
 * The aggregator, every participant and every auditor run exactly this. Memory holds one vector
 * and its sum, however many members there are.
 */
import {
  type BlobStore,
  type Bytes32,
  type Cid,
  type Crypto,
  cidOfDigest,
  fromHex,
  type MemberId,
  toHex
} from '@commonhold/base'
import type { Stage, StageSummary } from '@commonhold/learning/federation/stage'
import { maskGraph } from '@commonhold/learning/masking/mask-graph'
import type { MaskBlame } from '@commonhold/learning/masking/masking'
import { ciphertextsToOpen } from '@commonhold/learning/masking/parcel-list'
import { createRingAccumulator } from '@commonhold/learning/masking/ring'
import { maskCorrection, openSeeds } from '@commonhold/learning/masking/unmask'
import {
  authorsOf,
  type RoundContext,
  roundBinding,
  roundSeed,
  type Transcript
} from '@commonhold/protocol'

/** What came of a recomputation. */
export type Recomputed =
  | {
      readonly ok: true
      readonly artefact: Uint8Array<ArrayBuffer>
      readonly cid: Cid
      readonly summary: StageSummary
      readonly vectorBytes: number
    }
  | {
      readonly ok: false
      readonly detail: string
      readonly implicates: readonly MemberId[]
      /** Who dealt shares of another secret than it committed to, so that the sum cannot open. */
      readonly cheats: readonly MemberId[]
    }

/** What a recomputation needs besides the transcript. */
export type RecomputeOptions = {
  readonly crypto: Crypto
  readonly context: RoundContext
  readonly transcript: Transcript
  readonly stage: Stage
  /** Holds the masked vectors. */
  readonly blobs: Pick<BlobStore, 'read' | 'size'>
}

/**
 * @throws {CommonholdError} `LEARNING_TOO_FEW_SHARES`, `LEARNING_BAD_SUM`, and what `blobs` throws
 */
export async function recomputeRound(options: RecomputeOptions): Promise<Recomputed> {
  const { crypto, context, transcript, stage } = options
  const seeds = openTranscriptSeeds(crypto, context, transcript)
  if (!seeds.ok) {
    return {
      ok: false,
      detail: seeds.blame.map(({ member, reason }) => `${member}: ${reason}`).join('; '),
      implicates: seeds.blame.map(({ member }) => member),
      cheats: cheatsOf(seeds.blame)
    }
  }
  const maskCiphertexts = readCiphertexts(crypto, transcript)
  const needed = ciphertextsToOpen(seeds)
  const isComplete =
    maskCiphertexts.length === needed.length &&
    maskCiphertexts.every(([digest], index) => digest === needed[index])
  if (!isComplete) {
    const detail = 'the mask ciphertexts are not those that the sum opens with'
    return { ok: false, detail, implicates: [transcript.aggregator], cheats: [] }
  }
  const { length, wordsPerElement } = stage.shape
  const vectorBytes = 4 * length * wordsPerElement
  const accumulator = createRingAccumulator({ length, wordsPerElement })
  for (const { member, body } of transcript.masked) {
    const sizeBytes = await options.blobs.size(body.vector)
    if (sizeBytes !== vectorBytes || body.sizeBytes !== vectorBytes) {
      const detail = `the vector of ${member} has ${sizeBytes} bytes, and the stage ${vectorBytes}`
      return { ok: false, detail, implicates: [member], cheats: [] }
    }
    let offset = 0
    // What was read counts, and not what somebody says of its size: the rest would be zeros.
    for await (const chunk of options.blobs.read(body.vector)) {
      accumulator.add(chunk, offset)
      offset += chunk.length
    }
    if (offset !== vectorBytes) {
      const detail = `the vector of ${member} ends after ${offset} of ${vectorBytes} bytes`
      return { ok: false, detail, implicates: [member], cheats: [] }
    }
  }
  const { sum } = accumulator
  await maskCorrection({
    ...seeds,
    maskCiphertexts: new Map(maskCiphertexts),
    sum,
    wordsPerElement
  })
  const { artefact, summary } = await stage.combine(sum)
  const cid = cidOfDigest(crypto.sha256(artefact))
  return { ok: true, artefact, cid, summary, vectorBytes }
}

/** Each by what its bytes come to, whatever it is said to be. */
function readCiphertexts(
  crypto: Pick<Crypto, 'sha256'>,
  { maskCiphertexts }: Transcript
): readonly (readonly [Bytes32, Uint8Array])[] {
  return maskCiphertexts.map((hex) => {
    const bytes = fromHex(hex)
    return [toHex(crypto.sha256(bytes)) as Bytes32, bytes] as const
  })
}

/** The documents that seeds are opened by. */
export type SeedDocuments = Pick<Transcript, 'keys' | 'shares' | 'masked' | 'unmask'>

/**
 * Who is proven by released shares to have cheated: each share is the one that its dealer had
 * committed to, and together they give another secret. Nobody else can bring this about.
 *
 * @param documents of one attempt, all authentic
 * @throws {CommonholdError} `LEARNING_TOO_FEW_SHARES`
 */
export function provenCheats(
  crypto: Crypto,
  context: RoundContext,
  documents: SeedDocuments
): readonly MemberId[] {
  const seeds = openTranscriptSeeds(crypto, context, documents)
  return seeds.ok ? [] : cheatsOf(seeds.blame)
}

function cheatsOf(blame: readonly MaskBlame[]): readonly MemberId[] {
  const cheated = blame.filter(({ reason }) => reason === 'seed-differs-from-commitment')
  return [...new Set(cheated.map(({ member }) => member))]
}

function openTranscriptSeeds(crypto: Crypto, context: RoundContext, documents: SeedDocuments) {
  const { keys, shares, masked, unmask } = documents
  const common = {
    crypto,
    binding: roundBinding(context),
    adverts: new Map(keys.map(({ member, body }) => [member, body.advert])),
    parcelLists: new Map(shares.map(({ member, body }) => [member, body.parcels])),
    graph: maskGraph(authorsOf(keys), roundSeed(context)),
    survivors: authorsOf(masked),
    participants: authorsOf(shares)
  }
  const reveals = new Map(unmask.map(({ member, body }) => [member, body.reveals]))
  const opened = openSeeds({ ...common, reveals })
  return opened.ok ? { ...common, ...opened } : opened
}
