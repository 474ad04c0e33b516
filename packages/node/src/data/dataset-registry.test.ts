import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parseAssetId } from '@commonhold/base'
import { createSeededRandom, nodeCrypto, realClock } from '@commonhold/platform'
import { openDatasetRegistry } from './dataset-registry.ts'

/** A registry over a ledger that registers everything and revokes nothing. */
async function open(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-data-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  const registered: string[] = []
  const registry = await openDatasetRegistry({
    folder: join(folder, 'data'),
    clock: realClock,
    crypto: nodeCrypto,
    random: createSeededRandom('registry'),
    findAsset: () => undefined,
    ledger: {
      async register({ commitment }: { readonly commitment: string }) {
        return { asset: parseAssetId(registered.push(commitment)) }
      },
      assetOf: async () => undefined
    } as never
  })
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  return { registry, registered, write }
}

test('the same file is not added twice under any name, unless it is meant', async (context) => {
  const { registry, registered, write } = await open(context)
  const path = await write('patients.csv', 'age\n1\n2\n')
  const first = await registry.add({ path })
  const copy = await write('copy.csv', 'age\n1\n2\n')
  for (const again of [undefined, false]) {
    const options = again === undefined ? { path: copy } : { path: copy, again }
    await assert.rejects(registry.add(options), {
      code: 'NODE_DATASET_HELD_ALREADY',
      fault: 'caller',
      details: { dataset: 'patients', asset: 1 }
    })
  }
  assert.equal(registered.length, 1, 'nothing is written for what is refused')
  const second = await registry.add({ path: copy, again: true })
  assert.equal(second.dataset, 'copy')
  assert.notEqual(second.commitment, first.commitment, 'salts differ, so nobody sees they are one')
  const other = await registry.add({ path: await write('other.csv', 'age\n1\n3\n') })
  assert.equal(other.dataset, 'other')
})

test('a file that was removed can be added again', async (context) => {
  const { registry, write } = await open(context)
  const path = await write('patients.csv', 'age\n1\n2\n')
  await registry.add({ path })
  await registry.remove('patients')
  assert.equal((await registry.add({ path })).dataset, 'patients')
})
