import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Bytes32, MemberId } from '@commonhold/base'
import fc from 'fast-check'
import {
  type Ask,
  type MemberState,
  mayRelease,
  type ReleaseRecord,
  type Reply,
  replyTo
} from './member-machine.ts'

const members = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'].map((end) => `0x${end.repeat(20)}` as MemberId)
const cohortMin = 3
const digest = (index: number) => `0x${String(index).repeat(64)}` as Bytes32

// Mostly what an honest aggregator sends, so that sequences come far; else anything.
const set = fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 3 }))
const setDigest = set.map(digest)
const some = fc.oneof(
  { weight: 4, arbitrary: fc.constant(members.slice(0, 5)) },
  { weight: 2, arbitrary: fc.subarray(members) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...members), { maxLength: 8 }) }
)
const mostly = fc.integer({ min: 0, max: 5 }).map((value) => value > 0)

const question: fc.Arbitrary<Ask> = fc.oneof(
  fc.record({ kind: fc.constant('keys' as const) }),
  fc.record({
    kind: fc.constant('shares' as const),
    keys: setDigest,
    authors: some,
    hasOwn: mostly
  }),
  fc.record({
    kind: fc.constant('masked' as const),
    participants: setDigest,
    authors: some,
    hasOwn: mostly,
    keysAgree: mostly
  }),
  fc.record({
    kind: fc.constant('survivors' as const),
    survivors: setDigest,
    authors: some,
    hasOwn: mostly,
    participantsAgree: mostly
  }),
  fc.record({ kind: fc.constant('unmask' as const), survivors: setDigest, signers: some }),
  fc.record({ kind: fc.constant('result' as const), survivors: setDigest, recomputed: mostly })
)

type Step = { readonly before: MemberState; readonly ask: Ask; readonly reply: Reply }

function play(asks: readonly Ask[]): readonly Step[] {
  let state: MemberState = { kind: 'open' }
  return asks.map((ask) => {
    const before = state
    const reply = replyTo(state, ask, { cohortMin })
    if (reply.kind === 'answer') state = reply.state
    return { before, ask, reply }
  })
}

/** Holds every random history to a claim, and insists that enough of them came as far as it. */
function always(reaches: Ask['kind'], claim: (steps: readonly Step[]) => void): void {
  let reached = 0
  fc.assert(
    fc.property(fc.array(question, { minLength: 30, maxLength: 120, size: 'max' }), (asks) => {
      const steps = play(asks)
      if (steps.some(({ ask, reply }) => ask.kind === reaches && reply.kind === 'answer')) reached++
      claim(steps)
    }),
    { numRuns: 2000, seed: 7 }
  )
  assert.ok(reached > 50, `only ${reached} histories came to "${reaches}"`)
}

/** The question of one kind that was answered anew, if any. */
function answeredAs<K extends Ask['kind']>(steps: readonly Step[], kind: K) {
  return steps.flatMap(({ ask, reply, before }) =>
    ask.kind === kind && reply.kind === 'answer'
      ? [{ ask: ask as Extract<Ask, { kind: K }>, before }]
      : []
  )
}

/** Every question of one kind that got an answer, new or repeated. */
function heard<K extends Ask['kind']>(steps: readonly Step[], kind: K) {
  return steps.flatMap(({ ask, reply }) =>
    ask.kind === kind && reply.kind !== 'refuse' ? [ask as Extract<Ask, { kind: K }>] : []
  )
}

const isWithin = (part: readonly MemberId[], whole: readonly MemberId[]) =>
  part.every((member) => whole.includes(member))

