import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { cidOfDigest, type MemberId, zeroBytes32 } from '@commonhold/base'
import { nodeCrypto } from '@commonhold/platform'
import type { RoundRecord } from '@commonhold/protocol'
import type { VerificationReport } from '../api/verification.ts'
import { contentsOf, digestOf, runSmallStudy, type SmallStudy } from './testing/small-study.ts'
import { type StudyEvidence, verifyStudy } from './verify-study.ts'

const crypto = nodeCrypto
let study: SmallStudy

before(async () => {
  study = await runSmallStudy()
})

function verify(
  evidence: Partial<StudyEvidence> = {},
  contents = contentsOf(study)
): Promise<VerificationReport> {
  return verifyStudy({ crypto, evidence: { ...study.evidence, ...evidence }, contents })
}

const brokenOf = ({ checks }: VerificationReport) => checks.filter(({ ok }) => !ok)
const implicatedBy = (report: VerificationReport) =>
  [...new Set(brokenOf(report).flatMap(({ implicates }) => implicates ?? []))].sort()

/** The study's evidence with one round told otherwise, signed anew by these members. */
async function retold(
  round: number,
  change: Partial<RoundRecord>,
  signers: readonly number[] = [0, 1, 2]
): Promise<Partial<StudyEvidence>> {
  const rounds = study.evidence.rounds.map((record) =>
    record.round === round ? { ...record, ...change } : record
  )
  const record = rounds[round - 1]!
  const signatures = new Map<number, `0x${string}`>()
  for (const index of signers) signatures.set(index, await study.sign(index, record))
  return {
    rounds,
    signaturesOf: async (each) =>
      each.round === round ? signatures : await study.evidence.signaturesOf(each)
  }
}

describe('verification of a study', () => {
  it('P3: recomputes every round from public files, and every check holds', async () => {
    const report = await verify()
    assert.deepEqual(brokenOf(report), [])
    assert.equal(report.ok, true)
    assert.equal(report.figures['recomputedRounds'], 3)
    assert.equal(report.figures['vectors'], 9)
    assert.ok(Number(report.figures['readBytes']) > 10_000)
    const names = new Set(report.checks.map(({ name }) => name))
    assert.ok(names.has('the sum and the model follow from the members’ vectors'))
    assert.ok(names.has('the model asset is what the last round made'))
  })

  it('names the holder of any public file in which one bit was changed', async () => {
    assert.equal(study.named.length, 1 + 3 * 5)
    for (const [index, { what, cid }] of study.named.entries()) {
      const { bytes, holder } = study.files.get(cid)!
      const at = [0, Math.floor(bytes.length / 2), bytes.length - 1][index % 3]!
      const contents = contentsOf(study, (each, whole) => {
        if (each !== cid) return whole
        const changed = whole.slice()
        changed[at]! ^= 1
        return changed
      })
      const report = await verify({}, contents)
      assert.equal(report.ok, false, what)
      assert.deepEqual(implicatedBy(report), [holder], `${what}, byte ${at}`)
    }
  })

  it('names the holder of a file that was cut off or goes on', async () => {
    const { cid } = study.named.find(({ what }) => what === 'vector of round 1')!
    const { holder } = study.files.get(cid)!
    for (const change of [
      (bytes: Uint8Array) => bytes.slice(0, -1),
      (bytes: Uint8Array) => new Uint8Array([...bytes, 0])
    ]) {
      const contents = contentsOf(study, (each, whole) => (each === cid ? change(whole) : whole))
      assert.deepEqual(implicatedBy(await verify({}, contents)), [holder])
    }
  })

  it('fails, and blames nobody, where a file cannot be had', async () => {
    for (const { cid } of study.named) {
      const files = new Map([...study.files].filter(([each]) => each !== cid))
      const report = await verify({}, contentsOf({ ...study, files }))
      assert.equal(report.ok, false)
      assert.deepEqual(implicatedBy(report), [])
    }
  })
})

