import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Bytes32, MemberId } from '@commonhold/base'
import {
  type AggregatorEvent,
  type AggregatorState,
  onAggregatorEvent,
  phases
} from './aggregator-machine.ts'
import { type Ask, type MemberState, replyTo } from './member-machine.ts'

const specification = readFileSync(new URL('./SPEC.md', import.meta.url), 'utf8')

/** A table of the specification: row by row, column by column, the outcomes of each cell. */
function tableOf(heading: string): Map<string, Map<string, string[]>> {
  const section = specification.slice(specification.indexOf(`## ${heading}`))
  const rows = section
    .slice(0, section.indexOf('\n## ', 4))
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    )
  const [head, , ...body] = rows
  return new Map(
    body.map(([name, ...cells]) => [
      name!,
      new Map(cells.map((cell, at) => [head![at + 1]!, cell.split(', ').sort()]))
    ])
  )
}

const members = ['a1', 'b2', 'c3', 'd4'].map((end) => `0x${end.repeat(20)}` as MemberId)
const stranger = `0x${'ee'.repeat(20)}` as MemberId
const sets = ['11', '22'].map((end) => `0x${end.repeat(32)}` as Bytes32)
const [seen] = sets as [Bytes32, Bytes32]

const states: readonly MemberState[] = [
  { kind: 'open' },
  { kind: 'advertised' },
  { kind: 'dealt', keys: seen, authors: members },
  { kind: 'masked', participants: seen, authors: members },
  { kind: 'agreed', participants: members, survivors: seen, authors: members },
  { kind: 'released', survivors: seen, authors: members },
  { kind: 'attested', survivors: seen, authors: members }
]

const flags = [true, false]
const lists = [members, members.slice(1), members.slice(0, 2), [...members, stranger], []]

/** Every variant of a question that a machine could tell apart. */
function variantsOf(kind: Ask['kind']): readonly Ask[] {
  const all = sets.flatMap((set) =>
    lists.flatMap((authors) =>
      flags.flatMap((hasOwn) =>
        flags.map((agree) => ({ set, authors, hasOwn, agree, signers: authors }))
      )
    )
  )
  switch (kind) {
    case 'keys':
      return [{ kind }]
    case 'shares':
      return all.map(({ set, ...rest }) => ({ kind, keys: set, ...rest }))
    case 'masked':
      return all.map(({ set, agree, ...rest }) => ({
        kind,
        participants: set,
        keysAgree: agree,
        ...rest
      }))
    case 'survivors':
      return all.map(({ set, agree, ...rest }) => ({
        kind,
        survivors: set,
        participantsAgree: agree,
        ...rest
      }))
    case 'unmask':
      return all.map(({ set, signers }) => ({ kind, survivors: set, signers }))
    case 'result':
      return all.map(({ set, agree }) => ({ kind, survivors: set, recomputed: agree }))
  }
}

describe('the member’s table', () => {
  const table = tableOf('What a member does')

  it('has a row for every state and a column for every question', () => {
    assert.deepEqual(
      [...table.keys()],
      states.map(({ kind }) => kind)
    )
    for (const row of table.values()) assert.deepEqual([...row.keys()], [...phases])
  })

  for (const state of states) {
    for (const kind of phases) {
      it(`says what happens in "${state.kind}" to "${kind}"`, () => {
        const found = new Set<string>()
        for (const ask of variantsOf(kind)) {
          const reply = replyTo(state, ask, { cohortMin: 3 })
          if (reply.kind === 'answer') found.add(`→ ${reply.state.kind}`)
          else found.add(reply.kind === 'repeat' ? 'repeat' : reply.rule)
        }
        assert.deepEqual([...found].sort(), table.get(state.kind)!.get(kind))
      })
    }
  }
})

describe('the aggregator’s table', () => {
  const table = tableOf('What an aggregator does')
  const options = { members, cohortMin: 3 }
  const after = (state: AggregatorState, ...events: AggregatorEvent[]): string => {
    const next = events.reduce((each, event) => onAggregatorEvent(each, event, options), state)
    return next.kind === 'asking' ? next.phase : next.kind
  }
  const answered = members.map((member) => ({ kind: 'answered', member }) as const)
  const lost = members.map((member) => ({ kind: 'lost', member }) as const)
  const deadline = { kind: 'deadline' } as const
  const starts: readonly AggregatorState[] = [
    ...phases.map((phase) => ({
      kind: 'asking' as const,
      phase,
      asked: members,
      answered: [],
      lost: [],
      participants: members
    })),
    { kind: 'done', signers: members },
    { kind: 'failed', phase: 'keys', why: '' }
  ]

  for (const start of starts) {
    const name = start.kind === 'asking' ? start.phase : start.kind
    it(`says what happens in "${name}"`, () => {
      const row = table.get(name)!
      const expected = (column: string) => row.get(column)![0]
      assert.equal(after(start, answered[0]!), expected('heard from one of several'))
      assert.equal(after(start, lost[0]!), expected('heard from one of several'))
      assert.equal(after(start, ...answered), expected('closed, enough'))
      assert.equal(after(start, ...answered.slice(1), lost[0]!), expected('closed, enough'))
      assert.equal(after(start, ...answered.slice(1), deadline), expected('closed, enough'))
      assert.equal(after(start, ...lost), expected('closed, too few'))
      assert.equal(after(start, deadline), expected('closed, too few'))
      const wanted = expected('from a stranger, or twice')
      assert.equal(after(start, { kind: 'answered', member: stranger }), wanted)
      assert.equal(after(start, ...Array.from({ length: 4 }, () => answered[0]!)), wanted)
      assert.equal(after(start, lost[0]!, answered[0]!, answered[0]!, lost[0]!), wanted)
    })
  }
})
