/** Finished models: their cards, predictions with them, and their files. */
import { type AssetId, type Cid, CommonholdError, cidOfDigest, utf8 } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import type { Dataset } from '@commonhold/learning/dataset/dataset'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import type { PrivateState } from '@commonhold/learning/federation/stage'
import { loadModel, type Predictor } from '@commonhold/learning/model/predictor'
import type { RoundRecord, StudyRecord } from '@commonhold/protocol'
import type {
  ModelSummary,
  ModelView,
  Predictions,
  PredictRequest
} from '@commonhold/sdk/api/models'
import type { ModelName, NodeService } from '../http/node-service.ts'
import { columnKinds, fetchArtefact } from '../studies/prepare-round.ts'
import { openStudyFiles } from '../studies/study-files.ts'
import { type Evaluated, evaluateModel } from './evaluate-model.ts'
import { modelCard } from './model-card.ts'
import type { NodeContext } from './node-context.ts'
import { nameOf } from './study-view.ts'

type ModelService = Pick<
  NodeService,
  'listModels' | 'showModel' | 'evaluateModel' | 'predict' | 'exportModel'
>

/** How long a model's file may take to come from another node, in seconds. */
const fetchSeconds = 60
/** Of a category list that a form offers. */
const categoriesShownMax = 200

type Closed = StudyRecord & { readonly asset: NonNullable<StudyRecord['asset']> }

/** Models of studies that are closed. */
export function createModelService(context: NodeContext): ModelService {
  const open = async (record: Closed): Promise<Predictor> => {
    const bytes = await fetchArtefact(context, record, cidOfDigest(record.model), fetchSeconds)
    return loadModel(bytes)
  }
  // One model that only its own study's members may read must not hide the others from the list.
  const summary = async (record: Closed): Promise<ModelSummary> => {
    const predictor = await open(record).catch((cause: unknown) => {
      if (cause instanceof CommonholdError && cause.code.startsWith('NETWORK_')) return undefined
      throw cause
    })
    if (predictor === undefined) return summariseUnread(context, record)
    return summarise(context, record, predictor.card)
  }
  // An evaluation never changes; one that failed is tried again.
  const evaluated = new Map<AssetId, Promise<Evaluated>>()
  const evaluate = (record: Closed): Promise<Evaluated> => {
    const known = evaluated.get(record.asset) ?? evaluateModel(context, record)
    evaluated.set(record.asset, known)
    known.catch(() => evaluated.delete(record.asset))
    return known
  }
  return {
    listModels: async () => await Promise.all(closedStudies(context).map(summary)),
    async showModel(name) {
      const record = requireModel(context, name)
      return await viewModel(context, record, await open(record))
    },
    async evaluateModel(name) {
      const record = requireModel(context, name)
      return { asset: record.asset, ...(await evaluate(record)) }
    },
    async predict(name, request) {
      const record = requireModel(context, name)
      const predictor = await open(record)
      const own = request.shared === true ? {} : await ownState(context, record, predictor)
      return predictWith(record, predictor, request, own)
    },
    async exportModel(name) {
      const record = requireModel(context, name)
      const cid = cidOfDigest(record.model)
      const bytes = await fetchArtefact(context, record, cid, fetchSeconds)
      return {
        fileName: `model-${record.asset}.safetensors`,
        sizeBytes: bytes.length,
        bytes: context.store.read(cid)
      }
    }
  }
}

function closedStudies({ view }: NodeContext): readonly Closed[] {
  return view.studies().filter((record): record is Closed => record.asset !== undefined)
}

function summarise(context: NodeContext, record: Closed, card: Predictor['card']): ModelSummary {
  const sealed = context.documents.knownTerms(record.proposal.terms)
  return {
    asset: record.asset,
    study: record.study,
    title: sealed?.terms.title ?? `Study ${record.study}`,
    kind: card.plan.model.kind,
    target: card.plan.task.target,
    ...(card.metrics === undefined ? {} : { metrics: card.metrics })
  }
}

/** What the study's terms tell of a model whose file this node cannot have: no metrics. */
function summariseUnread(context: NodeContext, record: Closed): ModelSummary {
  const sealed = context.documents.knownTerms(record.proposal.terms)
  const plan = sealed === undefined ? undefined : parseLearningPlan(sealed.terms.plan)
  return {
    asset: record.asset,
    study: record.study,
    title: sealed?.terms.title ?? `Study ${record.study}`,
    kind: plan?.model.kind ?? 'unknown',
    target: plan?.task.target ?? 'unknown'
  }
}

