/**
 * The reading half of the ledger client: contract calls, and events where a contract keeps no
 * list. What depends on events is read from `fromBlock` on; everything else is the latest state.
 */
import {
  type AssetId,
  type Bytes32,
  CommonholdError,
  type MemberId,
  parseAssetId,
  parseBytes32,
  parseMemberId,
  parseUnixSeconds,
  type StudyId
} from '@commonhold/base'
import {
  type AssetRecord,
  assetKinds,
  type Ledger,
  type MemberRecord,
  type RoundRecord,
  type StudyMember,
  type StudyRecord,
  studyStates
} from '@commonhold/protocol'
import { type Hex, pad, toEventSelector } from 'viem'
import { assetsAbi } from './abi/assets.ts'
import { membersAbi } from './abi/members.ts'
import { studiesAbi } from './abi/studies.ts'
import type { ChainConnection, ContractAddresses } from './chain-connection.ts'
import { scanEvents } from './event-scan.ts'
import { type LedgerEvent, proposalOf } from './ledger-event.ts'
import { readResultSignatures } from './result-signatures.ts'

/** What reading needs. */
export type LedgerReadsOptions = {
  readonly connection: ChainConnection
  readonly contracts: ContractAddresses
  /** The first block that can hold events: that of the contracts' deployment, or 0. */
  readonly fromBlock: number
}

/** The methods of the ledger that read. */
export type LedgerReads = Pick<
  Ledger,
  | 'block'
  | 'memberOf'
  | 'assetOf'
  | 'studyOf'
  | 'studyCount'
  | 'roundsOf'
  | 'signaturesOf'
  | 'members'
>

const questionsAtOnce = 16

/** The reading half of a ledger. */
export function createLedgerReads(options: LedgerReadsOptions): LedgerReads {
  const places = new Map<StudyId, PlacesOfStudy>()
  return {
    block: () => readBlock(options.connection),
    memberOf: (member) => readMember(options, member),
    assetOf: (asset) => readAsset(options, asset),
    studyOf: (study) => readStudy(options, study, places),
    studyCount: () => readStudyCount(options),
    roundsOf: (study) => readRounds(options, study),
    signaturesOf: (round) => readResultSignatures(options.connection, round),
    members: () => readMembers(options)
  }
}

async function readBlock(connection: ChainConnection): ReturnType<Ledger['block']> {
  const latest = await connection.ask((client) => client.getBlock())
  const pending = await connection
    .ask((client) => client.getBlock({ blockTag: 'pending' }))
    .catch(whereBadAnswer)
  const at = pending && pending.timestamp > latest.timestamp ? pending.timestamp : latest.timestamp
  return {
    number: Number(latest.number),
    hash: parseBytes32(latest.hash),
    at: parseUnixSeconds(at)
  }
}

/** Not every chain tells of the block to come; its latest one then stands for it. */
function whereBadAnswer(error: unknown): undefined {
  if (error instanceof CommonholdError && error.code === 'LEDGER_BAD_ANSWER') return undefined
  throw error
}

async function readMember(
  { connection, contracts }: LedgerReadsOptions,
  member: MemberId
): Promise<MemberRecord | undefined> {
  const { active, joinedAt, nodeKey, profile } = await connection.ask((client) =>
    client.readContract({
      address: contracts.members,
      abi: membersAbi,
      functionName: 'memberOf',
      args: [member]
    })
  )
  if (joinedAt === 0n) return undefined
  return {
    member,
    active,
    joinedAt: parseUnixSeconds(joinedAt),
    nodeKey: parseBytes32(nodeKey),
    profile: parseBytes32(profile)
  }
}

async function readAsset(
  { connection, contracts }: LedgerReadsOptions,
  asset: AssetId
): Promise<AssetRecord | undefined> {
  const at = { address: contracts.assets, abi: assetsAbi, args: [BigInt(asset)] } as const
  try {
    const [entry, parents, owner] = await Promise.all([
      connection.ask((client) => client.readContract({ ...at, functionName: 'assetOf' })),
      connection.ask((client) => client.readContract({ ...at, functionName: 'parentsOf' })),
      connection.ask((client) => client.readContract({ ...at, functionName: 'ownerOf' }))
    ])
    return {
      asset,
      owner: parseMemberId(owner),
      kind: assetKinds[entry.kind]!,
      revoked: entry.revoked,
      registeredAt: parseUnixSeconds(entry.registeredAt),
      commitment: parseBytes32(entry.commitment),
      terms: parseBytes32(entry.terms),
      parents: parents.map((parent) => ({ asset: parseAssetId(parent.asset), bps: parent.bps }))
    }
  } catch (error) {
    const revert = error instanceof CommonholdError ? error.details['revert'] : undefined
    if (revert === 'AssetsUnknown' || revert === 'ERC721NonexistentToken') return undefined
    throw error
  }
}

async function readStudyCount({ connection, contracts }: LedgerReadsOptions): Promise<number> {
  const at = { address: contracts.studies, abi: studiesAbi } as const
  const count = await connection.ask((client) =>
    client.readContract({ ...at, functionName: 'studyCount' })
  )
  return Number(count)
}

