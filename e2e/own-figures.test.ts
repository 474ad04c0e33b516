/**
 * Goal: each owner sees what every round's model gives on its own rows, at its own node and nowhere
 * else, also after it was away and after a restart.
 * Method: a whole small study of four processes, one of which is killed for some rounds; then all
 * that any of them has on its disk, the ledger included, is searched for the figures of the others.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { RoundView, StudyView } from '@commonhold/sdk'
import { readHomeAddress } from '@commonhold/sdk/client/home-address'
import { addSites } from './support/study-data.ts'
import { agree, openTestNetwork, type TestNode, untilStudy } from './support/test-network.ts'

const trainingRounds = 30

describe('own figures of a study', () => {
  const ends: (() => Promise<void> | void)[] = []
  let folder: string
  let nodes: readonly TestNode[]
  let study: number
  let views: readonly StudyView[]

  before(async () => {
    const context = { after: (end: () => Promise<void> | void) => void ends.push(end) }
    const network = await openTestNetwork(context)
    folder = network.folder
    nodes = await network.start('alpha', 'beta', 'gamma', 'delta')
    const datasets = await addSites(network, nodes, 120)
    study = await agree(nodes, datasets, [
      ...['--rounds', String(trainingRounds), '--pass-on-seconds', '2', '--training-seconds', '4']
    ])
    const [alpha, , , delta] = nodes as [TestNode, TestNode, TestNode, TestNode]
    await untilStudy(alpha, study, 'is in its fifth round', ({ round }) => round >= 5)
    await delta.kill()
    const { round: killedIn } = await alpha.client.showStudy(study as StudyView['study'])
    await untilStudy(alpha, study, 'goes on without delta', ({ round }) => round > killedIn + 2)
    await delta.up()
    views = await Promise.all(nodes.map(untilClosed))
  })
  after(async () => {
    for (const end of ends.toReversed()) await end()
  })

  /** Closed, and the node knows the contents of all rounds, also of those that it missed. */
  const untilClosed = (node: TestNode): Promise<StudyView> =>
    untilStudy(node, study, 'is closed and known', ({ state, roundList, rounds }) => {
      const known = roundList.filter(({ attempt }) => attempt !== undefined)
      return state === 'closed' && known.length === rounds
    })

  test('add up, in each round, to the figures of all who were in its sum', () => {
    const measured = views[0]!.roundList.filter(({ metrics }) => metrics !== undefined)
    assert.ok(measured.length > trainingRounds)
    const lost: number[] = []
    for (const { index, metrics, survivors } of measured) {
      const inSum = views.flatMap(({ members, roundList }, at) =>
        survivors.includes(members[at]!.member) ? [{ at, own: roundList[index - 1]!.own }] : []
      )
      const own = inSum.flatMap((each) => each.own ?? [])
      if (own.length < inSum.length) {
        // The kill may come between a vector and the line that was to be written beside it.
        assert.ok(inSum.every((each) => each.own !== undefined || nodes[each.at]!.name === 'delta'))
        lost.push(index)
        continue
      }
      const rows = own.reduce((sum, each) => sum + each.rows, 0)
      const loss = own.reduce((sum, each) => sum + each.rows * each.logLoss!, 0) / rows
      assert.equal(rows, metrics!.rows)
      assert.ok(Math.abs(loss - metrics!.logLoss!) < 1e-5, `round ${index}: ${loss}`)
    }
    assert.ok(lost.length <= 1, `rounds ${lost.join(', ')} have no line at a node that was there`)
  })

  test('have no point where their node was away, and go on after it', () => {
    const { roundList, members } = views[3]!
    const self = members[3]!
    const away = roundList.filter(({ own, kind }) => kind === 'training' && own === undefined)
    assert.ok(away.length > 0)
    const survived = away.filter(({ survivors }) => survivors.includes(self.member))
    assert.ok(survived.length <= 1, 'but where the kill came while its line was written')
    const gap = away[0]!.index
    assert.ok(roundList.some(({ index, own }) => index < gap && own !== undefined))
    assert.ok(roundList.some(({ index, own }) => index > gap && own !== undefined))
    assert.equal(self.survived + self.dropped, roundList.length)
    assert.ok(self.dropped >= away.length)
    const aggregated = members.reduce((sum, each) => sum + each.aggregated, 0)
    assert.equal(aggregated, roundList.length)
  })

  test('survive a restart', async () => {
    await nodes[3]!.stop()
    await nodes[3]!.up()
    assert.deepEqual(ownOf(await untilClosed(nodes[3]!)), ownOf(views[3]!))
  })

  test('P1: are in no message, on no ledger and at no other node', async () => {
    for (const node of nodes) {
      assert.equal((await node.client.status()).sent.plaintext, 0, node.name)
    }
    // Of a model before its first step all sites may have one loss: from the third on they differ.
    const losses = views.map(({ roundList }) =>
      roundList.slice(4).flatMap(({ own }) => (own === undefined ? [] : [String(own.logLoss)]))
    )
    const expected = nodes.map(({ name }) => `${name}/state/study-${study}/own-figures.jsonl`)
    for (const [at, texts] of losses.entries()) {
      assert.ok(texts.length > 0 && texts.every((text) => text.length > 9))
      assert.deepEqual(await filesWith(folder, texts), [expected[at]])
      const others = views.filter((_, index) => index !== at)
      const told = others.map((view) => JSON.stringify(view)).join('')
      assert.ok(!texts.some((text) => told.includes(text)), 'another node’s owner sees them')
    }
  })

  test('P1: are told to nobody without the owner’s token', async () => {
    const [alpha, beta] = await Promise.all(nodes.map(({ home }) => readHomeAddress(home)))
    for (const headers of [{}, { authorization: `Bearer ${beta!.token}` }]) {
      const response = await fetch(`${alpha!.url}/v1/studies/${study}`, { headers })
      assert.equal(response.status, 401)
    }
  })
})

function ownOf({ roundList }: StudyView): readonly RoundView['own'][] {
  return roundList.map(({ own }) => own)
}

/** Files under a folder that hold any of the texts, by their path in it. */
async function filesWith(folder: string, texts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path).catch(() => Buffer.alloc(0))
    if (texts.some((text) => bytes.includes(text))) found.push(relative(folder, path))
  }
  return found.sort()
}