async function viewModel(
  context: NodeContext,
  record: Closed,
  predictor: Predictor
): Promise<ModelView> {
  const asset = context.view.assetOf(record.asset)
  const { card } = predictor
  const summary = summarise(context, record, card)
  const file: Cid = cidOfDigest(record.model)
  const sizeBytes = await context.store.size(file)
  const lineage = lineageOf(context, record)
  return {
    ...summary,
    owner: asset?.owner ?? record.proposer,
    file,
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    terms: record.proposal.terms,
    trainingRounds: card.rounds,
    trainingRows: card.rows,
    parameters: card.parameterCount,
    classes: card.classes.map(({ name, rows }) => ({ name, rows })),
    lineage,
    inputs: card.preparation.features.map(viewInput),
    card: modelCard(summary, predictor, lineage)
  }
}

/** The datasets that it was made from, their owners' seats, and whether they stand by them. */
function lineageOf(context: NodeContext, record: Closed): ModelView['lineage'] {
  const { view } = context
  const rounds = view.roundsOf(record.study)
  return (view.assetOf(record.asset)?.parents ?? []).map(({ asset, bps }) => {
    const seat = record.members.findIndex(({ dataset }) => dataset === asset)
    const owner = record.members[seat]?.member ?? record.proposer
    const hasSurvived = ({ survivors }: RoundRecord) =>
      seat >= 0 && (survivors >> BigInt(seat)) & 1n
    return {
      asset,
      owner,
      ...nameOf(context, owner),
      shareBps: bps,
      revoked: view.assetOf(asset)?.revoked ?? false,
      survived: rounds.filter(hasSurvived).length
    }
  })
}

function viewInput(
  feature: Predictor['card']['preparation']['features'][number]
): ModelView['inputs'][number] {
  const { name } = feature
  if (feature.kind === 'numeric') {
    return { name, kind: 'number', mean: feature.mean, deviation: feature.deviation }
  }
  const categories = [...feature.categories]
    .sort((left, right) => right.rows - left.rows)
    .slice(0, categoriesShownMax)
    .map((category) => category.name)
  return { name, kind: 'category', categories }
}

/** This node's own intercept of a study in which it took part, where members keep one. */
async function ownState(
  { paths, disk, peers }: NodeContext,
  { study, members }: Closed,
  { card }: Predictor
): Promise<PrivateState> {
  const isMember = members.some(({ member }) => member === peers.self)
  if (card.plan.model.privateIntercept !== true || !isMember) return {}
  const { state } = await (await openStudyFiles(paths.state, study, disk)).readPrivate()
  return state.intercept === undefined ? {} : { intercept: state.intercept }
}

function predictWith(
  record: Closed,
  predictor: Predictor,
  request: PredictRequest,
  own: PrivateState
): Predictions {
  const { card, classes } = predictor
  const table = tableOf(request, predictor)
  const { values, probabilities, predicted, rows } = predictor.predict(table, own)
  const predictions = Array.from({ length: rows }, (_, row) => {
    if (classes.length === 0) return { row: row + 1, value: values[row]! }
    const own = classes.map((name, index) => [name, probabilities[row * classes.length + index]!])
    return {
      row: row + 1,
      value: classes[predicted[row]!]!,
      probabilities: Object.fromEntries(own) as Record<string, number>
    }
  })
  const intercept = own.intercept === undefined ? ('shared' as const) : ('own' as const)
  return {
    asset: record.asset,
    target: card.plan.task.target,
    predictions,
    ...(card.plan.model.privateIntercept === true ? { intercept } : {})
  }
}

/** The request's rows as a table whose columns have the model's kinds. */
function tableOf(request: PredictRequest, { card }: Predictor): Dataset {
  const kinds = new Map(columnKinds({ plan: card.plan }))
  kinds.delete(card.plan.task.target)
  const text = request.csv ?? csvOf(request.rows ?? [])
  return readCsv(utf8(text), { file: 'the input', kinds })
}

/** Rows of a request as CSV, so that both kinds of request are read by one reader. */
function csvOf(rows: NonNullable<PredictRequest['rows']>): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const quote = (value: string) => `"${value.replaceAll('"', '""')}"`
  const lines = rows.map((row) =>
    names.map((name) => (row[name] == null ? '' : quote(String(row[name])))).join(',')
  )
  return [names.map(quote).join(','), ...lines].join('\n')
}

function requireModel(context: NodeContext, name: ModelName): Closed {
  const closed = closedStudies(context)
  const found = closed.find((record) =>
    'asset' in name ? record.asset === name.asset : record.study === name.study
  )
  if (found !== undefined) return found
  const what =
    'asset' in name ? `no model with asset ${name.asset}` : `no model of study ${name.study}`
  throw new CommonholdError({
    code: 'NODE_NO_SUCH_MODEL',
    fault: 'caller',
    message: `The ledger has ${what}.`,
    hint:
      closed.length === 0
        ? 'A study becomes a model when its last round is final; see commonhold study list.'
        : `There are models of the studies ${closed.map(({ study }) => study).join(', ')}.`,
    details: { ...name }
  })
}
