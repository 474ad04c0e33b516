/** One byte changed in a file that a node keeps of a study: verification there has to say so. */
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { decodeTranscript } from '@commonhold/protocol'
import { addSites } from './support/study-data.ts'
import {
  agree,
  openTestNetwork,
  type TestNode,
  untilStudy,
  verify
} from './support/test-network.ts'

test('verification names the check and the holder of each altered file', async (context) => {
  const network = await openTestNetwork(context)
  const nodes = await network.start('alpha', 'beta', 'gamma')
  const study = await agree(nodes, await addSites(network, nodes), ['--rounds', '2'])
  const beta = nodes[1]!
  const view = await untilStudy(beta, study, 'has a model', ({ state, roundList, rounds }) => {
    return state === 'closed' && roundList.length === rounds
  })
  const { member } = await beta.client.status()
  const [first, second] = view.roundList
  const vectors = decodeTranscript(
    new Uint8Array(await readFile(fileOf(beta, second!.transcript!)))
  ).masked.map(({ body }) => body.vector)
  const files = {
    terms: view.terms!.cid,
    'a transcript': first!.transcript!,
    'a masked vector': vectors[0]!,
    'another masked vector': vectors.at(-1)!,
    'a model on the way': second!.artefact!,
    'the model': view.model!
  }
  for (const [what, cid] of Object.entries(files)) {
    const path = fileOf(beta, cid)
    const bytes = await readFile(path)
    const altered = Buffer.from(bytes)
    altered[altered.length >> 1]! ^= 1
    await writeFile(path, altered)
    const { code, report } = await verify(beta, study)
    assert.equal(code, 3, `${what} was altered and nothing was said`)
    const broken = report.checks.filter(({ ok }) => !ok)
    assert.ok(
      broken.some(({ implicates, detail }) => implicates === member && detail.includes(cid)),
      `${what}: ${JSON.stringify(broken)}`
    )
    await writeFile(path, bytes)
  }
  assert.equal((await verify(beta, study)).code, 0)
})

function fileOf({ home }: TestNode, cid: string): string {
  return join(home, 'blobs', 'content', cid.slice(-2), cid)
}