async function readStudy(
  options: LedgerReadsOptions,
  study: StudyId,
  places: Map<StudyId, PlacesOfStudy>
): Promise<StudyRecord | undefined> {
  const { connection, contracts } = options
  const at = { address: contracts.studies, abi: studiesAbi, args: [BigInt(study)] } as const
  const [entry, accounts] = await Promise.all([
    connection.ask((client) => client.readContract({ ...at, functionName: 'studyOf' })),
    connection.ask((client) => client.readContract({ ...at, functionName: 'membersOf' }))
  ])
  const state = studyStates[entry.state]!
  if (state === 'unknown') return undefined
  return {
    study,
    state,
    proposer: parseMemberId(entry.proposer),
    proposal: proposalOf(entry.proposal),
    members: await placesOf(options, study, accounts.map(parseMemberId), places),
    round: entry.round,
    skips: entry.skips,
    epoch: entry.epoch,
    roundDueAt: parseUnixSeconds(entry.roundDueAt),
    model: parseBytes32(entry.model),
    asset: entry.asset === 0n ? undefined : parseAssetId(entry.asset)
  }
}

/** Who joined a study up to a block, by its `StudyJoined` events. */
type PlacesOfStudy = {
  readonly blockNumber: number
  readonly blockHash: Bytes32
  readonly joined: ReadonlyMap<MemberId, StudyMember>
}

/**
 * The contract says who is a member at which index; only the events say with which node key. They
 * are remembered for as long as the block that they were read up to stands, so that a study that
 * runs costs one more question, not one more scan.
 */
async function placesOf(
  options: LedgerReadsOptions,
  study: StudyId,
  accounts: readonly MemberId[],
  places: Map<StudyId, PlacesOfStudy>
): Promise<readonly StudyMember[]> {
  let known = places.get(study)
  if (known !== undefined && !(await stands(options.connection, known))) known = undefined
  if (known === undefined || accounts.some((account) => !known?.joined.has(account))) {
    known = await scanPlaces(options, study)
    places.set(study, known)
  }
  return accounts.map((account) => {
    const place = known.joined.get(account)
    if (place === undefined) throw missingEvents(study, options.fromBlock)
    return place
  })
}

async function stands(connection: ChainConnection, places: PlacesOfStudy): Promise<boolean> {
  const blockNumber = BigInt(places.blockNumber)
  const block = await connection
    .ask((client) => client.getBlock({ blockNumber }))
    .catch(whereBadAnswer)
  return block?.hash === places.blockHash
}

async function scanPlaces(options: LedgerReadsOptions, study: StudyId): Promise<PlacesOfStudy> {
  const head = await readHead(options)
  const joined = new Map<MemberId, StudyMember>()
  for (const event of await eventsOf(options, head.blockNumber, study, ['StudyJoined'])) {
    if (event.kind !== 'StudyJoined') continue
    const { member, dataset, nodeKey } = event
    joined.set(member, { member, dataset, nodeKey })
  }
  return { ...head, joined }
}

async function readHead({
  connection
}: LedgerReadsOptions): Promise<{ readonly blockNumber: number; readonly blockHash: Bytes32 }> {
  const { number, hash } = await connection.ask((client) => client.getBlock())
  return { blockNumber: Number(number), blockHash: parseBytes32(hash) }
}

async function readRounds(
  options: LedgerReadsOptions,
  study: StudyId
): Promise<readonly RoundRecord[]> {
  const { blockNumber: head } = await readHead(options)
  const events = await eventsOf(options, head, study, ['RoundFinal'])
  return events.flatMap((event) => {
    if (event.kind !== 'RoundFinal') return []
    const { kind: _kind, logIndex: _logIndex, nextRoundDueAt: _dueAt, ...round } = event
    return [round]
  })
}

type StudyEventName = 'StudyJoined' | 'RoundFinal'

async function eventsOf(
  { connection, contracts, fromBlock }: LedgerReadsOptions,
  toBlock: number,
  study: StudyId,
  names: readonly StudyEventName[]
): Promise<readonly LedgerEvent[]> {
  const topics = [names.map(studySelector), pad(`0x${study.toString(16)}` as Hex)]
  return await scanEvents(connection, { contracts, fromBlock, toBlock, topics })
}

function studySelector(name: StudyEventName): Hex {
  const entry = studiesAbi.find((item) => item.type === 'event' && item.name === name)
  return toEventSelector(entry as Extract<(typeof studiesAbi)[number], { type: 'event' }>)
}

async function readMembers(options: LedgerReadsOptions): Promise<readonly MemberRecord[]> {
  const { connection, contracts, fromBlock } = options
  const { blockNumber: toBlock } = await readHead(options)
  const entry = membersAbi.find((item) => item.type === 'event' && item.name === 'MemberJoined')
  const selector = toEventSelector(entry as Extract<(typeof membersAbi)[number], { type: 'event' }>)
  const topics = [selector]
  const events = await scanEvents(connection, { contracts, fromBlock, toBlock, topics })
  const accounts = new Set<MemberId>()
  for (const event of events) if (event.kind === 'MemberJoined') accounts.add(event.member)
  const records: MemberRecord[] = []
  const queue = [...accounts]
  while (queue.length > 0) {
    const batch = queue.splice(0, questionsAtOnce).map((account) => readMember(options, account))
    for (const record of await Promise.all(batch)) if (record?.active) records.push(record)
  }
  return records
}

function missingEvents(study: StudyId, fromBlock: number): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_MISSING_EVENTS',
    fault: 'chain',
    message: `Members of study ${study} have no event from block ${fromBlock} on.`,
    hint: 'Set ledger.fromBlock to the deployment, or use a provider that keeps all events.',
    retryable: true,
    details: { study, fromBlock }
  })
}
