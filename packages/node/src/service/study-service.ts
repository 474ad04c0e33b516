/** What can be asked of studies: propose, read, join, leave, start, cancel. */
import {
  CommonholdError,
  type MemberId,
  parseUnixSeconds,
  type StudyId,
  zeroBytes32
} from '@commonhold/base'
import { datasetMismatch, matchDataset } from '@commonhold/learning/dataset/match-dataset'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { planStages } from '@commonhold/learning/federation/plan-stages'
import {
  invitationTree,
  type LedgerReceipt,
  proposalMismatches,
  type SealedTerms,
  type StudyRecord
} from '@commonhold/protocol'
import type { StudyChange } from '@commonhold/sdk/api/studies'
import type { NodeService } from '../http/node-service.ts'
import { columnKinds } from '../studies/prepare-round.ts'
import type { NodeContext } from './node-context.ts'
import { summarise, viewStudy, viewTerms } from './study-view.ts'
import { writeTerms } from './write-terms.ts'

type StudyService = Pick<
  NodeService,
  | 'proposeStudy'
  | 'listStudies'
  | 'showStudy'
  | 'joinStudy'
  | 'leaveStudy'
  | 'startStudy'
  | 'cancelStudy'
>

const defaultJoinSeconds = 3600

/** Everything about studies but their rounds, which run by themselves. */
export function createStudyService(context: NodeContext): StudyService {
  const { ledger, view } = context
  return {
    proposeStudy: (request) => propose(context, request),
    async listStudies() {
      const records = view.studies()
      await readTerms(context, records)
      return records.map((record) => summarise(context, record))
    },
    showStudy: (study) => viewStudy(context, requireStudy(context, study)),
    joinStudy: (study, request) => join(context, requireStudy(context, study), request),
    leaveStudy: (study) => change(context, study, () => ledger.leaveStudy(study)),
    startStudy: (study) => change(context, study, () => ledger.start(study)),
    cancelStudy: (study) => change(context, study, () => ledger.cancel(study))
  }
}

async function propose(
  context: NodeContext,
  request: Parameters<NodeService['proposeStudy']>[0]
): ReturnType<NodeService['proposeStudy']> {
  const { datasets, random, documents, ledger } = context
  const { target } = datasets.show(request.dataset)
  const whole = await datasets.read(request.dataset)
  const { sealed, plan, leftOut } = writeTerms(request, whole, target, random)
  const table = await datasets.read(request.dataset, columnKinds({ plan }))
  const mismatches = matchDataset(table, plan)
  if (mismatches.length > 0) throw datasetMismatch(table.name, mismatches)
  const terms = viewTerms(sealed, plan)
  if (request.dryRun === true) return { terms, leftOut }
  await documents.addTerms(sealed)
  const { cohort, timing, rounds, invited } = sealed.terms
  const { at } = await ledger.block()
  const now = Math.max(at, Math.floor(context.clock.nowMs() / 1000))
  const receipt = await ledger.propose({
    terms: sealed.digest,
    invited: rootOf(invited),
    rounds,
    cohortMin: cohort.min,
    membersMax: cohort.max,
    skipsMax: timing.skipsMax,
    joinBy: parseUnixSeconds(now + (request.joinWithinSeconds ?? defaultJoinSeconds)),
    roundSeconds: timing.roundSeconds
  })
  await context.view.follow()
  return { study: receipt.study, terms, leftOut, transaction: receipt.transactionHash }
}

async function join(
  context: NodeContext,
  record: StudyRecord,
  request: Parameters<NodeService['joinStudy']>[1]
): Promise<StudyChange> {
  const { datasets, ledger, peers } = context
  if (record.state !== 'proposed') throw joiningIsOver(record)
  if (record.members.some(({ member }) => member === peers.self)) throw joinedAlready(record)
  const sealed = await requireTerms(context, record)
  const { digest, terms } = sealed
  if (request.acceptTerms !== undefined && request.acceptTerms !== digest) {
    throw otherTerms(record.study, request.acceptTerms, digest)
  }
  const policy = context.config['policy.minCohort']
  if (terms.cohort.min < policy) throw policyRefuses(record.study, terms.cohort.min, policy)
  const plan = parseLearningPlan(terms.plan)
  const table = await datasets.read(request.dataset, columnKinds({ plan }))
  const mismatches = matchDataset(table, plan)
  if (mismatches.length > 0) throw datasetMismatch(table.name, mismatches)
  const invitation = terms.invited.includes(peers.self)
    ? invitationTree(terms.invited).proofOf(peers.self)
    : []
  return await change(context, record.study, () =>
    ledger.joinStudy({
      study: record.study,
      dataset: datasets.show(request.dataset).asset,
      terms: digest,
      invitation
    })
  )
}

