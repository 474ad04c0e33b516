/** Files as organisations keep them, by the command line alone, from `init` to a prediction. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSites } from '../examples/own-data/make.ts'
import { addDataset, joinStudy, openTestNetwork, verify } from './support/test-network.ts'

type Watched = {
  readonly state?: string
  readonly asset?: number | null
  readonly round?: { readonly index: number; readonly kind: string; readonly survivors: string[] }
}

test('five awkward files make one model, from init to predict', async (context) => {
  const network = await openTestNetwork(context)
  const nodes = await network.start('north', 'south', 'east', 'west', 'centre')
  const files = makeSites({
    sites: 5,
    rows: 120,
    missingShare: 0.05,
    byteOrderMark: true,
    crlf: true,
    reordered: true,
    quoted: true,
    oneClass: true,
    rareCategory: true
  })
  const datasets: string[] = []
  for (const [index, [name, text]] of [...files].entries()) {
    const path = await network.write(name, text)
    datasets.push(await addDataset(nodes[index]!, path, 'outcome'))
  }
  const [proposer] = nodes
  const { study } = await proposer!.ask<{ study: number }>(
    ...['study', 'propose', '--title', 'Who falls ill?', '--positive', 'ill', '--rounds', '4'],
    ...['--max-members', '5']
  )
  for (const [index, node] of nodes.entries()) await joinStudy(node, study, datasets[index]!)

  const watched = (await nodes[3]!.run('study', 'watch', String(study), '--json'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Watched)
  const rounds = watched.flatMap(({ round }) => (round === undefined ? [] : [round]))
  assert.deepEqual(
    rounds.map(({ index }) => index),
    rounds.map((_, index) => index + 1)
  )
  assert.equal(rounds[0]?.kind, 'categories')
  assert.equal(rounds.at(-1)?.kind, 'evaluation')
  assert.ok(rounds.every(({ survivors }) => survivors.length >= 3))
  assert.equal(watched.at(-1)?.state, 'closed')
  const asset = watched.at(-1)?.asset
  assert.equal(typeof asset, 'number')

  const patients = await network.write(
    'new.csv',
    '\ufeffward,age,pressure,smoker\r\nnorth,79,150,yes\r\nunheard of,,?,\r\n"south",21,100,no\r\n'
  )
  const { predictions } = await nodes[4]!.ask<{
    predictions: { value: string; probabilities: Record<string, number> }[]
  }>('model', 'predict', String(asset), patients)
  assert.deepEqual(
    predictions.map(({ value }) => value).filter((_, row) => row !== 1),
    ['ill', 'well']
  )
  assert.ok(predictions[0]!.probabilities['ill']! > predictions[1]!.probabilities['ill']!)
  for (const node of nodes) {
    const { code, report } = await verify(node, study)
    assert.equal(code, 0, JSON.stringify(report.checks.filter(({ ok }) => !ok)))
  }
})
