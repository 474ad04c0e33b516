/** The study machine: its invariants over random lives, and each bound by name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type AssetId,
  type Bytes32,
  type MemberId,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  zeroBytes32
} from '@commonhold/base'
import fc from 'fast-check'
import type { RoundResult, StudyProposal } from '../ledger/ledger.ts'
import { applyStudyMove, type StudyMachine, unknownStudy } from './study.ts'
import type { StudyMove } from './study-move.ts'

const study = parseStudyId(1)
const terms = digest(1)

test('S1 a study only moves forward', () => {
  const order = { unknown: 0, proposed: 1, running: 2, closed: 3, cancelled: 3 }
  alongLives((before, after) => {
    if (before.state === after.state) return
    assert.ok(order[before.state] < order[after.state])
    assert.ok(after.state !== 'closed' || before.state === 'running')
  })
})

test('S2 nobody and nothing is in a study twice', () => {
  alongLives((_, after) => {
    if (after.state === 'unknown') return
    const { seats, proposal } = after
    assert.equal(new Set(seats.map((seat) => seat.member)).size, seats.length)
    assert.equal(new Set(seats.map((seat) => seat.dataset)).size, seats.length)
    assert.ok(seats.length <= proposal.membersMax)
  })
})

test('S3 more than two thirds of the survivors make a round final, and not one fewer', () => {
  for (let survivors = 2; survivors <= 12; survivors++) {
    const machine = running(12, 1)
    const needed = Math.floor((2 * survivors) / 3) + 1
    for (let signers = 0; signers <= survivors; signers++) {
      const move = finalising(machine, setOf(survivors), setOf(signers))
      const answer = applyStudyMove(machine, move, at(2_000))
      assert.equal(answer.ok, signers >= needed)
      if (!answer.ok) assert.equal(answer.error, 'StudiesNoQuorum')
    }
  }
})

test('S3 each signature counts, there are as many as signers, and signers survived', () => {
  const machine = running(4, 1)
  const good = finalising(machine, setOf(4), setOf(3))
  const refusals: readonly [StudyMove, string][] = [
    [{ ...good, areSignaturesValid: [true, false, true] }, 'StudiesBadSignature'],
    [{ ...good, areSignaturesValid: [true, true] }, 'StudiesWrongSignatureCount'],
    [{ ...good, areSignaturesValid: [true, true, true, true] }, 'StudiesWrongSignatureCount'],
    [finalising(machine, setOf(3), setOf(4)), 'StudiesNoQuorum'],
    [finalising(machine, setOf(5), setOf(5)), 'StudiesUnknownSurvivor'],
    [finalising(machine, 1n, 1n), 'StudiesTooFew'],
    [finalising(machine, -1n, setOf(4)), 'StudiesUnknownSurvivor'],
    [finalising(machine, setOf(4), -1n), 'StudiesNoQuorum']
  ]
  for (const [move, error] of refusals) {
    assert.deepEqual(applyStudyMove(machine, move, at(2_000)), { ok: false, error })
  }
  assert.ok(applyStudyMove(machine, good, at(2_000)).ok)
})

test('S5 models are a chain', () => {
  alongLives((before, after) => {
    if (before.state !== 'running' || after.state === 'unknown') return
    const rounds = after.round - before.round
    assert.ok(rounds === 0 || rounds === 1)
    assert.equal(after.model === before.model, rounds === 0)
    assert.ok(after.round <= after.proposal.rounds + 1)
  })
})

test('S7 members of a running study stay', () => {
  alongLives((before, after) => {
    if (before.state !== 'running' || after.state === 'unknown') return
    assert.deepEqual(after.seats, before.seats)
    assert.ok(after.seats.length >= after.proposal.cohortMin)
  })
})

test('S8 an open round that is due can be skipped', () => {
  alongLives((_, after) => {
    if (after.state !== 'running' || after.round > after.proposal.rounds) return
    const early = applyStudyMove(after, { kind: 'skip' }, at(after.roundDueAt - 1))
    assert.deepEqual(early, { ok: false, error: 'StudiesNotDue' })
    const skipped = applyStudyMove(after, { kind: 'skip' }, after.roundDueAt)
    assert.ok(skipped.ok && skipped.state.state === 'running')
    assert.equal(skipped.state.epoch, after.epoch + 1)
    assert.equal(skipped.state.model, after.model)
  })
})

test('S10 a complete study closes, and its shares are whole', () => {
  let closed = 0
  alongLives((_, after) => {
    if (after.state !== 'running') return
    const answer = applyStudyMove(after, { kind: 'close', asset: 99 as AssetId }, at(9))
    assert.equal(answer.ok, after.round > after.proposal.rounds)
    if (!answer.ok || answer.state.state !== 'closed') return
    const { parents } = answer.state
    assert.equal(
      parents.reduce((sum, parent) => sum + parent.bps, 0),
      10_000
    )
    assert.ok(parents.every(({ asset }, index) => asset > (parents[index - 1]?.asset ?? 0)))
    closed++
  })
  assert.ok(closed > 20, 'enough lives came to their end')
})

test('S11 a proposal out of range is refused, field by field', () => {
  const out: readonly Partial<StudyProposal>[] = [
    { terms: zeroBytes32 },
    { rounds: 0 },
    { rounds: 10_001 },
    { rounds: 1.5 },
    { cohortMin: 1 },
    { cohortMin: 257, membersMax: 257 },
    { membersMax: 1 },
    { membersMax: 257 },
    { skipsMax: 0 },
    { skipsMax: 1_001 },
    { joinBy: at(999) },
    { joinBy: at(1_000 + 365 * 86_400 + 1) },
    { roundSeconds: 0 },
    { roundSeconds: 30 * 86_400 + 1 },
    { roundSeconds: Number.NaN }
  ]
  for (const wrong of out) {
    const answer = proposing({ ...proposalOf(2, 1), ...wrong })
    assert.deepEqual(answer, { ok: false, error: 'StudiesBadProposal' }, JSON.stringify(wrong))
  }
  const widest = { rounds: 10_000, cohortMin: 256, membersMax: 256, skipsMax: 1_000 }
  assert.ok(proposing({ ...proposalOf(2, 1), ...widest, roundSeconds: 30 * 86_400 }).ok)
  assert.ok(proposing({ ...proposalOf(2, 1), joinBy: at(1_000) }).ok)
})

test('S12 while joining is open nobody but the proposer starts', () => {
  const joinBy = 1_060
  for (const count of [0, 1, 2, 3, 4]) {
    for (const now of [1_000, joinBy, joinBy + 1]) {
      // The proposer, who may or may not have joined; another member; somebody else.
      for (const who of [0, 1, 9]) {
        const machine = joined(proposed(4, 1), count)
        const answer = applyStudyMove(machine, { kind: 'start', by: member(who) }, at(now))
        const isOpen = now <= joinBy && count < 4
        const error =
          isOpen && who !== 0 ? 'StudiesJoiningOpen' : count < 2 ? 'StudiesTooFew' : undefined
        const seen = answer.ok ? answer.state.state : answer.error
        assert.equal(seen, error ?? 'running', `${count} members, second ${now}, person ${who}`)
      }
    }
  }
})

test('a result for another study is a defect of the caller', () => {
  const machine = running(3, 1)
  const move = finalising(machine, setOf(3), setOf(3))
  const other = { ...move, result: { ...move.result, study: parseStudyId(2) } }
  assert.throws(() => applyStudyMove(machine, other, at(2_000)), { name: 'AssertionError' })
})

/** Random lives of one study; `look` sees the state before and after each move. */
function alongLives(look: (before: StudyMachine, after: StudyMachine) => void): void {
  const step = fc.record({
    pick: fc.nat(11),
    who: fc.nat(4),
    set: fc.nat(31),
    seconds: fc.constantFrom(1, 1, 1, 70)
  })
  const lives = fc.array(step, { minLength: 20, maxLength: 60, size: 'max' })
  const live = (life: readonly { pick: number; who: number; set: number; seconds: number }[]) => {
    let machine = proposed(4, 2)
    let now = 1_000
    for (const { pick, who, set, seconds } of life) {
      now += seconds
      const move = moveFor(machine, pick, who, set)
      const answer = applyStudyMove(machine, move, at(now))
      const after = answer.ok ? answer.state : machine
      look(machine, after)
      machine = after
    }
  }
  fc.assert(fc.property(lives, live), { numRuns: 300, seed: 11 })
}

