/** What is said to need the owner, and in which order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homeNeeds } from './home-needs.ts'

type Known = Parameters<typeof homeNeeds>[0]
const self = `0x${'a'.repeat(40)}`
const quiet = {
  status: {
    member: self,
    sent: { payloads: 3, bytes: 100, plaintext: 0 },
    ledger: { reachable: true, rpcUrl: 'http://127.0.0.1:1' },
    peers: []
  },
  studies: [],
  datasets: [{}],
  verdicts: []
} as unknown as Known
const study = {
  study: 1,
  title: 'Diagnosis',
  state: 'proposed',
  proposer: self,
  memberCount: 1,
  minCohort: 3,
  maxMembers: 4,
  joinBy: 1_000,
  joined: true
}
const withStudy = (changes: object): Known =>
  ({ ...quiet, studies: [{ ...study, ...changes }] }) as unknown as Known

test('a quiet node needs nothing', () => {
  assert.deepEqual(homeNeeds(quiet, 0), [])
})

test('an unmasked update and a lost ledger come before all', () => {
  const { status } = quiet
  const bad = {
    ...quiet,
    datasets: [],
    status: {
      ...status,
      sent: { ...status.sent, plaintext: 1 },
      ledger: { ...status.ledger, reachable: false }
    }
  }
  assert.deepEqual(
    homeNeeds(bad, 0).map(({ tone }) => tone),
    ['bad', 'bad', 'warn']
  )
})

test('studies need joining, starting, or clearing away', () => {
  const textOf = (known: Known, nowMs: number) => homeNeeds(known, nowMs)[0]?.text ?? ''
  const needs = { kind: 'join', text: '' }
  const open = { needs, joined: false }
  const other = `0x${'b'.repeat(40)}`
  assert.match(textOf(withStudy({ ...open, proposer: other }), 0), /invited/)
  assert.match(textOf(withStudy(open), 0), /You proposed it, which gives you no seat/)
  assert.match(textOf(withStudy({ memberCount: 3 }), 0), /enough to start/)
  assert.match(textOf(withStudy({}), 2_000_000), /Too few/)
  assert.equal(homeNeeds(withStudy({}), 0).length, 0)
})

test('a study that did not hold is told of, one that did or is another is not', () => {
  const verdict = { place: `${self}/1`, failed: 2, checks: 90, atMs: 0 }
  const told = (verdicts: Known['verdicts']) =>
    homeNeeds({ ...withStudy({}), verdicts }, 0).map(({ title }) => title)
  assert.deepEqual(told([verdict]), ['Diagnosis: 2 of 90 checks failed'])
  assert.deepEqual(told([{ ...verdict, failed: 0 }]), [])
  assert.deepEqual(told([{ ...verdict, place: `${self}/2` }]), [])
})

test('a title that was made to trick the eye is shown harmless', () => {
  const tricky = withStudy({ memberCount: 3, title: 'a\u202eb' })
  assert.equal(homeNeeds(tricky, 0)[0]?.title, 'a\ufffdb')
})
