/** Runs every study that this node takes part in. */
import type { Peers, StudyId } from '@commonhold/base'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import type { StudyRecord } from '@commonhold/protocol'
import type { DatasetRegistry } from '../data/dataset-registry.ts'
import { openTraining } from '../studies/open-training.ts'
import type { StudyDeps } from '../studies/study-deps.ts'
import type { FinalRound } from '../studies/study-events.ts'
import { createStudyRunner, type StudyRunner } from '../studies/study-runner.ts'
import { type AccessBook, storeOfStudy } from './access-book.ts'
import { createBeginGate } from './begin-gate.ts'
import type { DocumentLibrary } from './document-library.ts'
import { serveQuestions } from './study-questions.ts'

/** The studies of a node. */
export type StudyManager = {
  /** Follows the ledger until the signal is aborted; resolves when every study has stopped. */
  run(signal: AbortSignal): Promise<void>
  /** Final rounds whose contents this node knows. */
  finals(study: StudyId): readonly FinalRound[]
}

/** What the manager needs besides what each study does. */
export type StudyManagerDeps = {
  readonly study: StudyDeps
  readonly peers: Pick<Peers, 'handle' | 'self'>
  readonly studies: () => readonly StudyRecord[]
  readonly datasets: DatasetRegistry
  readonly documents: DocumentLibrary
  readonly access: AccessBook
}

/** Ready to run; questions are answered from `run` on. */
export function createStudyManager(deps: StudyManagerDeps): StudyManager {
  const runners = new Map<StudyId, StudyRunner>()
  const running = new Set<Promise<void>>()
  const gate = createBeginGate({
    ...deps.study,
    studies: deps.studies,
    has: (study) => runners.has(study)
  })

  serveQuestions({ peers: deps.peers, view: deps.study.view, runners, gate })

  /**
   * Whether a study has no runner here, or one that ended with the study: where the ledger has
   * taken that end back since, and only there, the study is to be run again.
   */
  function isDue({ study, state }: StudyRecord): boolean {
    const runner = runners.get(study)
    const isOpen = state === 'proposed' || state === 'running'
    return runner === undefined || (isOpen && runner.isOver())
  }

  async function begin(record: StudyRecord, signal: AbortSignal): Promise<void> {
    const { study } = record
    const seat = record.members.find(({ member }) => member === deps.peers.self)
    const dataset = seat === undefined ? undefined : deps.datasets.ofAsset(seat.dataset)
    if (dataset === undefined) return
    const from = [record.proposer, ...record.members.map(({ member }) => member)]
    const sealed = await deps.documents.terms(record.proposal.terms, from)
    if (sealed === undefined || !isDue(record)) return
    await deps.access.grantStudy(study, [sealed.cid])
    const plan = parseLearningPlan(sealed.terms.plan)
    const store = storeOfStudy(deps.study.store, deps.access, study)
    const training = await openTraining(deps.datasets, dataset.dataset, plan)
    const own = { study, sealed, plan, ...training.own }
    const runner = await createStudyRunner({ ...deps.study, store }, own)
    runners.set(study, runner)
    gate.open()
    const run = runner
      .run(signal)
      .finally(() => training.stop())
      .finally(() => running.delete(run))
    running.add(run)
  }

  return {
    finals: (study) => runners.get(study)?.finals() ?? [],
    async run(signal) {
      const beginning = new Set<StudyId>()
      const look = () => {
        for (const record of deps.studies()) {
          const { study, state } = record
          if (state === 'cancelled' || !isDue(record) || beginning.has(study)) continue
          beginning.add(study)
          begin(record, signal)
            .catch((cause) => deps.study.log.warn('study.cannot-begin', { study, cause }))
            .finally(() => beginning.delete(study))
        }
      }
      deps.study.view.onChange(look, signal)
      while (!signal.aborted) {
        look()
        await deps.study.clock.sleep(1000, signal).catch(() => {})
      }
      await Promise.all(running)
    }
  }
}
