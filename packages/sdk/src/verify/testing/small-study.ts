/**
 * A whole small study, run by real members over made-up tables in one process: its ledger records
 * and every public file, with who holds it. For tests of verification.
 */
import {
  type Bytes32,
  type Cid,
  CommonholdError,
  cidOfDigest,
  digestOfCid,
  type Hex,
  type MemberId,
  parseAssetId,
  parseUnixSeconds,
  zeroBytes32
} from '@commonhold/base'
import type { Dataset } from '@commonhold/learning/dataset/dataset'
import { draftPlan } from '@commonhold/learning/federation/draft-plan'
import { type LearningPlan, parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { openStage, planStages } from '@commonhold/learning/federation/plan-stages'
import { clinicTable } from '@commonhold/learning/testing/made-up-tables'
import { openRoundNetwork, type RoundNetwork } from '@commonhold/node/rounds/testing/round-network'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import {
  type AssetRecord,
  contentOf,
  decodeTranscript,
  type RoundRecord,
  type RoundResult,
  roundSeed,
  type SealedTerms,
  sealTerms
} from '@commonhold/protocol'
import type { ContentSource } from '../content-reader.ts'
import type { StudyEvidence } from '../verify-study.ts'

/** A finished study and all that is public of it. */
export type SmallStudy = {
  readonly evidence: StudyEvidence
  readonly sealed: SealedTerms
  /** Every public file and the member that gives it out. */
  readonly files: ReadonlyMap<Cid, { readonly bytes: Uint8Array; readonly holder: MemberId }>
  /** Files by what they are. */
  readonly named: readonly { readonly what: string; readonly cid: Cid }[]
  /** The ledger signature of the member with this index. */
  sign(index: number, result: RoundResult): Promise<Hex>
}

type Ran = {
  readonly files: Map<Cid, { readonly bytes: Uint8Array; readonly holder: MemberId }>
  readonly named: { readonly what: string; readonly cid: Cid }[]
  readonly records: RoundRecord[]
  readonly signatures: Map<number, ReadonlyMap<number, Hex>>
}

/** Runs statistics, one training round and the evaluation among three members. */
export async function runSmallStudy(): Promise<SmallStudy> {
  const tables = [1, 2, 3].map((seed) => clinicTable({ seed, rows: 60, shift: seed - 2 }))
  const { plan } = draftPlan({
    dataset: tables[0]!,
    target: 'ill',
    features: ['age', 'marker'],
    rounds: 1,
    seed: new Uint8Array(32).fill(3)
  })
  const rounds = planStages(plan).length
  const sealed = sealTerms(termsOf(JSON.parse(JSON.stringify(plan)), rounds))
  const ran: Ran = { files: new Map(), named: [], records: [], signatures: new Map() }
  let last: RoundNetwork | undefined
  for (let round = 1; round <= rounds; round++) {
    last = await runRound(ran, sealed, parseLearningPlan(plan), tables, round)
  }
  const { record, domain, members } = last!
  ran.named.unshift({ what: 'terms', cid: sealed.cid })
  ran.files.set(sealed.cid, { bytes: sealed.bytes, holder: members[0]!.member })
  const model = ran.records.at(-1)!.model
  return {
    sealed,
    files: ran.files,
    named: ran.named,
    sign: (index, result) => members[index]!.deps.ledger.signResult(result),
    evidence: {
      domain,
      study: { ...record, round: rounds + 1, model, state: 'closed', asset: parseAssetId(9) },
      rounds: ran.records,
      signaturesOf: async ({ round }) => ran.signatures.get(round)!,
      asset: assetOf(record.proposer, model, sealed.digest)
    }
  }
}

async function runRound(
  ran: Ran,
  sealed: SealedTerms,
  plan: LearningPlan,
  tables: readonly Dataset[],
  round: number
): Promise<RoundNetwork> {
  const model = ran.records.at(-1)?.model ?? sealed.digest
  const previous = ran.files.get(cidOfDigest(model))?.bytes
  const stage = await openStage(plan, round - 1, previous)
  const network = await openRoundNetwork({
    members: tables.length,
    round,
    model,
    terms: sealed.terms,
    stage,
    contribution: async (index) => {
      const random = createSeededRandom(`${round}/${index}`)
      const seed = roundSeed(network.members[index]!.open.opening)
      return (await stage.contribute({ dataset: tables[index]!, state: {}, seed, random })).vector
    }
  })
  await network.aggregate(0)
  const { result, signers, signatures } = network.finals[0]!
  const { deps, member } = network.aggregatorAt(0)
  const read = (cid: Cid) => deps.store.get(cid, { bytesMax: 2 ** 24 })
  const transcriptCid = cidOfDigest(result.transcript)
  const transcript = decodeTranscript(await read(transcriptCid))
  for (const cid of [transcriptCid, ...contentOf(transcript)]) {
    const author = transcript.masked.find(({ body }) => body.vector === cid)
    ran.files.set(cid, { bytes: await read(cid), holder: author?.member ?? member })
    const what = cid === transcriptCid ? 'transcript' : author ? 'vector' : 'model'
    ran.named.push({ what: `${what} of round ${round}`, cid })
  }
  ran.records.push(recordOf(result, signers))
  ran.signatures.set(round, signatures)
  await network.close()
  return network
}

/** The files as members give them out; `alter` may change one on its way. */
export function contentsOf(
  { files }: SmallStudy,
  alter: (cid: Cid, bytes: Uint8Array) => Uint8Array = (_cid, bytes) => bytes
): ContentSource {
  return {
    async open(cid) {
      const file = files.get(cid)
      if (file === undefined) {
        throw new CommonholdError({
          code: 'NETWORK_NO_SUCH_BLOB',
          fault: 'caller',
          message: `Nobody has ${cid}.`,
          hint: 'Ask again later.'
        })
      }
      async function* pieces() {
        yield new Uint8Array(alter(cid, file!.bytes))
      }
      return { holder: file.holder, pieces: pieces() }
    }
  }
}

/** The digest of bytes, as the ledger would have it. */
export function digestOf(bytes: Uint8Array): Bytes32 {
  return digestOfCid(cidOfDigest(nodeCrypto.sha256(bytes)))
}

function assetOf(owner: MemberId, model: Bytes32, terms: Bytes32): AssetRecord {
  return {
    asset: parseAssetId(9),
    owner,
    kind: 'model',
    revoked: false,
    registeredAt: parseUnixSeconds(1),
    commitment: model,
    terms,
    parents: [3334, 3333, 3333].map((bps, index) => ({ asset: parseAssetId(index + 1), bps }))
  }
}

function recordOf(result: RoundResult, signers: readonly number[]): RoundRecord {
  return {
    ...result,
    signers: signers.reduce((bits, index) => bits | (1n << BigInt(index)), 0n),
    blockNumber: result.round,
    blockHash: zeroBytes32,
    transactionHash: zeroBytes32
  }
}

function termsOf(plan: unknown, rounds: number): unknown {
  return {
    format: 'commonhold-terms/1',
    title: 'Chances of illness',
    description: '',
    plan,
    rounds,
    cohort: { min: 3, max: 3 },
    timing: { answerSeconds: 10, trainingSeconds: 20, roundSeconds: 600, skipsMax: 3 },
    invited: [],
    transcripts: { readers: 'everyone', auditors: [] },
    revenue: { rule: 'by-rounds-survived' },
    privacy: { kind: 'none' }
  }
}