describe('a result that is wrong, though signed', () => {
  const everyone = () => study.evidence.study.members.map(({ member }) => member).sort()

  it('P3: names those who signed another model than the vectors give', async () => {
    const other = new Uint8Array(200)
    const files = new Map(study.files).set(cidOfDigest(crypto.sha256(other)), {
      bytes: other,
      holder: study.evidence.study.members[0]!.member
    })
    const evidence = await retold(3, { model: digestOf(other) })
    const report = await verify(evidence, contentsOf({ ...study, files }))
    const sum = brokenOf(report).filter(({ name }) => name.startsWith('the sum'))
    const blamed = sum.map(({ implicates }) => implicates!)
    assert.deepEqual([...blamed].sort(), everyone())
  })

  it('names those who signed other survivors than the transcript has', async () => {
    const report = await verify(await retold(2, { survivors: 0b011n }, [0, 1]))
    assert.ok(implicatedBy(report).length > 0)
    const names = brokenOf(report).map(({ name }) => name)
    assert.ok(names.includes('the ledger names the survivors of the transcript'))
  })

  it('is found where a signature is another’s, or is not by more than two thirds', async () => {
    const record = study.evidence.rounds[0]!
    const name = 'more than two thirds of the survivors signed the result'
    const few = await verify(await retold(1, {}, [0, 1]))
    assert.deepEqual(
      brokenOf(few).map((check) => check.name),
      [name]
    )
    const signatures = new Map([
      [0, await study.sign(0, record)],
      [1, await study.sign(0, record)],
      [2, await study.sign(2, record)]
    ])
    const forged = await verify({ signaturesOf: async () => signatures })
    const [check] = brokenOf(forged)
    assert.equal(check!.name, name)
    assert.equal(check!.implicates, study.evidence.study.members[1]!.member)
  })

  it('does not count signatures made for another round, epoch or chain', async () => {
    const record = study.evidence.rounds[0]!
    for (const change of [{ round: 2 }, { epoch: 1 }, { transcript: zeroBytes32 }]) {
      const signatures = new Map<number, `0x${string}`>()
      for (const index of [0, 1, 2]) {
        signatures.set(index, await study.sign(index, { ...record, ...change }))
      }
      const report = await verify({
        signaturesOf: async (each) =>
          each.round === 1 ? signatures : await study.evidence.signaturesOf(each)
      })
      assert.equal(report.ok, false)
      assert.equal(brokenOf(report).length, 3)
    }
    const domain = { ...study.evidence.domain, chainId: 1 }
    assert.equal((await verify({ domain })).ok, false)
  })

  it('is found where rounds do not follow from one another', async () => {
    const { rounds } = study.evidence
    for (const each of [rounds.slice(1), [rounds[0]!, rounds[2]!], [...rounds].reverse()]) {
      const names = brokenOf(await verify({ rounds: each })).map(({ name }) => name)
      assert.ok(names.includes('every round goes on from the one before'))
    }
    const short = brokenOf(await verify({ rounds: rounds.slice(0, 2) })).map(({ name }) => name)
    assert.deepEqual(short, ['every round goes on from the one before'])
  })

  it('is found where the model asset is another, or shares out more or less than all', async () => {
    const asset = study.evidence.asset!
    const changes = [
      { commitment: zeroBytes32 },
      { kind: 'dataset' as const },
      { parents: asset.parents.slice(1) },
      { parents: asset.parents.with(0, { ...asset.parents[0]!, asset: asset.asset }) }
    ]
    for (const change of changes) {
      assert.equal(brokenOf(await verify({ asset: { ...asset, ...change } })).length, 1)
    }
    assert.equal(brokenOf(await verify({ asset: undefined })).length, 1)
  })
})

describe('what a verification is given', () => {
  it('may be members of another study: then no document holds', async () => {
    const members = study.evidence.study.members.map((member) => ({
      ...member,
      nodeKey: zeroBytes32,
      member: `0x${'77'.repeat(20)}` as MemberId
    }))
    const report = await verify({ study: { ...study.evidence.study, members } })
    assert.equal(report.ok, false)
    assert.equal(report.figures['recomputedRounds'], 0)
  })

  it('says that the last rounds are missing, where they are', async () => {
    const report = await verify({ rounds: study.evidence.rounds.slice(0, 2) })
    const [first] = brokenOf(report)
    assert.equal(first?.name, 'every round goes on from the one before')
    assert.equal(first.detail, 'the study’s model is not that of round 2')
  })

  it('stops where it is told to', async () => {
    const stop = new AbortController()
    const verification = verifyStudy({
      crypto,
      evidence: study.evidence,
      contents: contentsOf(study),
      signal: stop.signal,
      onRound: (round) => {
        if (round === 2) stop.abort()
      }
    })
    await assert.rejects(verification, { name: 'AbortError' })
  })
})
