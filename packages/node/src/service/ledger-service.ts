/** The ledger as this node has followed it, for people who look things up. */
import { type AssetId, CommonholdError, cidOfDigest, zeroBytes32 } from '@commonhold/base'
import type { RoundPlace } from '@commonhold/indexing'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import { planStages } from '@commonhold/learning/federation/plan-stages'
import {
  type AssetRecord,
  membersOfBits,
  type RoundRecord,
  type StudyRecord
} from '@commonhold/protocol'
import type { AssetView, LedgerFacts, LedgerRound } from '@commonhold/sdk/api/ledger'
import type { NodeService } from '../http/node-service.ts'
import type { NodeContext } from './node-context.ts'
import { ledgerStatus } from './status-service.ts'
import { readTerms, requireStudy } from './study-service.ts'
import { nameOf } from './study-view.ts'

type LedgerService = Pick<NodeService, 'ledger' | 'listAssets' | 'showAsset' | 'listRounds'>

/** Facts, assets and rounds. */
export function createLedgerService(context: NodeContext): LedgerService {
  const { view, nodeLedger } = context
  return {
    async ledger() {
      const { members, assets, studies } = nodeLedger.contracts
      return {
        ...(await ledgerStatus(context)),
        contracts: { members, assets, studies } as LedgerFacts['contracts'],
        fromBlock: nodeLedger.fromBlock,
        ...view.counts()
      }
    },
    async listAssets({ kind, before, limit }) {
      const found = view.latestAssets({
        limit: limit + 1,
        ...(kind === undefined ? {} : { kind }),
        ...(before === undefined ? {} : { before })
      })
      const makers = makersOf(context)
      const assets = found.slice(0, limit).map((asset) => viewAsset(context, asset, makers))
      const next = found.length > assets.length ? assets.at(-1)?.asset : undefined
      return { assets, ...(next === undefined ? {} : { next }) }
    },
    async showAsset(asset) {
      const record = view.assetOf(asset)
      if (record === undefined) throw noSuchAsset(asset)
      return viewAsset(context, record, makersOf(context))
    },
    async listRounds({ before, limit }) {
      const found = view.latestRounds({
        limit: limit + 1,
        ...(before === undefined ? {} : { before: placeOf(before) })
      })
      const shown = found.slice(0, limit)
      const last = found.length > shown.length ? shown.at(-1) : undefined
      const studies = [...new Set(shown.map(({ study }) => study))]
      await readTerms(
        context,
        studies.map((study) => requireStudy(context, study))
      )
      return {
        rounds: shown.map((record) => viewLedgerRound(context, record)),
        ...(last === undefined ? {} : { next: `${last.blockNumber}-${last.study}-${last.round}` })
      }
    }
  }
}

function placeOf(cursor: string): RoundPlace {
  const [block, study, round] = cursor.split('-').map(Number)
  return { block: block!, study: study!, round: round! }
}

/** The study that made each model. */
function makersOf({ view }: NodeContext): ReadonlyMap<AssetId, StudyRecord> {
  return new Map(
    view.studies().flatMap((study) => (study.asset === undefined ? [] : [[study.asset, study]]))
  )
}

function viewAsset(
  context: NodeContext,
  record: AssetRecord,
  makers: ReadonlyMap<AssetId, StudyRecord>
): AssetView {
  const { view, peers, documents } = context
  const study = makers.get(record.asset)
  const sealed = study === undefined ? undefined : documents.knownTerms(study.proposal.terms)
  const { name: ownerName } = nameOf(context, record.owner)
  return {
    asset: record.asset,
    kind: record.kind,
    owner: record.owner,
    ...(ownerName === undefined ? {} : { ownerName }),
    own: record.owner === peers.self,
    revoked: record.revoked,
    registeredAt: record.registeredAt,
    commitment: record.commitment,
    ...(record.terms === zeroBytes32 ? {} : { terms: record.terms }),
    parents: record.parents.map(({ asset, bps }) => ({ asset, shareBps: bps })),
    children: [...view.childrenOf(record.asset)],
    ...(study === undefined ? {} : { study: study.study }),
    ...(sealed === undefined ? {} : { title: sealed.terms.title })
  }
}

/** A final round in a list. */
export function viewLedgerRound(context: NodeContext, record: RoundRecord): LedgerRound {
  const study = requireStudy(context, record.study)
  const sealed = context.documents.knownTerms(study.proposal.terms)
  const stages = sealed === undefined ? [] : planStages(parseLearningPlan(sealed.terms.plan))
  const kind = stages[record.round - 1]
  return {
    study: record.study,
    title: sealed?.terms.title ?? `Study ${record.study}`,
    round: record.round,
    rounds: study.proposal.rounds,
    ...(kind === undefined ? {} : { kind }),
    epoch: record.epoch,
    memberCount: study.members.length,
    survivorCount: membersOfBits(study.members, record.survivors).length,
    signerCount: membersOfBits(study.members, record.signers).length,
    block: record.blockNumber,
    transaction: record.transactionHash,
    model: cidOfDigest(record.model),
    transcript: cidOfDigest(record.transcript)
  }
}

function noSuchAsset(asset: AssetId): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_ASSET',
    fault: 'caller',
    message: `The ledger has no asset ${asset}.`,
    hint: 'List the assets: commonhold ledger.',
    details: { asset }
  })
}
