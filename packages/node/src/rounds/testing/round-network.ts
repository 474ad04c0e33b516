/**
 * A whole round in one process: members with real cryptography, real signatures and real release
 * logs on disk; stores in memory, a clock that stands still, and a transport that a test may
 * interfere with. The members' and the aggregator's code is the production code, unchanged.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  asCommonholdError,
  type BlobStore,
  type Bytes32,
  type Cid,
  type Crypto,
  type Hex,
  type Log,
  type MemberId,
  parseAssetId,
  parseStudyId,
  parseUnixSeconds,
  Secret,
  silentLog,
  toHex,
  zeroBytes32
} from '@commonhold/base'
import type { Stage } from '@commonhold/learning/federation/stage'
import { createMemoryBlobStore } from '@commonhold/network'
import {
  createManualClock,
  createSeededRandom,
  type ManualClock,
  nodeCrypto
} from '@commonhold/platform'
import {
  isQuorum,
  type LedgerDomain,
  openingOf,
  type RoundResult,
  rankAggregators,
  recoverResultSigner,
  type StudyRecord,
  sealTerms,
  stallMs,
  type Terms
} from '@commonhold/protocol'
import { createSigningAccount } from '@commonhold/protocol/testing/signing-account'
import { type AttemptOutcome, aggregateAttempt } from '../aggregate-attempt.ts'
import { createMemberRound, type MemberRound } from '../member-round.ts'
import type { OpenRound, RoundDeps, RoundProgress } from '../open-round.ts'
import { openReleaseLog } from '../release-log.ts'
import type { RoundAsk } from '../round-messages.ts'
import { openDirectPeers, type TransportHooks } from './direct-peers.ts'
import { plainVector, sumStage } from './sum-stage.ts'

/** How a test's round differs from the plain one. */
export type RoundNetworkOptions = {
  readonly members: number
  readonly seed?: string
  /** The terms' cohort minimum; default 3. */
  readonly cohortMin?: number
  /** What one member's owner asks for, by index; default nothing more than the terms. */
  readonly ownCohortMin?: ReadonlyMap<number, number>
  readonly round?: number
  readonly epoch?: number
  readonly model?: Bytes32
  readonly crypto?: Crypto
  readonly hooks?: TransportHooks
  /** Default `sumTerms`. */
  readonly terms?: Terms
  /** Default `sumStage`, with `plainVector` as each member's part. */
  readonly stage?: Stage
  readonly contribution?: (index: number) => Promise<Uint32Array<ArrayBuffer>>
  /** How members reach each other; default `openDirectPeers`, with the hooks. */
  readonly peers?: typeof openDirectPeers
  /** One for all, where each member's own would take too much memory. */
  readonly store?: BlobStore
}

/** One member of the network. */
export type TestMember = {
  readonly index: number
  readonly member: MemberId
  readonly nodeKey: Uint8Array
  readonly deps: RoundDeps
  readonly open: OpenRound
  readonly own: MemberRound
}

/** What a member was lost for, as the aggregator's log has it. */
export type Lost = { readonly phase: string; readonly member: MemberId; readonly code: string }

/** Whom a member refused, as the member's own log has it. */
export type Refused = {
  readonly by: MemberId
  readonly from: MemberId
  readonly phase: string
  readonly code: string
  readonly rule: string | undefined
}

/** The network, and a test's hands on it. */
export type RoundNetwork = {
  readonly members: readonly TestMember[]
  readonly clock: ManualClock
  readonly record: StudyRecord
  readonly domain: LedgerDomain
  readonly terms: Terms
  readonly lost: Lost[]
  /** Questions that were refused by another rule than that of order. */
  readonly refusals: Refused[]
  /** Every payload that went from one member to another. */
  readonly payloads: Uint8Array[]
  /** What was written to the ledger. */
  readonly finals: {
    readonly result: RoundResult
    readonly signers: readonly number[]
    readonly signatures: ReadonlyMap<number, Hex>
  }[]
  readonly hooks: TransportHooks
  of(member: MemberId): TestMember
  /** Who may run this attempt. */
  aggregatorAt(turn: number): TestMember
  /** Nothing goes to it or comes from it any more. */
  kill(member: MemberId): void
  /** Loses all that the member had in memory. */
  restart(member: MemberId): Promise<void>
  /** Lets an attempt stall, so that the next in rank may begin. */
  stall(): Promise<void>
  aggregate(turn: number, onProgress?: (progress: RoundProgress) => void): Promise<AttemptOutcome>
  /** Asks one member as the aggregator of `turn`, with all contents that came with answers. */
  ask(
    turn: number,
    to: TestMember,
    ask: RoundAsk,
    attempt?: number
  ): ReturnType<MemberRound['answer']>
  /** Those contents. */
  came(): readonly Uint8Array<ArrayBuffer>[]
  artefact(cid: Cid): Promise<Uint8Array>
  close(): Promise<void>
}

