/**
 * One study through four deaths: a member's, the aggregator's of an open round, the node's that
 * runs the ledger, and the ledger's own. Killed is killed: no signal that a process could hear.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLedgerEye } from './support/ledger-eye.ts'
import { addSites } from './support/study-data.ts'
import {
  agree,
  chainPid,
  openTestNetwork,
  type TestNode,
  untilStudy,
  verify
} from './support/test-network.ts'
import { until } from './support/until.ts'

const trainingRounds = 36

test('a study outlives its members, its aggregator and its ledger', async (context) => {
  const network = await openTestNetwork(context)
  const nodes = await network.start('ledger', 'alpha', 'beta', 'gamma')
  const [owner, alpha, , gamma] = nodes as [TestNode, TestNode, TestNode, TestNode]
  const datasets = await addSites(network, nodes)
  const before = await Promise.all(nodes.map((node) => node.client.listDatasets()))
  const study = await agree(nodes, datasets, [
    ...['--rounds', String(trainingRounds), '--pass-on-seconds', '2', '--training-seconds', '4']
  ])
  const ledger = await openLedgerEye(nodes)

  await untilStudy(alpha, study, 'is in its third round', ({ round }) => round >= 3)
  await gamma.kill()
  const { round: killedIn } = await ledger.study(study)
  await untilStudy(alpha, study, 'goes on without gamma', ({ round }) => round > killedIn + 1)
  await gamma.up()
  const gammaMember = (await gamma.client.status()).member
  await untilStudy(alpha, study, 'has gamma again', ({ roundList }) =>
    roundList.some(({ index, survivors }) => index > killedIn && survivors.includes(gammaMember))
  )

  const { round: turn, node: aggregator } = await untilTurnOfAnother(ledger, study, owner)
  await aggregator.kill()
  const witness = aggregator === alpha ? gamma : alpha
  await untilStudy(witness, study, 'passes the killed aggregator over', (s) => s.round > turn)
  await aggregator.up()

  await owner.kill()
  await owner.up()
  const { round: afterOwner } = await untilRound(ledger, study)
  await untilStudy(witness, study, 'goes on with its owner', (s) => s.round > afterOwner)

  process.kill(chainPid(owner.home), 'SIGKILL')
  const { round: afterChain } = await untilRound(ledger, study)
  await untilStudy(witness, study, 'goes on with its ledger', (s) => s.round > afterChain)

  for (const node of nodes) {
    const view = await untilStudy(node, study, 'has a model', ({ state, roundList, rounds }) => {
      return state === 'closed' && roundList.length === rounds
    })
    assert.equal(typeof view.asset, 'number')
  }
  assert.deepEqual(await Promise.all(nodes.map((node) => node.client.listDatasets())), before)
  for (const node of nodes) {
    const { code, report } = await verify(node, study)
    assert.equal(code, 0, `${node.name}: ${JSON.stringify(report.checks.filter(({ ok }) => !ok))}`)
  }
})

type Eye = Awaited<ReturnType<typeof openLedgerEye>>

function untilTurnOfAnother(ledger: Eye, study: number, owner: TestNode) {
  return until('a round that is not the ledger’s to aggregate', async () => {
    const found = await ledger.aggregator(study)
    return found.node !== owner && found
  })
}

/** The open round, as soon as the ledger answers again. */
function untilRound(ledger: Eye, study: number) {
  return until('the ledger answers', () => ledger.study(study))
}
