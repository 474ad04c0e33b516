import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openWebCrypto } from '@commonhold/platform/web-crypto'
import { studyEvidenceSchema } from '../api/evidence.ts'
import type { VerificationCheck } from '../api/verification.ts'
import { readEvidence, writeEvidence } from './evidence-document.ts'
import { contentsOf, runSmallStudy, type SmallStudy } from './testing/small-study.ts'
import { verifyStudy } from './verify-study.ts'

let study: SmallStudy
before(async () => {
  study = await runSmallStudy()
})

/** As it arrives in a browser: through JSON, and its schema. */
async function travelled() {
  const text = JSON.stringify(await writeEvidence(study.evidence))
  return studyEvidenceSchema.parse(JSON.parse(text))
}

test('P3: what travels is enough to recompute a study as a browser does', async () => {
  const told: VerificationCheck[] = []
  const report = await verifyStudy({
    crypto: openWebCrypto(),
    evidence: readEvidence(await travelled()),
    contents: contentsOf(study),
    onCheck: (check) => told.push(check)
  })
  assert.deepEqual(
    report.checks.filter(({ ok }) => !ok),
    []
  )
  assert.equal(report.figures['recomputedRounds'], 3)
  assert.deepEqual(told, report.checks, 'each check is told as it is made')
})

test('P3: a word of the ledger that was changed on the way is found', async () => {
  const document = await travelled()
  const changes = [
    { rounds: document.rounds.map((round) => ({ ...round, survivors: '3' })) },
    { rounds: document.rounds.map((round) => ({ ...round, signatures: [] })) },
    { rounds: document.rounds.slice(1) },
    { chainId: document.chainId + 1 },
    { proposal: { ...document.proposal, cohortMin: 2 } },
    { asset: undefined }
  ]
  for (const change of changes) {
    const evidence = readEvidence({ ...document, ...change } as typeof document)
    const crypto = openWebCrypto()
    const { ok } = await verifyStudy({ crypto, evidence, contents: contentsOf(study) })
    assert.equal(ok, false, JSON.stringify(change).slice(0, 80))
  }
})

test('P8: what is no evidence is refused before anything is computed', async () => {
  const document = await travelled()
  const [round] = document.rounds
  for (const change of [
    { rounds: [{ ...round, survivors: '-1' }] },
    { rounds: [{ ...round, survivors: `1${'0'.repeat(80)}` }] },
    { rounds: [{ ...round, signatures: [{ index: 256, signature: '0x00' }] }] },
    { rounds: [{ ...round, model: '0x12' }] },
    { members: Array.from({ length: 257 }, () => document.members[0]) },
    { contract: 'javascript:alert(1)' }
  ]) {
    assert.equal(studyEvidenceSchema.safeParse({ ...document, ...change }).success, false)
  }
})
