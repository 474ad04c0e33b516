/** What is refused, in which words, with which exit code, and that nothing of it is left behind. */
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Refusal, refuse, succeed } from './support/command-line.ts'
import { addSites } from './support/study-data.ts'
import { openTestNetwork, type TestNetwork, type TestNode } from './support/test-network.ts'
import { until } from './support/until.ts'

test('mistakes are named, and leave nothing behind', async (context) => {
  const network = await openTestNetwork(context)
  const [alpha] = await network.start('alpha')
  const beta = await network.add('beta', { 'policy-min-cohort': '4' })
  await beta.up()
  const nodes = [alpha!, beta]
  const datasets = await addSites(network, nodes)
  const at = (node: TestNode, ...args: string[]) => refuse([...args, '--home', node.home])
  const before = await leftBy(alpha!)

  await context.test('a malformed file, by line', async () => {
    const path = await network.write('short.csv', 'a,b,c\n1,2,3\n4,5\n')
    expect(await at(alpha!, 'data', 'add', path), 'LEARNING_BAD_CSV', 2, /short\.csv, line 3/)
    const open = await network.write('open.csv', 'a,b\n1,"2\n3,4\n')
    expect(await at(alpha!, 'data', 'add', open), 'LEARNING_BAD_CSV', 2, /open\.csv, line 2/)
    const empty = await network.write('empty.csv', '')
    expect(await at(alpha!, 'data', 'add', empty), 'LEARNING_BAD_CSV', 2, /empty\.csv/)
    const absent = join(network.folder, 'absent.csv')
    expect(await at(alpha!, 'data', 'add', absent), 'NODE_NO_SUCH_FILE', 2, /absent\.csv/)
  })

  await context.test('a target that is no column', async () => {
    const path = await network.write('fine.csv', 'a,b,c\n1,2,x\n4,5,y\n')
    const refusal = await at(alpha!, 'data', 'add', path, '--target', 'd')
    expect(refusal, 'NODE_NO_SUCH_COLUMN', 2, /no column "d"/)
    assert.match(refusal.hint, /a, b, c/)
  })

  await context.test('names that mean nothing', async () => {
    expect(await at(alpha!, 'study', 'show', '9'), 'NODE_NO_SUCH_STUDY', 2, /study 9/)
    expect(await at(alpha!, 'verify', '9'), 'NODE_NO_SUCH_STUDY', 2, /study 9/)
    expect(await at(alpha!, 'data', 'show', 'x'), 'NODE_NO_SUCH_DATASET', 2, /"x"/)
    expect(await at(alpha!, 'model', 'show', '9'), 'NODE_NO_SUCH_MODEL', 2, /asset 9/)
    expect(await at(alpha!, 'study', 'show', 'nine'), 'CLI_BAD_USAGE', 2, /"nine"/)
    expect(await at(alpha!, 'dance'), 'CLI_BAD_USAGE', 2, /dance/)
    const proposal = ['study', 'propose', '--title', 'x', '--dataset', 'none']
    expect(await at(alpha!, ...proposal), 'NODE_NO_SUCH_DATASET', 2, /"none"/)
  })

  await context.test('a second node on the same home', async () => {
    const refusal = await at(alpha!, 'up')
    expect(refusal, 'NODE_HOME_IN_USE', 2, new RegExp(`process ${alpha!.pid}\\b`))
    assert.equal((await alpha!.client.status()).pid, alpha!.pid, 'the first one goes on')
  })

  const study = await refuseToJoin(context, network, datasets)

  assert.deepEqual(await leftBy(alpha!), before)
  const { members } = await alpha!.client.showStudy(study as never)
  assert.equal(members.length, 1)
})