function moveFor(machine: StudyMachine, pick: number, who: number, set: number): StudyMove {
  const by = member(who)
  if (pick === 0) return { kind: 'leave', by }
  if (pick === 1) return { kind: 'skip' }
  if (pick === 2) return { kind: 'start', by }
  if (pick === 3) return set < 24 ? { kind: 'start', by } : { kind: 'cancel', by }
  if (pick === 4) return { kind: 'close', asset: 99 as AssetId }
  if (pick === 5) return { kind: 'propose', by, isActiveMember: true, proposal: proposalOf(3, 1) }
  const isProposed = machine.state === 'proposed'
  if (isProposed || pick === 6) return joining(who, ((isProposed ? who : set) + 1) as AssetId)
  return finalising(machine, set % 3 === 0 ? BigInt(set) : setOf(4), setOf(4))
}

function running(count: number, rounds: number): StudyMachine {
  const full = joined(proposed(count, rounds), count)
  const answer = applyStudyMove(full, { kind: 'start', by: member(0) }, at(1_000))
  assert.ok(answer.ok)
  return answer.state
}

/** The machine after its first `count` people joined. */
function joined(machine: StudyMachine, count: number): StudyMachine {
  return Array.from({ length: count }).reduce<StudyMachine>((before, _, index) => {
    const answer = applyStudyMove(before, joining(index, (index + 1) as AssetId), at(1_000))
    assert.ok(answer.ok)
    return answer.state
  }, machine)
}

