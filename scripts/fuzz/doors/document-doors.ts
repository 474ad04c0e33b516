/** What a study is made of: terms, plans, artefacts, tables. */
import { canonicalText, decodeCanonical, encodeCanonical, type Json, utf8 } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { describeDataset } from '@commonhold/learning/dataset/describe-dataset'
import { decodeCategoryLists, decodePreparation } from '@commonhold/learning/federation/artefact'
import { draftPlan } from '@commonhold/learning/federation/draft-plan'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import {
  decodeModelArtefact,
  encodeModelArtefact
} from '@commonhold/learning/federation/model-artefact'
import { openStage, planStages } from '@commonhold/learning/federation/plan-stages'
import { readSafetensors } from '@commonhold/learning/format/safetensors'
import { clinicTable, generatorOf } from '@commonhold/learning/testing/made-up-tables'
import { openTerms, sealTerms } from '@commonhold/protocol'
import type { Door, Seed } from '../door.ts'

const dataset = clinicTable({ seed: 1, rows: 60 })
const { plan } = draftPlan({ dataset, target: 'ill', seed: new Uint8Array(32).fill(3), rounds: 1 })
const planJson = JSON.parse(JSON.stringify(plan)) as Json

/** The artefact of each stage of a study of one member. */
async function artefactsOf(): Promise<readonly Uint8Array[]> {
  const artefacts: Uint8Array[] = []
  for (let index = 0; index < planStages(plan).length; index++) {
    const stage = await openStage(plan, index, artefacts.at(-1))
    const random = generatorOf(index)
    const seed = new Uint8Array(32)
    const { vector } = await stage.contribute({ dataset, state: {}, seed, random })
    artefacts.push((await stage.combine(vector)).artefact)
  }
  return artefacts
}

/** A safetensors file, bent in its header and given the right length again. */
function tensorSeeds(file: Uint8Array): readonly Seed[] {
  const headerBytes = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true))
  const tensors = file.subarray(8 + headerBytes)
  const pack = (body: Uint8Array): Uint8Array => {
    const padded = new Uint8Array(Math.ceil(body.length / 8) * 8).fill(0x20)
    padded.set(body)
    const length = new Uint8Array(8)
    new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true)
    return Buffer.concat([length, padded, tensors])
  }
  const header = utf8(new TextDecoder().decode(file.subarray(8, 8 + headerBytes)).trim())
  return [
    { form: 'json', body: header, pack },
    { form: 'bytes', body: file }
  ]
}

function termsSeed(): Uint8Array {
  return sealTerms({
    format: 'commonhold-terms/1',
    title: 'Diagnosis',
    description: 'Learn together.',
    plan: planJson,
    rounds: 4,
    cohort: { min: 3, max: 6 },
    timing: { answerSeconds: 10, trainingSeconds: 20.5, roundSeconds: 600, skipsMax: 3 },
    invited: [1, 2, 3].map((digit) => `0x${String(digit).repeat(40)}`),
    transcripts: { readers: 'members', auditors: [`0x${'a'.repeat(40)}`] },
    revenue: { rule: 'by-rounds-survived' },
    privacy: { kind: 'none' }
  }).bytes
}

const table = [
  'age,"blood pressure",ward,weight kg,ill',
  '61,120.5,"heart, left",80,yes',
  '47,?,general,71.25,no',
  '  33 ,1e2,"said ""no""",NA,no',
  '80,-0.5,heart,,yes',
  ''
].join('\r\n')

function tableDoor(): Door {
  return {
    name: 'csv',
    weight: 1,
    words: ['NA', 'NaN', '"heart"', '1,5', '1e308', 'null', 'age', ';', '\t'],
    seeds: [
      { form: 'text', body: utf8(table) },
      { form: 'text', body: utf8(table.replaceAll('\r\n', '\n').replaceAll(',', ';')) },
      { form: 'text', body: utf8(`\ufeff${table.replaceAll(',', '\t')}`) }
    ],
    enter(input) {
      const read = readCsv(input, { file: 'fuzz.csv', limits: { bytesMax: 1 << 20 } })
      describeDataset(read)
    }
  }
}

/** Terms, plans, stages' artefacts, models and tables. */
export async function openDocumentDoors(): Promise<readonly Door[]> {
  const [lists, preparation, ...models] = await artefactsOf()
  const model = models.at(-2)!
  return [
    tableDoor(),
    {
      name: 'terms',
      weight: 1,
      seeds: [{ form: 'json', body: termsSeed() }],
      enter: openTerms
    },
    {
      name: 'plan',
      weight: 1,
      seeds: [{ form: 'json', body: encodeCanonical(planJson) }],
      // Of a plan that is taken the stages can be named, and its text written again.
      enter(input) {
        const read = parseLearningPlan(decodeCanonical(input, 1 << 22))
        planStages(read)
        canonicalText(read)
      }
    },
    {
      name: 'category-lists',
      weight: 0.5,
      seeds: [{ form: 'json', body: lists! }],
      enter: (input) => decodeCategoryLists(input, plan)
    },
    {
      name: 'preparation',
      weight: 0.5,
      seeds: [{ form: 'json', body: preparation! }],
      enter: (input) => decodePreparation(input, plan)
    },
    { name: 'safetensors', weight: 1, seeds: tensorSeeds(model), enter: readSafetensors },
    {
      name: 'model-artefact',
      weight: 0.7,
      seeds: tensorSeeds(model),
      // Whoever takes a model goes on with it, and writes it again.
      async enter(input) {
        encodeModelArtefact(decodeModelArtefact(input))
        await openStage(plan, planStages(plan).length - 1, input)
      }
    }
  ]
}
