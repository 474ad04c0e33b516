/**
 * Goal: where members keep an intercept of their own, a node predicts its own rows with it, and
 * with the shared one when asked to; a node that took no part has only the shared one.
 * Method: two sites whose rows differ in nothing but how often the answer is yes train a model in
 * one process; what the first one kept lies in its home as a node leaves it.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  cidOfDigest,
  digestOfCid,
  type MemberId,
  parseAssetId,
  parseStudyId,
  utf8
} from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { draftPlan } from '@commonhold/learning/federation/draft-plan'
import { runLocally } from '@commonhold/learning/federation/run-locally'
import { createSeededRandom, nodeCrypto, nodeDisk } from '@commonhold/platform'
import { openStudyFiles } from '../studies/study-files.ts'
import { createModelService } from './model-service.ts'
import type { NodeContext } from './node-context.ts'

const study = parseStudyId(7)
const asset = parseAssetId(3)
const [insider, outsider] = ['a1', 'b2'].map((end) => `0x${end.repeat(20)}` as MemberId)
const folder = await mkdtemp(join(tmpdir(), 'commonhold-own-intercept-'))
after(() => rm(folder, { recursive: true }))

/** Rows whose answer follows from x, and is a yes in so many of a hundred besides. */
function siteOf(name: string, yesOfHundred: number) {
  const random = createSeededRandom(name)
  const unit = () => new DataView(random.bytes(4).buffer).getUint32(0) / 2 ** 32
  const rows = Array.from({ length: 300 }, () => {
    const x = 2 * unit() - 1
    const isYes = unit() * 100 < yesOfHundred + 20 * x
    return `${x.toFixed(4)},${isYes ? 'yes' : 'no'}`
  })
  return readCsv(utf8(['x,answer', ...rows].join('\n')), { file: name })
}

const sites = [siteOf('often', 80), siteOf('seldom', 20)]
const { plan } = draftPlan({
  dataset: sites[0]!,
  target: 'answer',
  seed: new Uint8Array(32),
  positive: 'yes',
  privateIntercept: true
})
const { artefact, states } = await runLocally(plan, sites)
const cid = cidOfDigest(nodeCrypto.sha256(artefact))
const files = await openStudyFiles(folder, study, nodeDisk)
await files.writePrivate({
  round: plan.training.rounds + 1,
  state: { intercept: [...states[0]!.intercept!] }
})

function serviceOf(self: MemberId) {
  const record = {
    study,
    asset,
    model: digestOfCid(cid),
    members: [{ member: insider!, dataset: parseAssetId(1) }]
  }
  const context = {
    view: { studies: () => [record] },
    store: { has: async () => true, get: async () => artefact },
    peers: { self },
    paths: { state: folder },
    disk: nodeDisk
  }
  return createModelService(context as unknown as NodeContext)
}

test('a member predicts with its own intercept, and with the shared one when asked', async () => {
  const yes = async (self: MemberId, shared?: boolean) => {
    const request = { csv: 'x\n0\n', ...(shared === undefined ? {} : { shared }) }
    const { predictions, intercept } = await serviceOf(self).predict({ study }, request)
    return { share: predictions[0]!.probabilities!['yes']!, intercept }
  }
  const own = await yes(insider!)
  const shared = await yes(insider!, true)
  assert.equal(own.intercept, 'own')
  assert.equal(shared.intercept, 'shared')
  // The first site sees a yes in about 80 of 100 such rows, both together in about 50.
  assert.ok(own.share > 0.7, `${own.share}`)
  assert.ok(Math.abs(shared.share - 0.5) < 0.15, `${shared.share}`)
  assert.deepEqual(await yes(outsider!), shared)
})
