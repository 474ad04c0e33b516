/** Opens a round for this member: the incoming artefact, the stage, and the member's own vector. */
import { type Cid, cidOfDigest } from '@commonhold/base'
import type { ColumnKind } from '@commonhold/learning/dataset/dataset'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import type { PrivateState, Stage } from '@commonhold/learning/federation/stage'
import { linearModel } from '@commonhold/learning/model/linear-model'
import { mlp } from '@commonhold/learning/model/mlp'
import { openingOf, roundSeed, type StudyRecord } from '@commonhold/protocol'
import type { OpenRound } from '../rounds/open-round.ts'
import { type OwnStudy, othersOf, type StudyDeps } from './study-deps.ts'
import type { StudyFiles } from './study-files.ts'

/** The largest accepted artefact: some 250 million parameters. */
export const artefactBytesMax = 1024 * 1024 * 1024

/**
 * Opens the round that the study's record says is open. The member's vector begins to be computed
 * at once, so that it is ready when it is asked for.
 */
export async function prepareRound(
  deps: StudyDeps,
  own: OwnStudy,
  files: StudyFiles,
  record: StudyRecord
): Promise<OpenRound> {
  const { terms } = own.sealed
  const opening = openingOf(deps.ledger.domain, record)
  const previous =
    record.round === 1
      ? undefined
      : await fetchArtefact(deps, record, cidOfDigest(record.model), terms.timing.answerSeconds)
  const stage = await openStage(own.plan, record.round - 1, previous)
  let contributed: Promise<Uint32Array<ArrayBuffer>> | undefined
  const contribution = (): Promise<Uint32Array<ArrayBuffer>> => {
    contributed ??= contribute(deps, own, files, record, stage)
    return contributed
  }
  // A failure is told when the vector is asked for, and then by name.
  contribution().catch(() => {})
  return {
    opening,
    record,
    terms,
    stage,
    cohortMin: Math.max(terms.cohort.min, deps.cohortMin),
    engine: engineOf(own.plan.model),
    contribution
  }
}

async function contribute(
  deps: StudyDeps,
  own: OwnStudy,
  files: StudyFiles,
  record: StudyRecord,
  stage: Stage
): Promise<Uint32Array<ArrayBuffer>> {
  const dataset = await own.readDataset(columnKinds(own))
  const saved = await files.readPrivate()
  const { intercept } = saved.round < record.round ? saved.state : {}
  const state: PrivateState = intercept === undefined ? {} : { intercept }
  const { vector, state: next } = await stage.contribute({
    dataset,
    state,
    seed: roundSeed(openingOf(deps.ledger.domain, record)),
    random: deps.random
  })
  const kept = next.intercept === undefined ? {} : { intercept: [...next.intercept] }
  if (saved.round < record.round) await files.writePrivate({ round: record.round, state: kept })
  deps.onPlainVector?.(vector)
  return vector
}

/** How the plan wants each column read. */
export function columnKinds(own: Pick<OwnStudy, 'plan'>): ReadonlyMap<string, ColumnKind> {
  const { task, features } = own.plan
  const kinds = new Map<string, ColumnKind>(features.map(({ name, kind }) => [name, kind]))
  kinds.set(task.target, task.kind === 'regression' ? 'numeric' : 'categorical')
  return kinds
}

/** An artefact or transcript of the study, from the store or from any of its members. */
export async function fetchArtefact(
  deps: Pick<StudyDeps, 'store' | 'peers'>,
  record: StudyRecord,
  cid: Cid,
  timeoutSeconds: number
): Promise<Uint8Array<ArrayBuffer>> {
  if (!(await deps.store.has(cid))) {
    await deps.peers.fetch(cid, {
      from: othersOf(record, deps.peers.self),
      store: deps.store,
      bytesMax: artefactBytesMax,
      timeoutMs: Math.ceil(1000 * timeoutSeconds)
    })
  }
  return await deps.store.get(cid, { bytesMax: artefactBytesMax })
}

/** What computes a model's updates: a node says it with its keys. */
function engineOf(model: OwnStudy['plan']['model']): string {
  if (model.kind !== 'mlp') return linearModel(1, 1, 'logistic').fingerprint
  return mlp({ inputs: 1, hidden: model.hidden, outputs: 1, loss: 'logistic' }).fingerprint
}
