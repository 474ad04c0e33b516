import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type EvidenceLedger, readLedgerEvidence } from './ledger-evidence.ts'
import { runSmallStudy, type SmallStudy } from './testing/small-study.ts'

let small: SmallStudy
before(async () => {
  small = await runSmallStudy()
})

/** A ledger on which a round becomes final between questions, so many times. */
function movingLedger(moves: number): EvidenceLedger {
  const { domain, study, rounds, asset, signaturesOf } = small.evidence
  let final = Math.max(0, rounds.length - moves)
  const model = () => (final === 0 ? study.proposal.terms : rounds[final - 1]!.model)
  return {
    domain,
    signaturesOf,
    assetOf: async () => asset,
    studyOf: async () => ({ ...study, state: 'running', asset: undefined, model: model() }),
    async roundsOf() {
      if (final < rounds.length) final++
      return rounds.slice(0, final)
    }
  }
}

test('the study and its rounds are of one moment, though rounds go on meanwhile', async () => {
  for (const moves of [0, 1, 3]) {
    const found = await readLedgerEvidence(movingLedger(moves), small.evidence.study.study)
    assert.equal(found!.study.model, found!.rounds.at(-1)!.model, `${moves} moves`)
    assert.equal(found!.rounds.length, 3)
  }
})

test('a ledger that never stands still is given up, and no study is none', async () => {
  const { study } = small.evidence
  let count = 0
  const restless: EvidenceLedger = {
    ...movingLedger(0),
    studyOf: async () => ({
      ...study,
      model: `0x${(count++).toString(16).padStart(64, '0')}` as typeof study.model
    })
  }
  const asked = readLedgerEvidence(restless, study.study)
  await assert.rejects(asked, { code: 'SDK_LEDGER_MOVES', retryable: true })
  const empty = { ...movingLedger(0), studyOf: async () => undefined }
  assert.equal(await readLedgerEvidence(empty, study.study), undefined)
})
