/**
 * What the contracts cost: gas of each call and bytes of code, as committed figures, so that a
 * change of cost is a line in a diff. A test holds the figures to the contracts.
 *
 *     node contracts/scripts/snapshots.ts --update
 *
 * Without `--update` it prints what differs. Takes some ten seconds.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { zeroBytes32 } from '@commonhold/base'
import { toHex } from 'viem'
import { createStudyDriver } from '../test/support/study-driver.ts'
import { openTestChain, type TestChain } from '../test/support/test-chain.ts'
import { compileContracts, contractsFolder } from './compile.ts'

/** Figures by name. */
export type Snapshot = Readonly<Record<string, number>>

/** Both files of `contracts/snapshots`. */
export type Snapshots = { readonly gas: Snapshot; readonly size: Snapshot }

const names = ['gas', 'size'] as const

/** Study sizes whose rounds are measured; 256 is the most. */
const memberCounts = [4, 10, 30, 256] as const

/** Compiles, deploys and measures. The same contracts give the same figures on every machine. */
export async function measureSnapshots(): Promise<Snapshots> {
  const size: Record<string, number> = {}
  const compiled = compileContracts()
  for (const name of ['Members', 'Assets', 'Studies']) {
    size[`${name} bytes`] = (compiled.get(name)?.deployedBytecode.length ?? 0) / 2
  }
  const chain = await openTestChain()
  try {
    return { gas: await measureGas(chain), size }
  } finally {
    await chain.close()
  }
}

/** The committed figures. */
export function readSnapshots(): Snapshots {
  const [gas, size] = names.map((name) => JSON.parse(textOf(name)) as Snapshot)
  return { gas: gas ?? {}, size: size ?? {} }
}

async function measureGas(chain: TestChain): Promise<Snapshot> {
  const { members, assets, studies } = chain
  const driver = createStudyDriver(chain)
  const gas: Record<string, number> = {
    'deploy Members': chain.deploymentGas.members,
    'deploy Assets': chain.deploymentGas.assets,
    'deploy Studies': chain.deploymentGas.studies
  }
  // All at once, so that datasets have their members' numbers before models take the next.
  await driver.enlist(Math.max(...memberCounts))
  for (const count of memberCounts) {
    const { study, join, start } = await driver.startStudy(count, 2)
    gas[`Studies.join (${count} members)`] = join
    gas[`Studies.start (${count} members)`] = start
    gas[`Studies.finalise first round (${count} members)`] = await driver.finalise(study)
    gas[`Studies.finalise later round (${count} members)`] = await driver.finalise(study)
    const close = { to: studies, name: 'close', args: [study] }
    gas[`Studies.close (${count} members)`] = await driver.call(chain.accounts[1]!.address, close)
  }
  const { study } = await driver.startStudy(4, 2)
  const person = chain.accounts[0]!.address
  const skip = { to: studies, name: 'skip', args: [study] }
  gas['Studies.skip'] = await driver.call(person, skip, 600)
  await driver.call(person, skip, 600)
  gas['Studies.cancel'] = await driver.call(person, { to: studies, name: 'cancel', args: [study] })

  const last = chain.accounts[299]!.address
  const digest = toHex((1n << 255n) + 1n, { size: 32 })
  const two = [
    { asset: 1, bps: 6_000 },
    { asset: 2, bps: 4_000 }
  ]
  const calls = [
    ['Members.join', { to: members, name: 'join', args: [digest, digest] }],
    ['Members.update', { to: members, name: 'update', args: [digest, zeroBytes32] }],
    ['Assets.register', { to: assets, name: 'register', args: [0, digest, digest, []] }],
    ['Assets.register 2 parents', { to: assets, name: 'register', args: [1, digest, digest, two] }],
    ['Members.leave', { to: members, name: 'leave', args: [] }]
  ] as const
  for (const [name, call] of calls) gas[name] = await driver.call(last, call)
  gas['Assets.revoke'] = await driver.call(person, { to: assets, name: 'revoke', args: [1] })
  return gas
}

/** Where there is no file yet, there are no figures. */
function textOf(name: (typeof names)[number]): string {
  const path = pathOf(name)
  return existsSync(path) ? readFileSync(path, 'utf8') : '{}'
}

function pathOf(name: (typeof names)[number]): string {
  return join(contractsFolder, 'snapshots', `${name}.json`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { update: { type: 'boolean', default: false } } })
  const measured = await measureSnapshots()
  const before = readSnapshots()
  for (const name of names) {
    if (values.update) writeFileSync(pathOf(name), `${JSON.stringify(measured[name], null, 2)}\n`)
    const committed = before[name]
    for (const key of new Set([...Object.keys(committed), ...Object.keys(measured[name])])) {
      const [was, is] = [committed[key], measured[name][key]]
      if (was !== is) process.stdout.write(`${key}: ${was ?? 'new'} -> ${is ?? 'gone'}\n`)
    }
  }
}

if (import.meta.main) await main()
