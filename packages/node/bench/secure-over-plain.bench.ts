/**
 * What secure aggregation adds to a round: four members, some 100,000 parameters, real peers and
 * disks, masked and plain rounds in turn in one run. See `plain-round.ts` for what plain means.
 *
 * All four members' work is done in this one process: a whole round is their four trainings, one
 * pass each over 3,200 rows, and all that they then do and say. The same without the trainings is
 * printed too: there is little else in a plain round over loopback, so masking shows most.
 */
import { assert, type Bytes32, digestOfCid } from '@commonhold/base'
import { rankAggregators } from '@commonhold/protocol'
import { aggregateAttempt } from '../src/rounds/aggregate-attempt.ts'
import { createMemberRound } from '../src/rounds/member-round.ts'
import {
  decodeQuestion,
  encodeAnswer,
  roundMessageBytesMax,
  roundTopic
} from '../src/rounds/round-messages.ts'
import { openBenchNetwork } from './bench-network.ts'
import { aggregatePlain, answerPlain, plainTopic } from './plain-round.ts'
import { openTraining } from './training.ts'

const members = 4
const warmUps = 3
const ratioMax = 1.3
const limits = { requestBytesMax: roundMessageBytesMax, requestsPerMinuteMax: 100_000 }

const training = await openTraining(members)
const network = await openBenchNetwork(members, training.stage)
const readyVectors = new Map<number, Promise<Uint32Array<ArrayBuffer>>>()
let round = 0
let model = network.record.model
try {
  const whole = await measure(7, (of) => training.train(of))
  const { length } = training.stage.shape
  const parameters = `${members} members, ${length.toLocaleString('en')} numbers`
  print({ name: `whole plain round, ${parameters}`, value: whole.plain.wallMs, unit: 'ms' })
  print({ name: `whole secure round, ${parameters}`, value: whole.secure.wallMs, unit: 'ms' })
  print({
    name: 'secure over plain, a whole round',
    value: whole.secure.wallMs / whole.plain.wallMs,
    unit: 'times',
    kind: 'max',
    limit: ratioMax
  })
  print({
    name: 'secure over plain, a whole round, processor time',
    value: whole.secure.cpuMs / whole.plain.cpuMs,
    unit: 'times'
  })
  const bare = await measure(15, readyVector)
  print({ name: 'plain round without training', value: bare.plain.wallMs, unit: 'ms' })
  print({ name: 'secure round without training', value: bare.secure.wallMs, unit: 'ms' })
  print({
    name: 'secure over plain, without training',
    value: bare.secure.wallMs / bare.plain.wallMs,
    unit: 'times'
  })
  print({ name: 'plain, processor time of all four', value: bare.plain.cpuMs, unit: 'ms' })
  print({ name: 'secure, processor time of all four', value: bare.secure.cpuMs, unit: 'ms' })
} finally {
  await network.close()
}

type Contribute = (round: number) => Promise<Uint32Array<ArrayBuffer>>

/** A vector that was made before it is asked for; another every round, so that models differ. */
function readyVector(of: number): Promise<Uint32Array<ArrayBuffer>> {
  const ready = readyVectors.get(of) ?? training.train(of)
  readyVectors.set(of, ready)
  return ready
}

/** Medians of `count` rounds of each kind, in turn. */
async function measure(count: number, contribute: Contribute) {
  const secure: Spent[] = []
  const plain: Spent[] = []
  for (let turn = 0; turn < warmUps + count; turn++) {
    const masked = await timed(runSecure, contribute)
    const open = await timed(runPlain, contribute)
    if (turn < warmUps) continue
    secure.push(masked)
    plain.push(open)
  }
  return { secure: medianOf(secure), plain: medianOf(plain) }
}

async function timed(run: (contribute: Contribute) => Promise<Bytes32>, contribute: Contribute) {
  round++
  if (contribute === readyVector) await readyVector(round)
  const startMs = performance.now()
  const before = process.cpuUsage()
  model = await run(contribute)
  const { user, system } = process.cpuUsage(before)
  return { wallMs: performance.now() - startMs, cpuMs: (user + system) / 1000 }
}

async function runSecure(contribute: Contribute): Promise<Bytes32> {
  const sides = network.members.map(({ deps, peers }) => {
    const open = network.openRound(round, model, () => contribute(open.opening.round))
    const own = createMemberRound(deps, open, () => {})
    peers.handle(roundTopic, limits, async ({ from, body }) =>
      encodeAnswer(await own.answer(decodeQuestion(body), from))
    )
    return { deps, open, own }
  })
  const { opening, record } = sides[0]!.open
  const [first] = rankAggregators(opening, record.members)
  const side = sides.find(({ deps }) => deps.peers.self === first)!
  const { signal } = new AbortController()
  const outcome = await aggregateAttempt(side.deps, side.own, 0, () => {}, signal)
  assert(outcome.kind === 'final', 'the secure round becomes final')
  return digestOfCid(outcome.transcript.model)
}

async function runPlain(contribute: Contribute): Promise<Bytes32> {
  const sides = network.members.map(({ deps, peers }) => {
    const open = network.openRound(round, model, () => contribute(open.opening.round))
    peers.handle(plainTopic, limits, ({ body }) => answerPlain(deps, open, body))
    return { deps, open }
  })
  const { deps, open } = sides[round % sides.length]!
  return digestOfCid(await aggregatePlain(deps, open))
}

type Spent = { readonly wallMs: number; readonly cpuMs: number }

function medianOf(spent: readonly Spent[]): Spent {
  const middle = (key: keyof Spent) =>
    spent.map((each) => each[key]).sort((left, right) => left - right)[spent.length >> 1]!
  return { wallMs: middle('wallMs'), cpuMs: middle('cpuMs') }
}

function print(figure: object): void {
  console.log(JSON.stringify({ kind: 'info', ...figure }))
}