function proposed(membersMax: number, rounds: number): StudyMachine {
  const answer = proposing(proposalOf(membersMax, rounds))
  assert.ok(answer.ok)
  return answer.state
}

function proposing(proposal: StudyProposal): ReturnType<typeof applyStudyMove> {
  const move = { kind: 'propose', by: member(0), isActiveMember: true, proposal } as const
  return applyStudyMove(unknownStudy(study), move, at(1_000))
}

function proposalOf(membersMax: number, rounds: number): StudyProposal {
  return {
    terms,
    invited: zeroBytes32,
    rounds,
    cohortMin: 2,
    membersMax,
    skipsMax: 2,
    joinBy: at(1_060),
    roundSeconds: 60
  }
}

function joining(who: number, dataset: AssetId): StudyMove {
  return {
    kind: 'join',
    by: member(who),
    isActiveMember: true,
    dataset,
    isOwnUsableDataset: true,
    terms,
    isInvited: false
  }
}

/** The result that fits the machine, signed well by `signers`. */
function finalising(
  machine: StudyMachine,
  survivors: bigint,
  signers: bigint
): Extract<StudyMove, { kind: 'finalise' }> {
  const isKnown = machine.state !== 'unknown'
  const result: RoundResult = {
    study,
    round: isKnown ? machine.round : 1,
    epoch: isKnown ? machine.epoch : 0,
    previousModel: isKnown ? machine.model : terms,
    model: digest(1_000 + (isKnown ? machine.round : 0)),
    transcript: digest(7),
    survivors: survivors < 0n ? survivors : survivors & setOf(12)
  }
  const kept = signers < 0n ? signers : machine.state === 'running' ? signers : 0n
  const count = kept < 0n ? 0 : kept.toString(2).replaceAll('0', '').length
  const areSignaturesValid = Array.from({ length: count }, () => true)
  return { kind: 'finalise', result, signers: kept, areSignaturesValid }
}

function setOf(count: number): bigint {
  return (1n << BigInt(count)) - 1n
}

function at(seconds: number): ReturnType<typeof parseUnixSeconds> {
  return parseUnixSeconds(seconds)
}

function member(who: number): MemberId {
  return parseMemberId(`0x${(who + 1).toString(16).padStart(40, '0')}`)
}

function digest(number: number): Bytes32 {
  return parseBytes32(`0x${number.toString(16).padStart(64, '0')}`)
}
