/**
 * Where the anvil program lies that npm installed with us.
 *
 * The npm package's own command is a wrapper that starts the program as a child of its own; killed,
 * it would leave the child running. So the program itself is looked up and started.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CommonholdError } from '@commonhold/base'

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

/**
 * The path of the program.
 *
 * @throws {CommonholdError} `LEDGER_CHAIN_MISSING` where there is none for this machine
 */
export function findAnvil(
  platform: string = process.platform,
  architecture: string = process.arch
): string {
  const target = `${platform}-${architectures[architecture] ?? architecture}`
  const name = `@foundry-rs/anvil-${target}`
  let folder: string
  try {
    const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json')
    folder = dirname(createRequire(wrapper).resolve(`${name}/package.json`))
  } catch (cause) {
    throw chainMissing(name, cause)
  }
  const path = join(folder, 'bin', platform === 'win32' ? 'anvil.exe' : 'anvil')
  if (!existsSync(path)) throw chainMissing(name)
  return path
}

function chainMissing(name: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_CHAIN_MISSING',
    fault: 'self',
    message: `The embedded chain's program is not installed: no package ${name}.`,
    hint: 'Run npm install with optional packages, or set ledger.rpcUrl to a chain elsewhere.',
    details: { package: name },
    cause
  })
}
