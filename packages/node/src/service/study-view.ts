/** Studies and their rounds as people and programs see them. */
import { cidOfDigest } from '@commonhold/base'
import { matchDataset } from '@commonhold/learning/dataset/match-dataset'
import { type LearningPlan, parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { planStages } from '@commonhold/learning/federation/plan-stages'
import {
  membersOfBits,
  type RoundRecord,
  type SealedTerms,
  type StudyRecord
} from '@commonhold/protocol'
import type { RoundView } from '@commonhold/sdk/api/rounds'
import type { StudySummary, StudyView, TermsView } from '@commonhold/sdk/api/studies'
import { columnKinds } from '../studies/prepare-round.ts'
import type { FinalRound } from '../studies/study-events.ts'
import { hasSeat } from './has-seat.ts'
import type { NodeContext } from './node-context.ts'
import { plainWords } from './plain-words.ts'

/** A study's line in a list. */
export function summarise(context: NodeContext, record: StudyRecord): StudySummary {
  const { study, proposer, proposal, members, round, state } = record
  const sealed = context.documents.knownTerms(proposal.terms)
  const joined = hasSeat(record, context.peers.self)
  const needs = needOf(context, record, joined)
  return {
    study,
    title: sealed?.terms.title ?? `Study ${study}`,
    state: state === 'unknown' ? 'proposed' : state,
    proposer,
    memberCount: members.length,
    minCohort: proposal.cohortMin,
    maxMembers: proposal.membersMax,
    round,
    rounds: proposal.rounds,
    joinBy: proposal.joinBy,
    joined,
    ...(needs === undefined ? {} : { needs })
  }
}

/** A study whole. */
export async function viewStudy(context: NodeContext, record: StudyRecord): Promise<StudyView> {
  const { view, documents, manager } = context
  const { proposal, proposer, members } = record
  const from = [proposer, ...members.map(({ member }) => member)]
  const sealed = await documents.terms(proposal.terms, from)
  const plan = sealed === undefined ? undefined : parseLearningPlan(sealed.terms.plan)
  const rounds = view.roundsOf(record.study)
  const finals = new Map(manager.finals(record.study).map((final) => [final.record.round, final]))
  const roundList = rounds.map((each) => viewRound(record, each, finals.get(each.round), plan))
  const isOpen = record.state === 'proposed' || record.state === 'unknown'
  const metrics = roundList.findLast((round) => round.metrics !== undefined)?.metrics
  return {
    ...summarise(context, record),
    description: sealed?.terms.description ?? '',
    ...(sealed === undefined || plan === undefined ? {} : { terms: viewTerms(sealed, plan) }),
    termsDigest: proposal.terms,
    members: members.map(({ member, dataset }) => ({
      member,
      ...nameOf(context, member),
      dataset,
      ...countRounds(roundList, member)
    })),
    roundList,
    ...(record.state === 'running' ? { roundDueAt: record.roundDueAt } : {}),
    ...(rounds.length === 0 ? {} : { model: cidOfDigest(record.model) }),
    ...(metrics === undefined ? {} : { metrics }),
    ...(record.asset === undefined ? {} : { asset: record.asset }),
    // Only before the start: it reads whole tables, and whoever watches rounds asks often.
    fits: plan === undefined || !isOpen ? [] : await viewFits(context, plan)
  }
}

/** The terms, with a sentence for each thing that they settle. */
export function viewTerms(sealed: SealedTerms, plan: LearningPlan): TermsView {
  const { digest, cid, terms } = sealed
  return { digest, cid, plainWords: plainWords(terms, plan), document: terms }
}

/** A final round. */
export function viewRound(
  study: StudyRecord,
  record: RoundRecord,
  final: FinalRound | undefined,
  plan: LearningPlan | undefined
): RoundView {
  const survivors = membersOfBits(study.members, record.survivors)
  const kind =
    final?.kind ?? (plan === undefined ? 'training' : planStages(plan)[record.round - 1]!)
  const dropped = study.members.flatMap(({ member }) =>
    survivors.includes(member) ? [] : [member]
  )
  return {
    index: record.round,
    kind,
    phase: 'final',
    epoch: record.epoch,
    survivors: [...survivors],
    dropped,
    block: record.blockNumber,
    transaction: record.transactionHash,
    artefact: cidOfDigest(record.model),
    transcript: cidOfDigest(record.transcript),
    ...(final === undefined ? {} : viewFound(final))
  }
}

function viewFound(final: FinalRound): Partial<RoundView> {
  const { summary, own, durationMs, survivors, vectorBytes, transcriptBytes } = final
  return {
    attempt: final.attempt,
    aggregator: final.aggregator,
    ...(summary.metrics === undefined ? {} : { metrics: summary.metrics }),
    ...(summary.aucInterval === undefined ? {} : { aucInterval: summary.aucInterval }),
    ...(own === undefined ? {} : { own }),
    ...(summary.rows === undefined ? {} : { rows: summary.rows }),
    ...(durationMs === undefined ? {} : { durationMs }),
    trafficBytes: survivors.length * vectorBytes + transcriptBytes
  }
}

/** In how many final rounds a member was in the sum, was not, and did the summing. */
function countRounds(
  rounds: readonly RoundView[],
  member: StudyRecord['proposer']
): Pick<StudyView['members'][number], 'survived' | 'dropped' | 'aggregated'> {
  const survived = rounds.filter(({ survivors }) => survivors.includes(member)).length
  const aggregated = rounds.filter(({ aggregator }) => aggregator === member).length
  return { survived, dropped: rounds.length - survived, aggregated }
}

async function viewFits(context: NodeContext, plan: LearningPlan): Promise<StudyView['fits']> {
  return await Promise.all(
    context.datasets.list().map(async ({ dataset, name }) => {
      const table = await context.datasets
        .read(dataset, columnKinds({ plan }))
        .catch((cause: Error) => cause)
      const problems =
        table instanceof Error
          ? [table.message]
          : matchDataset(table, plan).map(({ problem, hint }) => `${problem} ${hint}`)
      return { dataset, name, fits: problems.length === 0, problems }
    })
  )
}

/** A member's name, where its profile is known. */
export function nameOf(
  { view, documents, peers, config }: NodeContext,
  member: StudyRecord['proposer']
): { readonly name?: string } {
  if (member === peers.self) return { name: config.name }
  const record = view.members().find((each) => each.member === member)
  const name = record === undefined ? undefined : documents.nameOf(member, record.profile)
  return name === undefined ? {} : { name }
}

function needOf(
  { clock, documents, peers }: NodeContext,
  { study, state, proposal, members }: StudyRecord,
  joined: boolean
): StudySummary['needs'] {
  const isOpen = state === 'proposed' && clock.nowMs() / 1000 <= proposal.joinBy
  if (!isOpen || joined || members.length >= proposal.membersMax) return undefined
  const invited = documents.knownTerms(proposal.terms)?.terms.invited ?? []
  if (invited.length > 0 && !invited.includes(peers.self)) return undefined
  return { kind: 'join', text: `Read its terms, and join with: study join ${study}` }
}
