/**
 * P3: a final model is the fixed-point function of the committed inputs, and anyone can recompute
 * it from public files. Done twice: by the code that auditors run, from the files alone; and from
 * the plain vectors that the simulation saw inside the nodes, added up here by other arithmetic.
 */
import { type Bytes32, cidOfDigest } from '@commonhold/base'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import { nodeCrypto } from '@commonhold/platform'
import {
  authorsOf,
  checkTranscript,
  decodeTranscript,
  membersOfBits,
  type RoundRecord,
  type Signed,
  type Transcript,
  transcriptBytesMax
} from '@commonhold/protocol'
import { recomputeRound } from '@commonhold/sdk/verify/recompute-round'
import type { Aftermath, Checker, EndedStudy, Finding } from './checker.ts'

const artefactBytesMax = 2 ** 24

/** Watches all members of a world. */
export function watchModels(): Checker {
  /** A member's latest vectors for a round and epoch, by the model that came in. */
  const latest = new Map<string, Map<Bytes32, Uint32Array>>()
  /** Those, as they were when the member signed what it had masked, by that signature. */
  const used: UsedVectors = new Map()
  const use = (
    place: Place,
    { member, signature }: Pick<Signed<'masked'>, 'member' | 'signature'>
  ) => {
    const { study, round, epoch } = place
    const vectors = latest.get(`${study} ${round}/${epoch} ${member}`)
    if (vectors !== undefined && !used.has(signature)) used.set(signature, new Map(vectors))
  }
  return {
    promise: 'P3',
    see(sight) {
      if (sight.kind === 'plain-vector') {
        // Where the ledger goes back, one round of an epoch may open again with another model.
        const { study, round, epoch, previousModel } = sight.opening
        const name = `${study} ${round}/${epoch} ${sight.member}`
        const vectors = latest.get(name) ?? new Map<Bytes32, Uint32Array>()
        latest.set(name, vectors.set(previousModel, sight.vector.slice()))
      }
      if (sight.kind === 'answered' && sight.answer.kind === 'masked') {
        use(sight.question, sight.answer.document)
      }
      // An aggregator asks itself over no wire: its vector was masked before it asks for survivors.
      if (sight.kind === 'asked' && sight.question.ask.kind === 'survivors') {
        const masked = sight.question.ask.masked as readonly Signed<'masked'>[]
        const own = masked.find(({ member }) => member === sight.message.from)
        if (own !== undefined) use(sight.question, own)
      }
      return []
    },
    async end(aftermath) {
      const findings: Finding[] = []
      for (const study of aftermath.studies) {
        for (const record of study.rounds) {
          for (const text of await checkRound(aftermath, study, record, used)) {
            const where = `round ${record.round} of study ${study.study}`
            findings.push({ promise: 'P3', text: `${where}: ${text}` })
          }
        }
      }
      return findings
    }
  }
}

type Place = Pick<RoundRecord, 'round' | 'epoch'> & { readonly study: number }

type UsedVectors = Map<string, ReadonlyMap<Bytes32, Uint32Array>>

async function checkRound(
  { chain, blobs }: Aftermath,
  { plan, study, record: { members } }: EndedStudy,
  record: RoundRecord,
  used: UsedVectors
): Promise<readonly string[]> {
  const cid = cidOfDigest(record.transcript)
  if (!(await blobs.has(cid))) return ['nobody has its transcript']
  const transcript = decodeTranscript(await blobs.get(cid, { bytesMax: transcriptBytesMax }))
  const { round, epoch, previousModel, survivors } = record
  const { attempt } = transcript
  const context = { domain: chain.domain, study, round, epoch, previousModel, attempt }
  const broken = checkTranscript(nodeCrypto, context, members, transcript).find(({ ok }) => !ok)
  if (broken !== undefined) return [`${broken.name}: ${broken.detail}`]
  const named = membersOfBits(members, survivors)
  if (named.toSorted().join() !== authorsOf(transcript.masked).join()) {
    return ['the ledger names other survivors than the transcript']
  }
  const previous =
    round === 1
      ? undefined
      : await blobs.get(cidOfDigest(previousModel), { bytesMax: artefactBytesMax })
  const stage = await openStage(parseLearningPlan(plan.sealed.terms.plan), round - 1, previous)
  const found = await recomputeRound({ crypto: nodeCrypto, context, transcript, stage, blobs })
  if (!found.ok) return [`it cannot be recomputed: ${found.detail}`]
  const model = cidOfDigest(record.model)
  if (found.cid !== model) return [`the files give ${found.cid}, and the ledger says ${model}`]
  const sum = sumOfPlain(transcript, stage.shape, used)
  if (sum === undefined) return ['a survivor’s plain vector was never seen']
  const { artefact } = await stage.combine(sum)
  const plain = cidOfDigest(nodeCrypto.sha256(artefact))
  return plain === model ? [] : [`the plain vectors give ${plain}, and the ledger says ${model}`]
}

/** The survivors' vectors, element by element, modulo 2 to the power of the element's bits. */
function sumOfPlain(
  { masked, previousModel }: Transcript,
  shape: { readonly length: number; readonly wordsPerElement: number },
  used: UsedVectors
): Uint32Array | undefined {
  const { length, wordsPerElement: words } = shape
  const sums = new Array<bigint>(length).fill(0n)
  for (const { signature } of masked) {
    const vector = used.get(signature)?.get(previousModel)
    if (vector === undefined) return undefined
    for (let at = 0; at < length; at++) {
      let element = 0n
      for (let word = words - 1; word >= 0; word--) {
        element = (element << 32n) | BigInt(vector[at * words + word]!)
      }
      sums[at] = BigInt.asUintN(32 * words, sums[at]! + element)
    }
  }
  return Uint32Array.from({ length: length * words }, (_, index) =>
    Number((sums[Math.floor(index / words)]! >> BigInt(32 * (index % words))) & 0xffffffffn)
  )
}
