/**
 * A chain in memory that reorganises at will, with contracts that tell random but possible stories.
 *
 * Each block's events follow from what came before on its own branch, so two branches tell
 * different stories with the same actors: what an index must keep apart.
 */
import {
  type AssetId,
  type Bytes32,
  type MemberId,
  parseAssetId,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  type StudyId,
  zeroBytes32
} from '@commonhold/base'
import type { ChainBlock, ChainReader, LedgerEvent } from '@commonhold/contracts'

type Draw = (below: number) => number
type Told = ChainBlock & { readonly events: readonly LedgerEvent[] }
type Body = Record<string, unknown> & { readonly kind: LedgerEvent['kind'] }

/** A chain that a test moves on, and an index reads. */
export type SimulatedChain = {
  readonly reader: ChainReader
  readonly height: number
  mine(blocks: number): void
  /** Replaces the latest `depth` blocks by as many others and one more. */
  reorganise(depth: number): void
  /** Takes blocks away with nothing in their place, as a killed chain does. */
  truncate(depth: number): void
  /** Called before each answer: to change the chain in between. */
  beforeAnswer: (question: 'head' | 'block' | 'events') => void
}

/** A distinct 32 bytes for each number. */
export function wordOf(number: number): Bytes32 {
  return parseBytes32(`0x${number.toString(16).padStart(64, '0')}`)
}

/** @param seed the whole story follows from it */
export function createSimulatedChain(seed: number): SimulatedChain {
  const draw = drawFrom(seed)
  let minted = 0
  const genesis = { number: 0, hash: wordOf(1 + seed), parent: zeroBytes32, events: [] }
  let blocks: Told[] = [{ ...genesis, at: parseUnixSeconds(1_000) }]
  const mine = (count: number): void => {
    for (let made = 0; made < count; made++) {
      const parent = blocks.at(-1)!
      const hash = wordOf(1_000_000 * (1 + seed) + ++minted)
      const number = parent.number + 1
      const at = parseUnixSeconds(parent.at + 1 + draw(20))
      const events = tell(draw, blocks).map((body, index) => {
        const place = { blockNumber: number, blockHash: hash, logIndex: 3 * index }
        return { ...body, ...place, transactionHash: wordOf(draw(2 ** 30)) } as LedgerEvent
      })
      blocks.push({ number, hash, parent: parent.hash, at, events })
    }
  }
  const truncate = (depth: number): void => {
    blocks = blocks.slice(0, Math.max(1, blocks.length - depth))
  }
  const chain: SimulatedChain = {
    get height() {
      return blocks.length - 1
    },
    mine,
    truncate,
    reorganise(depth) {
      const height = blocks.length
      truncate(depth)
      mine(height - blocks.length + 1)
    },
    beforeAnswer: () => undefined,
    reader: {
      identity: 'simulated',
      fromBlock: 0,
      async head() {
        chain.beforeAnswer('head')
        return blocks.at(-1)!
      },
      async block(number) {
        chain.beforeAnswer('block')
        return blocks[number]
      },
      async events(from, to) {
        chain.beforeAnswer('events')
        return blocks.slice(from, to + 1).flatMap(({ events }) => events)
      }
    }
  }
  return chain
}

/** Numbers below a bound, by mulberry32: quick, and the same everywhere. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** What the contracts know at the end of a branch. */
type World = {
  readonly active: Set<MemberId>
  assets: number
  readonly revoked: Set<number>
  readonly studies: Map<
    StudyId,
    { state: string; places: MemberId[]; round: number; epoch: number }
  >
}

function tell(draw: Draw, before: readonly Told[]): readonly Body[] {
  const world = worldAfter(before)
  const bodies: Body[] = []
  for (let left = draw(4); left > 0; left--) {
    const body = stories[draw(stories.length)]!(draw, world)
    if (body === undefined) continue
    bodies.push(body)
    learn(world, body)
  }
  return bodies
}

function worldAfter(blocks: readonly Told[]): World {
  const world: World = { active: new Set(), assets: 0, revoked: new Set(), studies: new Map() }
  for (const { events } of blocks) for (const event of events) learn(world, event)
  return world
}

function learn(world: World, event: Body | LedgerEvent): void {
  const told = event as LedgerEvent
  if (told.kind === 'MemberJoined') world.active.add(told.member)
  if (told.kind === 'MemberLeft') world.active.delete(told.member)
  if (told.kind === 'AssetRegistered') world.assets = told.asset
  if (told.kind === 'AssetRevoked') world.revoked.add(told.asset)
  if (told.kind === 'StudyProposed') {
    world.studies.set(told.study, { state: 'proposed', places: [], round: 0, epoch: 0 })
  }
  const study = 'study' in told ? world.studies.get(told.study) : undefined
  if (study === undefined) return
  if (told.kind === 'StudyJoined') study.places.push(told.member)
  if (told.kind === 'StudyLeft') {
    const last = study.places.pop()!
    if (told.moved !== undefined) study.places[told.movedTo] = last
  }
  if (told.kind === 'StudyStarted') Object.assign(study, { state: 'running', round: 1 })
  if (told.kind === 'RoundFinal') study.round++
  if (told.kind === 'RoundSkipped') study.epoch++
  if (told.kind === 'StudyClosed' || told.kind === 'StudyCancelled') study.state = 'over'
}