describe('a member, whatever it is asked in whatever order', () => {
  it('R1: answers each question once and in order', () => {
    const order = ['keys', 'shares', 'masked', 'survivors', 'unmask', 'result']
    always('result', (steps) => {
      const answered = steps.flatMap(({ ask, reply }) =>
        reply.kind === 'answer' ? [ask.kind as string] : []
      )
      const once = answered.filter((kind, at) => kind !== 'result' || answered.indexOf(kind) === at)
      assert.deepEqual(once, order.slice(0, once.length))
    })
  })

  it('R2: takes only sets with its own part, each within the one before', () => {
    always('survivors', (steps) => {
      const [shares] = answeredAs(steps, 'shares')
      const [masked] = answeredAs(steps, 'masked')
      const [survivors] = answeredAs(steps, 'survivors')
      for (const each of [shares, masked, survivors]) assert.notEqual(each?.ask.hasOwn, false)
      assert.notEqual(masked?.ask.keysAgree, false)
      assert.notEqual(survivors?.ask.participantsAgree, false)
      if (masked) assert.ok(isWithin(masked.ask.authors, shares!.ask.authors))
      if (survivors) assert.ok(isWithin(survivors.ask.authors, masked!.ask.authors))
      assert.ok(new Set(heard(steps, 'shares').map(({ keys }) => keys)).size <= 1)
      assert.ok(new Set(heard(steps, 'masked').map((each) => each.participants)).size <= 1)
    })
  })

  it('R3: signs one set of survivors only', () => {
    always('survivors', (steps) => {
      assert.ok(new Set(heard(steps, 'survivors').map((each) => each.survivors)).size <= 1)
    })
  })

  it('R4: releases only for the survivors it signed, with more than two thirds behind them', () => {
    always('unmask', (steps) => {
      const [signed] = answeredAs(steps, 'survivors')
      for (const { ask } of answeredAs(steps, 'unmask')) {
        const participants = answeredAs(steps, 'masked')[0]!.ask.authors
        const signers = new Set(ask.signers.filter((member) => participants.includes(member)))
        assert.ok(3 * signers.size > 2 * participants.length)
      }
      for (const kind of ['unmask', 'result'] as const) {
        for (const ask of heard(steps, kind)) assert.equal(ask.survivors, signed!.ask.survivors)
      }
      const releases = heard(steps, 'unmask').length
      if (releases > 0) assert.equal(answeredAs(steps, 'unmask').length, 1)
    })
  })

  it('R5: takes no set below its own cohort', () => {
    always('survivors', (steps) => {
      for (const kind of ['shares', 'masked', 'survivors'] as const) {
        for (const { ask } of answeredAs(steps, kind)) {
          assert.ok(ask.authors.length >= cohortMin)
        }
      }
    })
  })

  it('R6: signs only what it recomputed', () => {
    always('result', (steps) => {
      for (const { recomputed } of heard(steps, 'result')) assert.equal(recomputed, true)
    })
  })

  it('repeats only what it answered, and its refusals change nothing', () => {
    always('result', (steps) => {
      const told = new Set<string>()
      for (const [at, { ask, reply, before }] of steps.entries()) {
        if (reply.kind === 'repeat') assert.ok(told.has(ask.kind))
        if (reply.kind === 'answer') told.add(ask.kind)
        else assert.equal(steps[at + 1]?.before ?? before, before)
      }
    })
  })
})

describe('R7: releases for one incoming model', () => {
  const record: fc.Arbitrary<ReleaseRecord> = fc.record({
    previousModel: setDigest,
    round: fc.nat(2),
    epoch: fc.nat(2),
    attempt: fc.nat(2),
    survivors: setDigest,
    members: fc.constant(members),
    cheats: fc.constant([])
  })

  it('R7: are of one round, epoch, attempt and set of survivors, in whatever order asked', () => {
    let refused = 0
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (wanted) => {
        const kept: ReleaseRecord[] = []
        for (const each of wanted) {
          if (mayRelease(kept, each)) kept.push(each)
          else refused++
        }
        const byModel = new Map<Bytes32, Set<string>>()
        for (const { previousModel, ...rest } of kept) {
          const seen = byModel.get(previousModel) ?? new Set()
          byModel.set(previousModel, seen.add(JSON.stringify(rest)))
        }
        for (const different of byModel.values()) assert.equal(different.size, 1)
        for (const each of kept) assert.ok(mayRelease(kept, each))
      }),
      { seed: 7 }
    )
    assert.ok(refused > 100)
  })

  it('R7: come to nothing by proven cheats, and then are of the same members without those', () => {
    let followed = 0
    fc.assert(
      fc.property(
        fc.subarray(members, { minLength: 2 }),
        fc.subarray(members, { minLength: 1 }),
        fc.subarray(members, { minLength: 1 }),
        fc.nat(3),
        fc.nat(1),
        (survivors, cheats, next, attempt, epoch) => {
          const before: ReleaseRecord = {
            previousModel: digest(1),
            round: 1,
            epoch: 0,
            attempt: 1,
            survivors: digest(2),
            members: survivors,
            cheats
          }
          const wanted = {
            ...before,
            epoch,
            attempt,
            survivors: digest(3),
            members: next,
            cheats: []
          }
          const isLater = epoch > 0 || attempt > 1
          const left = survivors.filter((member) => !cheats.includes(member))
          const isExact = JSON.stringify(left) === JSON.stringify(next)
          assert.equal(mayRelease([before], wanted), isLater && isExact)
          // Without a proof nothing else goes out, whoever is left out of it.
          assert.equal(mayRelease([{ ...before, cheats: [] }], wanted), false)
          if (isLater && isExact) followed++
        }
      ),
      { seed: 7, numRuns: 3000 }
    )
    assert.ok(followed > 10)
  })

  it('R7: after a second one that cheats are of those whom neither proof names', () => {
    const release = (attempt: number, named: readonly MemberId[], cheats: readonly MemberId[]) => ({
      previousModel: digest(1),
      round: 1,
      epoch: 0,
      attempt,
      survivors: digest(attempt + 2),
      members: named,
      cheats
    })
    const first = release(0, members, members.slice(5))
    const second = release(1, members.slice(0, 5), members.slice(4, 5))
    assert.ok(mayRelease([first], { ...second, cheats: [] }))
    assert.ok(mayRelease([first, second], release(2, members.slice(0, 4), [])))
    assert.equal(mayRelease([first, second], release(2, members.slice(0, 5), [])), false)
    assert.equal(mayRelease([first, second], release(2, members.slice(0, 3), [])), false)
    assert.equal(mayRelease([first, { ...second, cheats: [] }], release(2, [], [])), false)
  })
})