test('keys open with their passphrase only', async (context) => {
  const network = await openTestNetwork(context)
  const home = join(network.folder, 'sealed')
  const right = await network.write('right', 'correct horse battery\n')
  const wrong = await network.write('wrong', 'correct horse\n')
  await succeed(['init', '--home', home, '--name', 'sealed', '--passphrase-file', right])
  const up = ['up', '--home', home]
  expect(
    await refuse([...up, '--passphrase-file', wrong]),
    'NODE_WRONG_PASSPHRASE',
    2,
    /passphrase/
  )
  const env = { COMMONHOLD_PASSPHRASE: 'correct horse' }
  expect(await refuse(up, env), 'NODE_WRONG_PASSPHRASE', 2, /passphrase/)
  expect(await refuse(up), 'NODE_PASSPHRASE_NEEDED', 2, /passphrase/)
  const again = await refuse(['init', '--home', home])
  expect(again, 'NODE_KEYS_EXIST', 2, /keys/)
  expect(await refuse(['status', '--home', home]), 'SDK_NODE_NOT_RUNNING', 2, /No node runs/)
  const nowhere = join(network.folder, 'nowhere')
  expect(await refuse(['up', '--home', nowhere]), 'NODE_NO_SUCH_HOME', 2, /nowhere/)
  assert.deepEqual((await readdir(network.folder)).sort(), ['right', 'sealed', 'wrong'])
})

/** What a study refuses before it starts: its number. */
async function refuseToJoin(
  context: TestContext,
  network: TestNetwork,
  datasets: readonly string[]
): Promise<number> {
  const [alpha, beta] = network.nodes
  const [first, second] = datasets
  const study = await propose(alpha!, first!)
  await until('the study at beta', async () => (await beta!.client.listStudies()).length === 1)

  const shown = await beta!.run('study', 'show', String(study))
  assert.match(shown, /starts +when 64 have joined, or after .* with at least 3/)
  assert.match(shown, /your dataset "beta" fits/)

  await context.test('terms that the owner’s policy does not allow', async () => {
    const refusal = await joins(beta!, study, second!)
    expect(refusal, 'NODE_POLICY_REFUSES', 2, /3 members.*from 4 on/)
  })

  await context.test('a table that does not fit, column by column', async () => {
    const lines = ['age,smoker,ward,outcome', '70,yes,north,ill', '30,no,south,well']
    const path = await network.write('other.csv', `${lines.join('\n')}\n`)
    await alpha!.run('data', 'add', path, '--target', 'outcome')
    const refusal = await joins(alpha!, study, 'other')
    expect(refusal, 'LEARNING_DATASET_MISMATCH', 2, /pressure/)
    await alpha!.run('data', 'remove', 'other', '--yes')

    const words =
      'age,pressure,smoker,ward,outcome\n70,120,yes,north,ill\nyoung,110,no,south,well\n'
    const wrong = await network.write('words.csv', words)
    await alpha!.run('data', 'add', wrong, '--target', 'outcome')
    const unread = await joins(alpha!, study, 'words')
    expect(unread, 'LEARNING_BAD_CSV', 2, /words\.csv, line 3, column 1 "age": "young"/)
    await alpha!.run('data', 'remove', 'words', '--yes')
  })

  await context.test('a join that was made already', async () => {
    await alpha!.run('study', 'join', String(study), '--dataset', first!, '--yes')
    const refusal = await joins(alpha!, study, first!)
    assert.match(refusal.message, /already|has joined/i)
  })
  return study
}

function expect(refusal: Refusal, code: string, exitCode: number, message: RegExp): void {
  assert.equal(refusal.code, code, refusal.message)
  assert.equal(refusal.exitCode, exitCode)
  assert.match(refusal.message, message)
  assert.ok(refusal.hint.length > 10, 'a refusal says what to do')
}

/** All that a refused command could have left at a node. */
async function leftBy(node: TestNode) {
  return {
    datasets: await node.client.listDatasets(),
    folders: (await readdir(join(node.home, 'data'))).sort()
  }
}

async function propose(node: TestNode, dataset: string): Promise<number> {
  const { study } = await node.ask<{ study: number }>(
    ...['study', 'propose', '--title', 'A study', '--dataset', dataset, '--min-cohort', '3']
  )
  return study
}

function joins(node: TestNode, study: number, dataset: string): Promise<Refusal> {
  const words = ['study', 'join', String(study), '--dataset', dataset, '--yes']
  return refuse([...words, '--home', node.home])
}
