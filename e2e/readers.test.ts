/** Who sees what of a study: its members, an auditor that its terms name, and who came late. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuse } from './support/command-line.ts'
import { addSites } from './support/study-data.ts'
import {
  addDataset,
  agree,
  openTestNetwork,
  type TestNode,
  untilStudy,
  verify
} from './support/test-network.ts'
import { until } from './support/until.ts'

test('members and auditors verify, late comers wait for the next study', async (context) => {
  const network = await openTestNetwork(context)
  const nodes = await network.start('alpha', 'beta', 'gamma', 'auditor')
  const [alpha, beta, , auditor] = nodes as [TestNode, TestNode, TestNode, TestNode]
  const members = nodes.slice(0, 3)
  const datasets = await addSites(network, members)
  const study = await agree(members, datasets, [
    ...['--rounds', '20', '--auditors', (await auditor.client.status()).member]
  ])
  await untilStudy(alpha, study, 'has begun', ({ roundList }) => roundList.length > 0)

  const late = await network.add('late')
  await late.up()
  const table = await network.write('late.csv', await csvOf(beta))
  const dataset = await addDataset(late, table, 'outcome')
  await until('the study at late', async () => (await late.client.listStudies()).length === 1)
  const shown = await late.client.showStudy(study as never)
  assert.ok(shown.terms, 'terms are for every member of the ledger to read')
  const refusal = await refuse([
    ...['study', 'join', String(study), '--dataset', dataset, '--yes', '--home', late.home]
  ])
  assert.equal(refusal.code, 'NODE_JOINING_IS_OVER')
  assert.equal(refusal.exitCode, 2)

  await untilStudy(alpha, study, 'has a model', ({ state }) => state === 'closed')
  for (const node of nodes) {
    const { code, report } = await verify(node, study)
    assert.equal(code, 0, `${node.name}: ${JSON.stringify(report.checks.filter(({ ok }) => !ok))}`)
  }
  // An auditor has no part in the study, and sees its model and how good it is all the same.
  const { models } = await auditor.ask<{ models: { study: number; metrics?: object }[] }>(
    ...['model', 'list']
  )
  assert.deepEqual(
    models.map(({ study: of, metrics }) => [of, metrics !== undefined]),
    [[study, true]]
  )
  const { report: figures } = await auditor.ask<{ report?: { rows: number } }>(
    ...['model', 'evaluate', `study-${study}`]
  )
  assert.ok(figures!.rows > 0)
  const hidden = await late.ask<{ models: { study: number; metrics?: object }[] }>('model', 'list')
  assert.deepEqual(
    hidden.models.map(({ study: of, metrics }) => [of, metrics]),
    [[study, undefined]]
  )
  const refused = await verify(late, study)
  assert.equal(refused.code, 3)
  assert.ok(refused.report.checks.some(({ ok, name }) => !ok && name.length > 0))

  const next = await agree(
    [alpha, beta, late],
    [datasets[0]!, datasets[1]!, dataset],
    ['--rounds', '2', '--transcripts', 'everyone']
  )
  const { members: seats } = await untilStudy(late, next, 'has a model', (view) => {
    return view.state === 'closed' && view.roundList.length === view.rounds
  })
  const own = seats.find(({ name }) => name === 'late')
  assert.ok(own!.survived > 0, JSON.stringify(seats))
  for (const node of [late, auditor]) {
    const { code, report } = await verify(node, next)
    assert.equal(code, 0, `${node.name}: ${JSON.stringify(report.checks.filter(({ ok }) => !ok))}`)
  }
})

/** Some table with the columns that everybody has. */
async function csvOf(node: TestNode): Promise<string> {
  const [dataset] = await node.client.listDatasets()
  assert.deepEqual(
    dataset!.columns.map(({ name }) => name),
    ['age', 'pressure', 'smoker', 'ward', 'outcome']
  )
  const rows = Array.from({ length: 60 }, (_, row) => {
    const isIll = row % 3 === 0
    const measured = isIll ? '70,140' : `${30 + (row % 20)},110`
    return `${measured},${row % 2 ? 'yes' : 'no'},north,${isIll ? 'ill' : 'well'}`
  })
  return `age,pressure,smoker,ward,outcome\n${rows.join('\n')}\n`
}
