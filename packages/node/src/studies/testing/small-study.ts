/**
 * One member's side of a small study, with as little of a node as a contribution needs: a plan with
 * a private intercept, a table in memory, artefacts put by hand, and chance that is the same in
 * each process for the same round.
 */
import { cidOfDigest, digestOfCid, type StudyId, silentLog } from '@commonhold/base'
import type { LearningPlan } from '@commonhold/learning/federation/learning-plan'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import { clinicTable } from '@commonhold/learning/testing/made-up-tables'
import { createMemoryBlobStore } from '@commonhold/network'
import { createManualClock, createSeededRandom, nodeCrypto, nodeDisk } from '@commonhold/platform'
import type { StudyRecord } from '@commonhold/protocol'
import { sumTerms } from '../../rounds/testing/round-network.ts'
import { type OwnFigures, openOwnFigures } from '../own-figures.ts'
import { prepareRound } from '../prepare-round.ts'
import type { OwnStudy, StudyDeps } from '../study-deps.ts'
import { openStudyFiles } from '../study-files.ts'

/** The plan of every test here: statistics, and rounds of averaging with the given settings. */
export function smallPlan(training: Partial<LearningPlan['training']> = {}): LearningPlan {
  return parseLearningPlan({
    task: { kind: 'binary', target: 'ill', classes: ['no', 'yes'] },
    features: ['age', 'pressure', 'dose'].map((name) => ({ name, kind: 'numeric' })),
    model: { kind: 'logistic', privateIntercept: true },
    // Half of each step: the shared intercept is then not this member's own.
    training: {
      method: 'average',
      rounds: 4,
      outer: { kind: 'average', rate: 0.5 },
      ...training
    },
    seed: `0x${'5e'.repeat(32)}`
  })
}

/** The table of the one member. */
export const smallTable = clinicTable({ seed: 11, rows: 300, prevalence: 1.5 })

/** A member's side of the study, with its private files in `folder`. */
export type SmallStudy = {
  /** The vector of a round, from the artefact before it. */
  contribute(
    round: number,
    epoch?: number,
    previous?: Uint8Array
  ): Promise<Uint32Array<ArrayBuffer>>
  readonly figures: OwnFigures
  /** The artefact that this member's vector alone makes. */
  combine(round: number, vector: Uint32Array, previous?: Uint8Array): Promise<Uint8Array>
}

/** @param own what differs from a study whose contributions are computed in this thread */
export async function openSmallStudy(
  folder: string,
  own: Partial<Pick<OwnStudy, 'plan' | 'trainer'>> = {}
): Promise<SmallStudy> {
  const { plan = smallPlan() } = own
  const study = 7 as StudyId
  const clock = createManualClock()
  const store = createMemoryBlobStore({ crypto: nodeCrypto, clock, limits: { bytesMax: 2 ** 24 } })
  const files = await openStudyFiles(folder, study)
  const figures = await openOwnFigures(folder, study, { disk: nodeDisk, log: silentLog })
  const sealed = { terms: sumTerms(3) }
  const readDataset = async () => smallTable
  return {
    figures,
    async contribute(round, epoch = 0, previous) {
      const cid = previous === undefined ? undefined : await store.put(previous)
      const model = digestOfCid(cid ?? cidOfDigest(new Uint8Array(32)))
      const deps = {
        ledger: { domain: { chainId: 84_300, studies: `0x${'5d'.repeat(20)}` } },
        log: silentLog,
        random: createSeededRandom(round),
        store,
        cohortMin: 3
      } as unknown as StudyDeps
      const whole = { study, sealed, plan, readDataset, ...own } as unknown as OwnStudy
      const record = { study, round, epoch, model, members: [] } as unknown as StudyRecord
      return await (await prepareRound(deps, whole, { files, figures }, record)).contribution()
    },
    async combine(round, vector, previous) {
      const stage = await openStage(plan, round - 1, previous)
      return (await stage.combine(vector)).artefact
    }
  }
}
