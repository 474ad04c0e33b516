/** Opens a round for this member: the incoming artefact, the stage, and the member's own vector. */
import { type Cid, cidOfDigest } from '@commonhold/base'
import type { ColumnKind } from '@commonhold/learning/dataset/dataset'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import type { Stage } from '@commonhold/learning/federation/stage'
import { linearModel } from '@commonhold/learning/model/linear-model'
import { mlp } from '@commonhold/learning/model/mlp'
import { openingOf, roundSeed, type StudyRecord } from '@commonhold/protocol'
import type { OpenRound } from '../rounds/open-round.ts'
import type { OwnFigures } from './own-figures.ts'
import { type OwnStudy, othersOf, type StudyDeps } from './study-deps.ts'
import type { PrivateFile, StudyFiles } from './study-files.ts'

/** The largest accepted artefact: some 250 million parameters. */
export const artefactBytesMax = 1024 * 1024 * 1024

/**
 * Opens the round that the study's record says is open. The member's vector begins to be computed
 * at once, so that it is ready when it is asked for.
 */
export async function prepareRound(
  deps: StudyDeps,
  own: OwnStudy,
  kept: Kept,
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
    contributed ??= contribute(deps, own, kept, { record, stage, previous })
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

/**
 * This member's vector. The private parameters that it leads to are on disk before anybody can ask
 * for it, and those that it began with beside them: an opening that follows a skipped one, or a
 * restart in the middle, begins with the same.
 */
async function contribute(
  deps: StudyDeps,
  own: OwnStudy,
  { files, figures }: Kept,
  { record, stage, previous }: Opened
): Promise<Uint32Array<ArrayBuffer>> {
  const saved = await files.readPrivate()
  const before = withoutUndefined(saved.round < record.round ? saved.state : saved.before)
  const opening = openingOf(deps.ledger.domain, record)
  const seed = roundSeed(opening)
  const { vector, state, metrics } =
    own.trainer === undefined
      ? await stage.contribute({
          dataset: await own.readDataset(columnKinds(own)),
          state: before,
          seed,
          random: deps.random
        })
      : await own.trainer.contribute({ index: record.round - 1, previous, state: before, seed })
  if (own.plan.model.privateIntercept === true) {
    const after = state.intercept === undefined ? {} : { intercept: [...state.intercept] }
    await files.writePrivate({ round: record.round, state: after, before })
  }
  // What the evaluation finds may be public: where only this member kept rows aside, it is the sum.
  deps.onPlainVector?.(vector, opening, stage.kind === 'training' ? metrics : undefined)
  if (metrics !== undefined) figures.note(record.round, record.model, metrics)
  return vector
}

/** Where this member keeps what it learns for itself. */
type Kept = { readonly files: StudyFiles; readonly figures: OwnFigures }

/** What a round is opened from. */
type Opened = {
  readonly record: StudyRecord
  readonly stage: Stage
  readonly previous: Uint8Array<ArrayBuffer> | undefined
}

function withoutUndefined(state: PrivateFile['before']): { intercept?: number[] } {
  return state?.intercept === undefined ? {} : { intercept: state.intercept }
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
