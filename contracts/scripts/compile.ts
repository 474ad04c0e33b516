/**
 * Compiles the contracts with the compiler from npm: nothing is fetched, and every machine gets the
 * same bytes. Used where only ABI and bytecode are wanted; the Solidity tests compile through
 * Hardhat with the same settings. Takes some two seconds and 300 MB, nearly all of it the
 * compiler's own start.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { assert, CommonholdError } from '@commonhold/base'

const require = createRequire(import.meta.url)

/** Folder of the contracts package. */
export const contractsFolder: string = join(import.meta.dirname, '..')

/** The compiler's file, as Hardhat wants it. */
export const compilerPath: string = require.resolve('solc/soljson.js')

/** The compiler's release, which its package shares. */
export const compilerVersion = '0.8.37'

/**
 * `evmVersion` is that of March 2024, which the consortium chains in use have; 1,000 runs weigh
 * the cost of a call above that of a deployment.
 */
export const compilerSettings = {
  optimizer: { enabled: true, runs: 1000 },
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'none' }
} as const

/**
 * `leave` is the word members use for leaving; a later compiler will want another, and the
 * contracts are deployed with this one.
 */
const toleratedWarning = '"leave" will be promoted to keyword'

/** What compiling one contract gives. */
export type CompiledContract = {
  readonly abi: readonly unknown[]
  /** Creation code, in hexadecimal without `0x`. */
  readonly bytecode: string
  /** Code that lies on the chain, in hexadecimal without `0x`. */
  readonly deployedBytecode: string
}

type CompilerOutput = {
  readonly errors?: readonly { readonly message: string; readonly formattedMessage: string }[]
  readonly contracts?: Readonly<
    Record<string, Readonly<Record<string, CompilerOutputContract | undefined>>>
  >
}

type CompilerOutputContract = {
  readonly abi: readonly unknown[]
  readonly evm: {
    readonly bytecode: { readonly object: string }
    readonly deployedBytecode: { readonly object: string }
  }
}

type Compiler = {
  compile(input: string, readers: { import(path: string): { contents: string } }): string
}

/**
 * Compiles everything under `contracts/src`.
 * @returns by contract name, as `Studies`
 * @throws {CommonholdError} `CONTRACTS_NOT_COMPILED` for any error or warning but one
 */
export function compileContracts(): ReadonlyMap<string, CompiledContract> {
  const sources: Record<string, { readonly content: string }> = {}
  for (const path of solidityFiles(join(contractsFolder, 'src'))) {
    sources[relative(contractsFolder, path)] = { content: readFileSync(path, 'utf8') }
  }
  const input = {
    language: 'Solidity',
    sources,
    settings: {
      ...compilerSettings,
      outputSelection: {
        '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] }
      }
    }
  }
  const compiler: Compiler = require('solc')
  const text = compiler.compile(JSON.stringify(input), { import: readDependency })
  return readOutput(JSON.parse(text) as CompilerOutput)
}

function readOutput(output: CompilerOutput): ReadonlyMap<string, CompiledContract> {
  const complaints = (output.errors ?? [])
    .filter((error) => !error.message.startsWith(toleratedWarning))
    .map((error) => error.formattedMessage)
  if (complaints.length > 0) {
    throw new CommonholdError({
      code: 'CONTRACTS_NOT_COMPILED',
      fault: 'self',
      message: `The Solidity compiler complained:\n${complaints.join('\n')}`,
      hint: 'Correct the contract at the lines named; warnings count as errors.'
    })
  }
  const compiled = new Map<string, CompiledContract>()
  for (const [path, contracts] of Object.entries(output.contracts ?? {})) {
    if (!path.startsWith('src/')) continue
    for (const [name, contract] of Object.entries(contracts)) {
      assert(contract !== undefined, 'the compiler gives an output for each contract it names')
      compiled.set(name, {
        abi: contract.abi,
        bytecode: contract.evm.bytecode.object,
        deployedBytecode: contract.evm.deployedBytecode.object
      })
    }
  }
  return compiled
}

function readDependency(path: string): { contents: string } {
  return { contents: readFileSync(require.resolve(path), 'utf8') }
}

function solidityFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sol'))
    .sort()
    .map((name) => join(folder, name))
}
