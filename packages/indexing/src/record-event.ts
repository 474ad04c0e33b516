/** One event as new versions of what it changes. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { UnixSeconds } from '@commonhold/base'
import type { LedgerEvent } from '@commonhold/contracts'
import { eventsMissing } from './errors.ts'

type Row = Record<string, SQLInputValue>
type EventOf<Kind extends LedgerEvent['kind']> = Extract<LedgerEvent, { readonly kind: Kind }>

/** A row for a table. */
type Version = readonly [table: string, row: Row]

/**
 * Adds the event's versions. Called in a transaction, in the chain's order.
 *
 * @param at the time of the event's block
 * @throws {CommonholdError} `INDEXING_MISSING_EVENTS` where it changes what is not there
 */
export function recordEvent(database: DatabaseSync, event: LedgerEvent, at: UnixSeconds): void {
  const place: Row = { block: event.blockNumber, log_index: event.logIndex }
  for (const [table, row] of versionsOf(database, event, at)) {
    insert(database, table, { ...row, ...place })
  }
}

function versionsOf(
  database: DatabaseSync,
  event: LedgerEvent,
  at: UnixSeconds
): readonly Version[] {
  switch (event.kind) {
    case 'MemberJoined': {
      const { member, nodeKey, profile } = event
      const row = { member, active: 1, joined_at: at, node_key: nodeKey, profile }
      return [['member_versions', row]]
    }
    case 'MemberUpdated': {
      const before = latest(database, 'members', { member: event.member }, event)
      const { nodeKey, profile } = event
      return [['member_versions', { ...before, node_key: nodeKey, profile }]]
    }
    case 'MemberLeft': {
      const before = latest(database, 'members', { member: event.member }, event)
      return [['member_versions', { ...before, active: 0 }]]
    }
    case 'AssetRegistered':
      return newAsset(event, at)
    case 'AssetRevoked': {
      const before = latest(database, 'assets', { asset: event.asset }, event)
      return [['asset_versions', { ...before, revoked: 1 }]]
    }
    case 'AssetTransferred': {
      // The first transfer makes the asset, and its registration follows.
      const before = find(database, 'assets', { asset: event.asset })
      return before === undefined ? [] : [['asset_versions', { ...before, owner: event.to }]]
    }
    default:
      return studyVersions(database, event)
  }
}

function newAsset(event: EventOf<'AssetRegistered'>, at: UnixSeconds): readonly Version[] {
  const { asset, owner, assetKind: kind, commitment, terms, parents } = event
  const row = { asset, owner, kind, revoked: 0, registered_at: at, commitment, terms }
  return [
    ['asset_versions', row],
    ...parents.map((link): Version => ['parents', { asset, parent: link.asset, bps: link.bps }])
  ]
}

type StudyEvent = Exclude<
  LedgerEvent,
  { readonly kind: `Member${string}` } | { readonly kind: `Asset${string}` }
>

function studyVersions(database: DatabaseSync, event: StudyEvent): readonly Version[] {
  const { study } = event
  if (event.kind === 'StudyProposed') return [['study_versions', newStudy(event)]]
  const before = latest(database, 'studies', { study }, event)
  const changed = (row: Row): Version => ['study_versions', { ...before, ...row }]
  switch (event.kind) {
    case 'StudyJoined': {
      const { index: place, member, dataset, nodeKey } = event
      return [['place_versions', { study, place, member, dataset, node_key: nodeKey }]]
    }
    case 'StudyLeft':
      return leaving(database, event)
    case 'StudyStarted':
      return [changed({ state: 'running', round: 1, round_due_at: event.roundDueAt })]
    case 'RoundFinal': {
      const { round, model, nextRoundDueAt } = event
      const row = { round: round + 1, skips: 0, model, round_due_at: nextRoundDueAt }
      return [['rounds', finalRound(event)], changed(row)]
    }
    case 'RoundSkipped': {
      const skips = Math.min(Number(before['skips']) + 1, Number(before['skips_max']))
      return [changed({ skips, epoch: event.epoch, round_due_at: event.roundDueAt })]
    }
    case 'StudyClosed':
      return [changed({ state: 'closed', asset: event.asset })]
    case 'StudyCancelled':
      return [changed({ state: 'cancelled', round_due_at: 0 })]
  }
}

function newStudy({ study, proposer, proposal }: EventOf<'StudyProposed'>): Row {
  return {
    ...{ study, state: 'proposed', proposer },
    terms: proposal.terms,
    invited: proposal.invited,
    rounds: proposal.rounds,
    cohort_min: proposal.cohortMin,
    members_max: proposal.membersMax,
    skips_max: proposal.skipsMax,
    join_by: proposal.joinBy,
    round_seconds: proposal.roundSeconds,
    ...{ round: 0, skips: 0, epoch: 0, round_due_at: 0, model: proposal.terms, asset: null }
  }
}

function finalRound(event: EventOf<'RoundFinal'>): Row {
  const { study, round, epoch, previousModel, model, transcript, transactionHash } = event
  return {
    ...{ study, round, epoch, previous_model: previousModel, model, transcript },
    survivors: event.survivors.toString(),
    signers: event.signers.toString(),
    transaction_hash: transactionHash
  }
}

/** The last place is emptied; who had it takes the place of the one who left. */
function leaving(database: DatabaseSync, event: EventOf<'StudyLeft'>): readonly Version[] {
  const { study, member, moved, movedTo } = event
  const lastMember = moved ?? member
  const last = latest(database, 'study_members', { study, member: lastMember }, event)
  const emptied: Version = [
    'place_versions',
    { ...last, member: null, dataset: null, node_key: null }
  ]
  return moved === undefined
    ? [emptied]
    : [['place_versions', { ...last, place: movedTo }], emptied]
}

function latest(database: DatabaseSync, view: string, key: Row, event: LedgerEvent): Row {
  const row = find(database, view, key)
  if (row !== undefined) return row
  const what = Object.entries(key).map(([name, value]) => `${name} ${value}`)
  throw eventsMissing(what.join(', '), event.blockNumber)
}

/** Table and column names are this file's own; values are bound. */
function find(database: DatabaseSync, view: string, key: Row): Row | undefined {
  const where = Object.keys(key).map((name) => `${name} = :${name}`)
  const sql = `SELECT * FROM ${view} WHERE ${where.join(' AND ')}`
  return database.prepare(sql).get(key) as Row | undefined
}

function insert(database: DatabaseSync, table: string, row: Row): void {
  const names = Object.keys(row)
  const values = names.map((name) => `:${name}`)
  const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`
  database.prepare(sql).run(row)
}
