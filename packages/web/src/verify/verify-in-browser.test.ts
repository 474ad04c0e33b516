/** The verification of a browser tab, with a node that hands out what it likes. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Cid, CommonholdError, type MemberId } from '@commonhold/base'
import type { VerificationCheck } from '@commonhold/sdk'
import { writeEvidence } from '@commonhold/sdk/verify/evidence-document'
import { runSmallStudy, type SmallStudy } from '@commonhold/sdk/verify/testing/small-study'
import { afterNews, begun, groupChecks, verdictOf } from './verification-state.ts'
import { verifyInBrowser } from './verify-in-browser.ts'

const holder = `0x${'ab'.repeat(20)}` as MemberId
let small: SmallStudy
before(async () => {
  small = await runSmallStudy()
})

type Bend = (cid: Cid, bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | CommonholdError

function verify(bend: Bend = (_cid, bytes) => bytes) {
  const told: VerificationCheck[] = []
  const rounds: string[] = []
  const report = verifyInBrowser({
    study: small.evidence.study.study,
    holder,
    onCheck: (check) => told.push(check),
    onRound: (round, of) => rounds.push(`${round}/${of}`),
    client: {
      studyEvidence: () => writeEvidence(small.evidence),
      async openContent(_study, cid) {
        const given = bend(cid, new Uint8Array(small.files.get(cid)!.bytes))
        if (given instanceof CommonholdError) throw given
        return { sizeBytes: given.length, pieces: piecesOf(given) }
      }
    }
  })
  return { report, told, rounds }
}

/** In pieces that split words, as a network does. */
async function* piecesOf(bytes: Uint8Array<ArrayBuffer>) {
  for (let at = 0; at < bytes.length; at += 1021) yield bytes.slice(at, at + 1021)
}

test('P3: a tab recomputes a study, and tells each round and check as it goes', async () => {
  const { report, told, rounds } = verify()
  const { ok, checks, figures } = await report
  assert.equal(ok, true)
  assert.deepEqual(told, checks)
  assert.deepEqual(rounds, ['1/3', '2/3', '3/3'])
  assert.equal(figures['recomputedRounds'], 3)
})

test('a byte that the node flipped is found, and its member named', async () => {
  for (const { what, cid } of small.named) {
    const { report } = verify((each, bytes) => {
      if (each === cid) bytes[bytes.length >> 1]! ^= 1
      return bytes
    })
    const { ok, checks } = await report
    assert.equal(ok, false, what)
    const culprits = new Set(
      checks.filter((check) => !check.ok).map(({ implicates }) => implicates)
    )
    assert.deepEqual([...culprits], [holder], what)
  }
})

test('a file that nobody gives is told by name, and accuses nobody', async () => {
  const { cid } = small.named.find(({ what }) => what === 'transcript of round 2')!
  const gone = new CommonholdError({
    code: 'NETWORK_NO_SUCH_CONTENT',
    fault: 'peer',
    message: 'No member gives it.',
    hint: 'Wait.'
  })
  const { checks } = await verify((each, bytes) => (each === cid ? gone : bytes)).report
  const failed = checks.filter(({ ok }) => !ok)
  assert.deepEqual(
    failed.map(({ round, detail, implicates }) => [round, detail, implicates]),
    [[2, 'No member gives it. (NETWORK_NO_SUCH_CONTENT)', undefined]]
  )
})

test('what nobody gives is told apart from what is wrong', () => {
  const check = (ok: boolean, detail: string, implicates?: MemberId): VerificationCheck => ({
    name: 'a check',
    ok,
    detail,
    ...(implicates === undefined ? {} : { implicates })
  })
  const missing = check(false, 'Nobody gives it. (NETWORK_NO_SUCH_CONTENT)')
  assert.equal(verdictOf([check(true, 'fine')]), 'holds')
  assert.equal(verdictOf([check(true, 'fine'), missing]), 'unread')
  assert.equal(verdictOf([missing, check(false, 'another model was signed')]), 'broken')
  assert.equal(verdictOf([check(false, 'Altered. (NETWORK_X)', holder)]), 'broken')
})

test('news make a state that groups checks by round, the study’s own first', () => {
  const check = (round: number | undefined, ok = true): VerificationCheck => ({
    name: 'a check',
    ok,
    detail: '',
    ...(round === undefined ? {} : { round })
  })
  const news = [check(undefined), check(1), check(2, false), check(undefined)]
  const state = news.reduce(
    (known, each) => afterNews(known, { kind: 'check', check: each }),
    afterNews(begun, { kind: 'round', round: 2, of: 3 })
  )
  assert.deepEqual([state.phase, state.round, state.of], ['running', 2, 3])
  assert.deepEqual(
    groupChecks(state.checks).map(({ round, checks, failed }) => [round, checks.length, failed]),
    [
      [undefined, 2, 0],
      [1, 1, 0],
      [2, 1, 1]
    ]
  )
})
