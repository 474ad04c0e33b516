/** Questions to the index, answered in the ledger's own records. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import {
  type AssetId,
  type Bytes32,
  type MemberId,
  parseAssetId,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  type StudyId
} from '@commonhold/base'
import {
  type AssetKind,
  type AssetRecord,
  assetKinds,
  type LineageParent,
  type MemberRecord,
  type RoundRecord,
  type StudyMember,
  type StudyRecord,
  type StudyState,
  studyStates
} from '@commonhold/protocol'
import { publicTables } from './schema.ts'

/** What can be asked. Answers are those of the index's head. */
export type IndexQueries = {
  /** Active members, by account. */
  members(): readonly MemberRecord[]
  member(member: MemberId): MemberRecord | undefined
  assets(): readonly AssetRecord[]
  asset(asset: AssetId): AssetRecord | undefined
  /** Assets that name this one as a parent. */
  childrenOf(asset: AssetId): readonly AssetId[]
  studies(): readonly StudyRecord[]
  study(study: StudyId): StudyRecord | undefined
  /** Final rounds, in order. */
  rounds(study: StudyId): readonly RoundRecord[]
  /** Assets of any or of one kind, the newest first, with numbers below `before`. */
  latestAssets(options: {
    readonly kind?: AssetKind
    readonly before?: number
    readonly limit: number
  }): readonly AssetRecord[]
  /** Final rounds of all studies, the newest first, from just before a place in that order. */
  latestRounds(options: {
    readonly before?: RoundPlace
    readonly limit: number
  }): readonly RoundRecord[]
  counts(): LedgerCounts
  /** Every row of every table and view, for comparing two indexes. */
  dump(): string
}

/** Where a final round stands among all: by block, then study, then round. */
export type RoundPlace = {
  readonly block: number
  readonly study: number
  readonly round: number
}

/** How much the ledger holds. */
export type LedgerCounts = {
  /** Active ones. */
  readonly members: number
  readonly assets: number
  readonly studies: number
  /** Final ones. */
  readonly rounds: number
}

type Row = Readonly<Record<string, SQLOutputValue>>

/** @param database open while the queries are used */
export function createIndexQueries(database: DatabaseSync): IndexQueries {
  // Preparing a question costs more than most answers; there are some dozen of them.
  const prepared = new Map<string, StatementSync>()
  const all = (sql: string, ...values: (string | number)[]): readonly Row[] => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    return statement.all(...values) as readonly Row[]
  }
  const assetFrom = (row: Row): AssetRecord => {
    const parents = all(
      'SELECT * FROM parents WHERE asset = ? ORDER BY parent',
      Number(row['asset'])
    )
    return assetOf(row, parents.map(parentOf))
  }
  const studyFrom = (row: Row): StudyRecord => {
    const sql = 'SELECT * FROM study_members WHERE study = ? ORDER BY place'
    return studyOf(row, all(sql, Number(row['study'])).map(studyMemberOf))
  }
  const roundsFrom = `SELECT rounds.*, blocks.hash AS block_hash FROM rounds
    JOIN blocks ON blocks.number = rounds.block`
  const roundsSql = `${roundsFrom} WHERE study = ? ORDER BY round`
  const latestSql = `${roundsFrom} WHERE (rounds.block, study, round) < (?, ?, ?)
    ORDER BY rounds.block DESC, study DESC, round DESC LIMIT ?`
  const assetsSql = `SELECT * FROM assets WHERE asset < ? AND (kind = ? OR ? = '')
    ORDER BY asset DESC LIMIT ?`
  const countOf = (from: string): number =>
    Number(all(`SELECT count(*) AS n FROM ${from}`)[0]?.['n'])
  return {
    members: () => all('SELECT * FROM members WHERE active = 1 ORDER BY member').map(memberOf),
    member: (member) => all('SELECT * FROM members WHERE member = ?', member).map(memberOf)[0],
    assets: () => all('SELECT * FROM assets ORDER BY asset').map(assetFrom),
    asset: (asset) => all('SELECT * FROM assets WHERE asset = ?', asset).map(assetFrom)[0],
    childrenOf: (asset) =>
      all('SELECT asset FROM parents WHERE parent = ? ORDER BY asset', asset).map((row) =>
        parseAssetId(Number(row['asset']))
      ),
    studies: () => all('SELECT * FROM studies ORDER BY study').map(studyFrom),
    study: (study) => all('SELECT * FROM studies WHERE study = ?', study).map(studyFrom)[0],
    rounds: (study) => all(roundsSql, study).map(roundOf),
    latestAssets: ({ kind = '', before = Number.MAX_SAFE_INTEGER, limit }) =>
      all(assetsSql, before, kind, kind, limit).map(assetFrom),
    latestRounds({ before, limit }) {
      const end = Number.MAX_SAFE_INTEGER
      const { block, study, round } = before ?? { block: end, study: end, round: end }
      return all(latestSql, block, study, round, limit).map(roundOf)
    },
    counts: () => ({
      members: countOf('members WHERE active = 1'),
      assets: countOf('assets'),
      studies: countOf('studies'),
      rounds: countOf('rounds')
    }),
    dump: () => publicTables.map((table) => dumpOf(table, all(`SELECT * FROM ${table}`))).join('\n')
  }
}

