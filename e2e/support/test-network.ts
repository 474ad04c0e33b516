/**
 * Nodes as processes, each with a home of its own in one temporary folder. Whatever happens to the
 * test, every process that it started ends with it, and the folder goes.
 */
import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type CommonholdClient, connect, type StudyView } from '@commonhold/sdk'
import { runCommand, spawnCommand, succeed } from './command-line.ts'
import { until } from './until.ts'

/** A node of a test. */
export type TestNode = {
  readonly name: string
  readonly home: string
  /** Of the process that ran last. */
  readonly pid: number
  /** Of the running process. */
  readonly client: CommonholdClient
  /** Makes it ready to be asked; settings are flags without hyphens in front. */
  up(settings?: Readonly<Record<string, string>>): Promise<void>
  /** kill -9 of the node's process alone: a chain that it runs lives on without its owner. */
  kill(): Promise<void>
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>
  /** A command of this node that has to succeed: what it printed. */
  run(...args: string[]): Promise<string>
  /** The same, with `--json`, parsed. */
  ask<Answer>(...args: string[]): Promise<Answer>
}

/** The nodes of one test. */
export type TestNetwork = {
  readonly folder: string
  readonly nodes: readonly TestNode[]
  /** Makes a home. The first node runs the ledger; others join it by the first one's address. */
  add(name: string, settings?: Readonly<Record<string, string>>): Promise<TestNode>
  /** Makes and starts nodes, the first before the others. */
  start(...names: string[]): Promise<readonly TestNode[]>
  /** A file in the network's folder. */
  write(name: string, text: string): Promise<string>
}

/** An empty network that ends with the test. */
export async function openTestNetwork(context: Pick<TestContext, 'after'>): Promise<TestNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-e2e-'))
  const groups = new Set<number>()
  const nodes: TestNode[] = []
  const endAll = () => {
    for (const group of groups) endGroup(group)
    for (const { home } of nodes) endOrphan(home)
  }
  // A runner whose patience ends sends a signal that no `after` hears.
  const endAtOnce = () => process.exit(143)
  process.once('exit', endAll).once('SIGTERM', endAtOnce)
  context.after(async () => {
    endAll()
    process.off('exit', endAll).off('SIGTERM', endAtOnce)
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  const add = async (name: string, settings: Readonly<Record<string, string>> = {}) => {
    const home = join(folder, name)
    const address = (await nodes[0]?.client.status())?.address
    const join_ = address === undefined ? [] : ['--join', address]
    await succeed(['init', '--home', home, '--name', name, ...join_, ...flagsOf(settings)])
    const node = createNode(name, home, groups)
    nodes.push(node)
    return node
  }
  return {
    folder,
    nodes,
    add,
    async start(...names) {
      const first = nodes.length === 0 ? [await startOne(await add(names[0]!))] : []
      const others: TestNode[] = []
      for (const name of names.slice(first.length)) others.push(await add(name))
      // Two at a time: many starting at once make each other slow.
      for (let at = 0; at < others.length; at += 2) {
        await Promise.all(others.slice(at, at + 2).map(startOne))
      }
      return [...first, ...others]
    },
    async write(name, text) {
      const path = join(folder, name)
      await writeFile(path, text)
      return path
    }
  }
}

async function startOne(node: TestNode): Promise<TestNode> {
  await node.up()
  return node
}

function createNode(name: string, home: string, groups: Set<number>): TestNode {
  let child: ChildProcess | undefined
  let exited: Promise<number | null> = Promise.resolve(null)
  let client: CommonholdClient | undefined
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child!.kill(signal)
    return await exited
  }
  return {
    name,
    home,
    get pid() {
      return child!.pid!
    },
    get client() {
      assert.ok(client, `${name} was not started`)
      return client
    },
    async up(settings = {}) {
      const started = spawnCommand(['up', '--home', home, '--json', ...flagsOf(settings)])
      child = started
      groups.add(started.pid!)
      exited = new Promise((resolve) => started.once('close', resolve))
      const complaints: string[] = []
      started.stderr!.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
      const ready = new Promise((resolve) => started.stdout!.once('data', resolve))
      const said = await Promise.race([ready, exited.then(() => '')])
      assert.match(String(said), /"member"/, `${name} did not start: ${complaints.join('')}`)
      started.stdout!.resume()
      client = await connect({ home })
    },
    async kill() {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    run: (...args) => succeed([...args, '--home', home]),
    async ask<Answer>(...args: string[]) {
      return JSON.parse(await succeed([...args, '--home', home, '--json'])) as Answer
    }
  }
}

function flagsOf(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
}

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

/** A chain whose owner was killed and started again may be in no group that is known. */
function endOrphan(home: string): void {
  try {
    process.kill(chainPid(home), 'SIGKILL')
  } catch {
    // There is none.
  }
}

/** The process of the chain that a node runs. */
export function chainPid(home: string): number {
  return JSON.parse(readFileSync(join(home, 'ledger', 'state.json.pid'), 'utf8')).pid as number
}

/** Waits until a node shows a study as wanted. */
export async function untilStudy(
  node: TestNode,
  study: number,
  what: string,
  isWanted: (view: StudyView) => boolean,
  timeoutMs?: number
): Promise<StudyView> {
  let seen = 'nothing'
  try {
    return await until(
      `study ${study} ${what}, at ${node.name}`,
      async () => {
        const view = await node.client.showStudy(study as StudyView['study'])
        seen = `${view.state}, round ${view.round}, ${view.members.length} members`
        return isWanted(view) && view
      },
      timeoutMs
    )
  } catch (cause) {
    const log = await readFile(join(node.home, 'logs', 'node.log'), 'utf8').catch(() => '')
    assert.fail(`${cause} It was ${seen}.\n${log.slice(-3000)}`)
  }
}

/** Proposes a study at the first node and joins it at all: its number. */
export async function agree(
  nodes: readonly TestNode[],
  datasets: readonly string[],
  options: readonly string[]
): Promise<number> {
  const [first] = nodes
  const { study } = await first!.ask<{ study: number }>(
    ...['study', 'propose', '--title', 'A study', '--dataset', datasets[0]!],
    ...['--max-members', String(nodes.length), ...options]
  )
  for (const [index, node] of nodes.entries()) {
    await joinStudy(node, study, datasets[index]!)
  }
  return study
}

/** Joins by the command, as soon as the node has seen the study. */
export async function joinStudy(node: TestNode, study: number, dataset: string): Promise<void> {
  await until(`study ${study} at ${node.name}`, async () => {
    const studies = await node.client.listStudies()
    return studies.some((each) => each.study === study)
  })
  await node.run('study', 'join', String(study), '--dataset', dataset, '--yes')
}

/** Adds a file as a dataset: its id. */
export async function addDataset(node: TestNode, path: string, target: string): Promise<string> {
  const added = await node.ask<{ dataset: string }>('data', 'add', path, '--target', target)
  return added.dataset
}

/** The result of `verify` by a node, whether it holds or not. */
export async function verify(
  node: Pick<TestNode, 'home'>,
  study: number
): Promise<{
  readonly code: number | null
  readonly report: {
    readonly ok: boolean
    readonly checks: readonly {
      readonly name: string
      readonly ok: boolean
      readonly detail: string
      readonly implicates?: string
      readonly round?: number
    }[]
  }
}> {
  const { code, stdout, stderr } = await runCommand([
    ...['verify', String(study), '--home', node.home, '--json']
  ])
  assert.match(stdout, /"checks"/, `no report: ${stdout}${stderr}`)
  return { code, report: JSON.parse(stdout) }
}