/** The terms of every test's study. */
export function sumTerms(cohortMin: number, rounds = 3): Terms {
  return sealTerms({
    format: 'commonhold-terms/1',
    title: 'Sums',
    description: '',
    plan: {},
    rounds,
    cohort: { min: cohortMin, max: 16 },
    timing: { answerSeconds: 10, trainingSeconds: 20, roundSeconds: 600, skipsMax: 3 },
    invited: [],
    transcripts: { readers: 'members', auditors: [] },
    revenue: { rule: 'by-rounds-survived' },
    privacy: { kind: 'none' }
  }).terms
}

/** Opens the round at every member. */
export async function openRoundNetwork(options: RoundNetworkOptions): Promise<RoundNetwork> {
  const { hooks = {}, seed = 'round', crypto = nodeCrypto } = options
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-round-'))
  const clock = createManualClock()
  const domain: LedgerDomain = { chainId: 84_300, studies: `0x${'5d'.repeat(20)}` }
  const terms = options.terms ?? sumTerms(options.cohortMin ?? 3)
  const secrets = createSeededRandom(`${seed}/keys`)
  const keys = Array.from({ length: options.members }, () => {
    const nodeKey = secrets.bytes(32)
    return { nodeKey, account: createSigningAccount(secrets.bytes(32)) }
  })
  const record = recordOf(options, terms, crypto, keys)
  const lost: Lost[] = []
  const refusals: Refused[] = []
  const members: TestMember[] = []
  const world: World = {
    payloads: [],
    finals: [],
    dead: new Set(),
    of: (member) => members.find((each) => each.member === member)!,
    members,
    clock,
    record,
    domain,
    terms,
    hooks,
    folder
  }
  for (const [index, { nodeKey, account }] of keys.entries()) {
    const { member, signResult } = account
    const home = join(folder, String(index))
    await mkdir(home)
    const deps: RoundDeps = {
      crypto,
      clock,
      log: logOf(member, lost, refusals),
      store:
        options.store ?? createMemoryBlobStore({ crypto, clock, limits: { bytesMax: 2 ** 28 } }),
      random: createSeededRandom(`${seed}/${index}`),
      nodeKey: new Secret(nodeKey),
      releases: await openReleaseLog(home, record.study),
      peers: (options.peers ?? openDirectPeers)({ self: member, ...world }),
      ledger: {
        domain,
        signResult: async (result) => signResult(domain, result),
        finalise: async (...final) => finalise(domain, record, world.finals, ...final)
      }
    }
    const open = openingAt(index, { options, domain, record, terms })
    members.push({
      index,
      member,
      nodeKey,
      deps,
      open,
      own: createMemberRound(deps, open, () => {})
    })
  }
  return { ...world, lost, refusals, ...handsOn(world) }
}

/** What a test moves, kills and asks by. */
type World = Pick<
  RoundNetwork,
  'payloads' | 'finals' | 'clock' | 'record' | 'domain' | 'terms' | 'hooks' | 'of'
> & {
  readonly members: TestMember[]
  readonly dead: Set<MemberId>
  readonly folder: string
}