/** Reads the terms, and holds the ledger's proposal to them. */
async function requireTerms(context: NodeContext, record: StudyRecord): Promise<SealedTerms> {
  const sealed = await context.documents.terms(record.proposal.terms, sourcesOf(record))
  if (sealed === undefined) {
    throw new CommonholdError({
      code: 'NODE_TERMS_NOT_FOUND',
      fault: 'peer',
      message: `Nobody who is reachable has the terms of study ${record.study}.`,
      hint: 'Wait until its proposer’s node is up, then try again.',
      retryable: true,
      details: { study: record.study }
    })
  }
  const plan = parseLearningPlan(sealed.terms.plan)
  const wrong = [...proposalMismatches(sealed, record.proposal, rootOf)]
  const stages = planStages(plan).length
  if (stages !== sealed.terms.rounds) wrong.push(`rounds: the plan has ${stages} stages`)
  if (wrong.length > 0) throw termsDiffer(record.study, wrong)
  return sealed
}

async function change(
  context: NodeContext,
  study: StudyId,
  write: () => Promise<LedgerReceipt>
): Promise<StudyChange> {
  requireStudy(context, study)
  const receipt = await write()
  await context.view.follow()
  const { state } = requireStudy(context, study)
  return {
    study,
    state: state === 'unknown' ? 'proposed' : state,
    transaction: receipt.transactionHash,
    block: receipt.blockNumber
  }
}

/** Reads the terms of studies that are to be told by title; those that nobody gives stay unread. */
export async function readTerms(
  { documents }: Pick<NodeContext, 'documents'>,
  records: readonly StudyRecord[]
): Promise<void> {
  await Promise.all(
    records.map((record) => documents.terms(record.proposal.terms, sourcesOf(record)))
  )
}

function sourcesOf({ proposer, members }: StudyRecord): readonly MemberId[] {
  return [proposer, ...members.map(({ member }) => member)]
}

function rootOf(members: readonly MemberId[]) {
  return members.length === 0 ? zeroBytes32 : invitationTree(members).root
}

/** @throws {CommonholdError} `NODE_NO_SUCH_STUDY` */
export function requireStudy({ view }: Pick<NodeContext, 'view'>, study: StudyId): StudyRecord {
  const record = view.studyOf(study)
  if (record !== undefined) return record
  throw noSuchStudy(study)
}

/** The ledger has it not. */
export function noSuchStudy(study: StudyId): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_STUDY',
    fault: 'caller',
    message: `The ledger has no study ${study}.`,
    hint: 'List the studies: commonhold study list.',
    details: { study }
  })
}

function otherTerms(study: StudyId, given: string, actual: string): CommonholdError {
  return new CommonholdError({
    code: 'NODE_OTHER_TERMS',
    fault: 'caller',
    message: `Study ${study} has the terms ${actual}, not ${given}.`,
    hint: 'Read the study’s terms again before you join.',
    details: { study, given, actual }
  })
}

function joiningIsOver({ study, state }: StudyRecord): CommonholdError {
  return new CommonholdError({
    code: 'NODE_JOINING_IS_OVER',
    fault: 'caller',
    message: `Study ${study} is ${state}: members join a study before it starts.`,
    hint: 'Take part in the next one, or propose one yourself: commonhold study propose.',
    details: { study, state }
  })
}

function joinedAlready({ study }: StudyRecord): CommonholdError {
  return new CommonholdError({
    code: 'NODE_JOINED_ALREADY',
    fault: 'caller',
    message: `This member has joined study ${study} already.`,
    hint:
      `Wait for its start: commonhold study watch ${study}. ` +
      `For another dataset leave it first: commonhold study leave ${study}.`,
    details: { study }
  })
}

function policyRefuses(study: StudyId, cohortMin: number, policy: number): CommonholdError {
  return new CommonholdError({
    code: 'NODE_POLICY_REFUSES',
    fault: 'caller',
    message:
      `Study ${study} opens sums of ${cohortMin} members, ` +
      `and this node takes part from ${policy} on (policy.minCohort).`,
    hint: 'Ask for a study with a greater cohort, or change policy.minCohort if you want less.',
    details: { study, cohortMin, policy }
  })
}

function termsDiffer(study: StudyId, differences: readonly string[]): CommonholdError {
  return new CommonholdError({
    code: 'NODE_TERMS_DIFFER',
    fault: 'peer',
    message: `The terms of study ${study} and the ledger differ: ${differences.join('; ')}.`,
    hint: 'Do not join: its proposer wrote something else on the ledger than in the terms.',
    details: { study, differences }
  })
}