function dumpOf(table: string, rows: readonly Row[]): string {
  const lines = rows.map((row) => JSON.stringify(row)).sort()
  return [`${table}:`, ...lines].join('\n')
}

function word(row: Row, name: string): Bytes32 {
  return parseBytes32(String(row[name]))
}

function memberOf(row: Row): MemberRecord {
  return {
    member: parseMemberId(String(row['member'])),
    active: row['active'] === 1,
    joinedAt: parseUnixSeconds(Number(row['joined_at'])),
    nodeKey: word(row, 'node_key'),
    profile: word(row, 'profile')
  }
}

function parentOf(row: Row): LineageParent {
  return { asset: parseAssetId(Number(row['parent'])), bps: Number(row['bps']) }
}

function assetOf(row: Row, parents: readonly LineageParent[]): AssetRecord {
  return {
    asset: parseAssetId(Number(row['asset'])),
    owner: parseMemberId(String(row['owner'])),
    kind: assetKinds.find((kind) => kind === row['kind']) as AssetKind,
    revoked: row['revoked'] === 1,
    registeredAt: parseUnixSeconds(Number(row['registered_at'])),
    commitment: word(row, 'commitment'),
    terms: word(row, 'terms'),
    parents
  }
}

function studyMemberOf(row: Row): StudyMember {
  return {
    member: parseMemberId(String(row['member'])),
    dataset: parseAssetId(Number(row['dataset'])),
    nodeKey: word(row, 'node_key')
  }
}

function studyOf(row: Row, members: readonly StudyMember[]): StudyRecord {
  return {
    study: parseStudyId(Number(row['study'])),
    state: studyStates.find((state) => state === row['state']) as StudyState,
    proposer: parseMemberId(String(row['proposer'])),
    proposal: {
      terms: word(row, 'terms'),
      invited: word(row, 'invited'),
      rounds: Number(row['rounds']),
      cohortMin: Number(row['cohort_min']),
      membersMax: Number(row['members_max']),
      skipsMax: Number(row['skips_max']),
      joinBy: parseUnixSeconds(Number(row['join_by'])),
      roundSeconds: Number(row['round_seconds'])
    },
    members,
    round: Number(row['round']),
    skips: Number(row['skips']),
    epoch: Number(row['epoch']),
    roundDueAt: parseUnixSeconds(Number(row['round_due_at'])),
    model: word(row, 'model'),
    asset: row['asset'] === null ? undefined : parseAssetId(Number(row['asset']))
  }
}

function roundOf(row: Row): RoundRecord {
  return {
    study: parseStudyId(Number(row['study'])),
    round: Number(row['round']),
    epoch: Number(row['epoch']),
    previousModel: word(row, 'previous_model'),
    model: word(row, 'model'),
    transcript: word(row, 'transcript'),
    survivors: BigInt(String(row['survivors'])),
    signers: BigInt(String(row['signers'])),
    blockNumber: Number(row['block']),
    blockHash: word(row, 'block_hash'),
    transactionHash: word(row, 'transaction_hash')
  }
}