type Story = (draw: Draw, world: World) => Body | undefined

const anyAccount = (draw: Draw): MemberId => parseMemberId(`0x${wordOf(1 + draw(5)).slice(26)}`)
const anyWord = (draw: Draw): Bytes32 => wordOf(draw(2 ** 30))

function anyStudy(draw: Draw, world: World, state: string): StudyId | undefined {
  const found = [...world.studies].filter(([, study]) => study.state === state)
  return found.length === 0 ? undefined : found[draw(found.length)]![0]
}

function anyAsset(draw: Draw, world: World): AssetId | undefined {
  return world.assets === 0 ? undefined : parseAssetId(1 + draw(world.assets))
}

const stories: readonly Story[] = [
  (draw, world) => {
    const member = anyAccount(draw)
    const kind = world.active.has(member) ? 'MemberUpdated' : 'MemberJoined'
    return { kind, member, nodeKey: anyWord(draw), profile: anyWord(draw) }
  },
  (draw, world) => {
    const member = anyAccount(draw)
    return world.active.has(member) ? { kind: 'MemberLeft', member } : undefined
  },
  (draw, world) => {
    const parent = anyAsset(draw, world)
    return {
      kind: 'AssetRegistered',
      asset: parseAssetId(world.assets + 1),
      owner: anyAccount(draw),
      ...{ assetKind: 'dataset', commitment: anyWord(draw), terms: zeroBytes32 },
      parents:
        parent === undefined || draw(2) === 0 ? [] : [{ asset: parent, bps: 1 + draw(9_000) }]
    }
  },
  (draw, world) => {
    const asset = anyAsset(draw, world)
    const isUsable = asset !== undefined && !world.revoked.has(asset)
    return isUsable ? { kind: 'AssetRevoked', asset } : undefined
  },
  (draw, world) => {
    const asset = anyAsset(draw, world)
    return asset === undefined
      ? undefined
      : { kind: 'AssetTransferred', asset, to: anyAccount(draw) }
  },
  (draw, world) => ({
    kind: 'StudyProposed',
    study: parseStudyId(world.studies.size + 1),
    proposer: anyAccount(draw),
    proposal: {
      ...{ terms: anyWord(draw), invited: zeroBytes32, rounds: 3, cohortMin: 2, membersMax: 5 },
      ...{ skipsMax: 1 + draw(3), joinBy: parseUnixSeconds(9_999), roundSeconds: 60 }
    }
  }),
  (draw, world) => {
    const study = anyStudy(draw, world, 'proposed')
    const member = anyAccount(draw)
    if (study === undefined || world.studies.get(study)!.places.includes(member)) return undefined
    const index = world.studies.get(study)!.places.length
    const dataset = parseAssetId(1 + draw(9))
    return { kind: 'StudyJoined', study, member, index, dataset, nodeKey: anyWord(draw) }
  },
  (draw, world) => {
    const study = anyStudy(draw, world, 'proposed')
    const places = study === undefined ? [] : world.studies.get(study)!.places
    if (places.length === 0) return undefined
    const movedTo = draw(places.length)
    const moved = movedTo === places.length - 1 ? undefined : places.at(-1)
    return { kind: 'StudyLeft', study, member: places[movedTo], moved, movedTo }
  },
  (draw, world) => {
    const study = anyStudy(draw, world, 'proposed')
    if (study === undefined) return undefined
    const memberCount = world.studies.get(study)!.places.length
    return { kind: 'StudyStarted', study, memberCount, roundDueAt: parseUnixSeconds(draw(9_999)) }
  },
  (draw, world) => {
    const study = anyStudy(draw, world, 'running')
    if (study === undefined) return undefined
    const { round, epoch } = world.studies.get(study)!
    const roundDueAt = parseUnixSeconds(draw(9_999))
    if (draw(2) === 0) return { kind: 'RoundSkipped', study, round, epoch: epoch + 1, roundDueAt }
    return {
      ...{ kind: 'RoundFinal', study, round, epoch, previousModel: anyWord(draw) },
      ...{ model: anyWord(draw), transcript: anyWord(draw) },
      ...{ survivors: BigInt(draw(32)), signers: BigInt(draw(32)), nextRoundDueAt: roundDueAt }
    }
  },
  (draw, world) => {
    const study = anyStudy(draw, world, draw(2) === 0 ? 'running' : 'proposed')
    if (study === undefined || draw(4) > 0) return undefined
    if (world.studies.get(study)!.state === 'proposed') {
      return { kind: 'StudyCancelled', study, by: anyAccount(draw) }
    }
    return { kind: 'StudyClosed', study, asset: parseAssetId(1 + draw(9)), model: anyWord(draw) }
  }
]
