/**
 * A study's model as a file: safetensors with the parameters as named tensors, and in its metadata
 * all that is needed to use it and to see what it is: plan, preparation, rounds done, metrics.
 * Made by `combine`, so its bytes are the same at every member.
 */
import { bytesOf, canonicalText, concatBytes } from '@commonhold/base'
import { z } from 'zod'
import { readSafetensors, type TensorFile, writeSafetensors } from '../format/safetensors.ts'
import type { TrainableModel } from '../model/trainable-model.ts'
import { type Preparation, parsePreparation } from './artefact.ts'
import { type LearningPlan, parseLearningPlan } from './learning-plan.ts'
import { modelOfPlan } from './plan-model.ts'
import type { SharedMetrics } from './stage.ts'
import { badArtefact } from './stage-errors.ts'

/** What a model file holds. */
export type ModelArtefact = {
  readonly plan: LearningPlan
  readonly preparation: Preparation
  readonly parameters: Float32Array<ArrayBuffer>
  /** Training rounds that it has been through. */
  readonly round: number
  /** The members' mean curvature, which sets the next round's rate; 0 before the first. */
  readonly curvature: number
  /** Of this model, over all kept-aside rows; only after the evaluation stage. */
  readonly metrics?: SharedMetrics
}

const format = 'commonhold/model/1'

const share = z.number().min(0).max(1)
const metricsSchema = z.strictObject({
  rows: z.int().min(1),
  logLoss: z.number().optional(),
  accuracy: share.optional(),
  balancedAccuracy: share.optional(),
  auc: share.optional(),
  meanSquaredError: z.number().optional(),
  r2: z.number().optional()
})

const metadataSchema = z.strictObject({
  format: z.literal(format),
  plan: z.string(),
  preparation: z.string(),
  round: z.string().regex(/^\d{1,4}$/),
  curvature: z.string(),
  metrics: z.string().optional()
})

/** The artefact's one sequence of bytes. */
export function encodeModelArtefact(artefact: ModelArtefact): Uint8Array<ArrayBuffer> {
  const { plan, preparation, parameters, round, curvature, metrics } = artefact
  const model = modelOfPlan(plan, preparation)
  let at = 0
  const tensors = model.tensors.map(({ name, shape }) => {
    const length = shape.reduce((size, side) => size * side, 1)
    const part = parameters.slice(at, at + length)
    at += length
    return { name, type: 'F32' as const, shape, data: bytesOf(part) }
  })
  const metadata: Record<string, string> = {
    format,
    plan: canonicalText(plan),
    preparation: canonicalText(preparation),
    round: String(round),
    curvature: canonicalText(curvature)
  }
  if (metrics !== undefined) metadata['metrics'] = canonicalText(metrics)
  return writeSafetensors({ tensors, metadata })
}

/**
 * @param expected the plan that it must be of; any where left out
 * @throws {CommonholdError} `LEARNING_BAD_ARTEFACT`
 */
export function decodeModelArtefact(bytes: Uint8Array, expected?: LearningPlan): ModelArtefact {
  const file = readFile(bytes)
  const parsed = metadataSchema.safeParse(file.metadata)
  if (!parsed.success) throw badArtefact('its metadata are not those of a model', parsed.error)
  const metadata = parsed.data
  if (expected !== undefined && metadata.plan !== canonicalText(expected)) {
    throw badArtefact('it is a model of another plan')
  }
  const plan = readPlan(metadata.plan)
  const preparation = parsePreparation(readJson(metadata.preparation), plan)
  const curvature = readJson(metadata.curvature)
  if (typeof curvature !== 'number' || !Number.isFinite(curvature) || curvature < 0) {
    throw badArtefact('its curvature is not valid')
  }
  const artefact = {
    plan,
    preparation,
    parameters: readParameters(file, modelOfPlan(plan, preparation)),
    round: Number(metadata.round),
    curvature
  }
  if (metadata.metrics === undefined) return artefact
  const metrics = metricsSchema.safeParse(readJson(metadata.metrics))
  if (!metrics.success) throw badArtefact('its metrics are not valid', metrics.error)
  return { ...artefact, metrics: metrics.data as SharedMetrics }
}

function readFile(bytes: Uint8Array): TensorFile {
  try {
    return readSafetensors(bytes)
  } catch (cause) {
    throw badArtefact('it is not a safetensors file', cause)
  }
}

function readPlan(text: string): LearningPlan {
  try {
    return parseLearningPlan(readJson(text))
  } catch (cause) {
    throw badArtefact('its plan is not valid', cause)
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw badArtefact('a part of its metadata is not JSON', cause)
  }
}

function readParameters(file: TensorFile, model: TrainableModel): Float32Array<ArrayBuffer> {
  const described = file.tensors.map(({ name, type, shape }) => ({ name, type, shape }))
  const needed = model.tensors.map(({ name, shape }) => ({ name, type: 'F32', shape }))
  if (canonicalText(described) !== canonicalText(needed)) {
    throw badArtefact('its tensors are not those of the plan')
  }
  const bytes = concatBytes(...file.tensors.map(({ data }) => data))
  const parameters = new Float32Array(bytes.buffer)
  if (!parameters.every(Number.isFinite)) throw badArtefact('a parameter is not a finite number')
  return parameters
}