function handsOn({ domain, record, terms, clock, dead, folder, members, of }: World) {
  const ranked = rankAggregators(openingOf(domain, record), record.members)
  const aggregatorAt = (turn: number) => of(ranked[turn % ranked.length]!)
  const came = new Set<Uint8Array<ArrayBuffer>>()
  return {
    aggregatorAt,
    kill: (member: MemberId) => void dead.add(member),
    async restart(member: MemberId) {
      const before = of(member)
      const releases = await openReleaseLog(join(folder, String(before.index)), record.study)
      const deps = { ...before.deps, releases }
      const own = createMemberRound(deps, before.open, () => {})
      members[before.index] = { ...before, deps, own }
    },
    stall: () => clock.advance(stallMs(terms.timing, true)),
    aggregate(turn: number, onProgress: (progress: RoundProgress) => void = () => {}) {
      const { deps, own } = aggregatorAt(turn)
      return aggregateAttempt(deps, own, turn, onProgress, new AbortController().signal)
    },
    async ask(turn: number, to: TestMember, ask: RoundAsk, attempt = turn) {
      const { study, round, epoch } = record
      const from = aggregatorAt(turn).member
      const answer = await to.own.answer(
        { study, round, epoch, attempt, turn, ask, contents: [...came] },
        from
      )
      for (const content of answer.contents ?? []) came.add(content)
      return answer
    },
    came: () => [...came],
    async artefact(cid: Cid) {
      for (const { deps } of members) {
        if (await deps.store.has(cid)) return await deps.store.get(cid, { bytesMax: 2 ** 20 })
      }
      return new Uint8Array()
    },
    close: () => rm(folder, { recursive: true })
  }
}

function openingAt(
  index: number,
  place: Pick<RoundNetwork, 'domain' | 'record' | 'terms'> & { options: RoundNetworkOptions }
): OpenRound {
  const { options, domain, record, terms } = place
  return {
    opening: openingOf(domain, record),
    record,
    terms,
    stage: options.stage ?? sumStage,
    cohortMin: Math.max(terms.cohort.min, options.ownCohortMin?.get(index) ?? 0),
    engine: 'sums',
    contribution: async () => options.contribution?.(index) ?? plainVector(index)
  }
}

type Keys = readonly {
  readonly nodeKey: Uint8Array
  readonly account: ReturnType<typeof createSigningAccount>
}[]

function recordOf(
  { round = 1, epoch = 0, model }: RoundNetworkOptions,
  terms: Terms,
  crypto: Crypto,
  keys: Keys
): StudyRecord {
  const digest = sealTerms(terms).digest
  return {
    study: parseStudyId(7),
    state: 'running',
    proposer: keys[0]!.account.member,
    proposal: {
      terms: digest,
      invited: zeroBytes32,
      rounds: terms.rounds,
      cohortMin: terms.cohort.min,
      membersMax: terms.cohort.max,
      skipsMax: terms.timing.skipsMax,
      joinBy: parseUnixSeconds(1_800_000_000),
      roundSeconds: terms.timing.roundSeconds
    },
    members: keys.map(({ nodeKey, account: { member } }, index) => ({
      member,
      dataset: parseAssetId(index + 1),
      nodeKey: toHex(crypto.ed25519.publicKey(nodeKey)) as Bytes32
    })),
    round,
    skips: 0,
    epoch,
    roundDueAt: parseUnixSeconds(1_800_000_600),
    model: model ?? digest,
    asset: undefined
  }
}

/** What the contract does: survivors, their signatures, and more than two thirds of them. */
async function finalise(
  domain: LedgerDomain,
  record: StudyRecord,
  finals: RoundNetwork['finals'],
  result: RoundResult,
  signatures: ReadonlyMap<number, Hex>
) {
  const survivors = record.members.filter((_, index) => (result.survivors >> BigInt(index)) & 1n)
  const isSigned = [...signatures].every(([index, signature]) => {
    const signer = recoverResultSigner(domain, result, signature)
    return survivors.some(({ member }) => member === signer) && signer !== undefined
      ? record.members[index]?.member === signer
      : false
  })
  const isAccepted =
    isSigned &&
    isQuorum(signatures.size, survivors.length) &&
    survivors.length >= record.proposal.cohortMin &&
    finals.length === 0
  if (!isAccepted) throw asCommonholdError('the ledger refuses this result')
  finals.push({ result, signers: [...signatures.keys()], signatures })
  const hash = zeroBytes32
  return { transactionHash: hash, blockNumber: 1, blockHash: hash, gasUsed: 0 }
}

function logOf(by: MemberId, lost: Lost[], refusals: Refused[]): Log {
  const log: Log = {
    ...silentLog,
    info(event, fields) {
      if (event === 'round.member-lost') lost.push(fields as unknown as Lost)
    },
    warn(event, fields) {
      if (event === 'round.refused') refusals.push({ by, ...fields } as unknown as Refused)
    },
    with: () => log
  }
  return log
}
