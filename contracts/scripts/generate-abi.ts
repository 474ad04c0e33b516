/**
 * Writes `ts/abi/`: each contract's ABI, creation code and the names of its errors, as TypeScript
 * constants that viem types calls by. Generated files are committed, so that no part but this one
 * needs a Solidity compiler; a test holds them to the sources.
 *
 *     node contracts/scripts/generate-abi.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert } from '@commonhold/base'
import { type CompiledContract, compileContracts, contractsFolder } from './compile.ts'

const contractNames = ['Members', 'Assets', 'Studies'] as const

/** Folder of the generated files. */
export const abiFolder: string = join(contractsFolder, 'ts', 'abi')

/** The text of each generated file, by its name in `abiFolder`. */
export function abiFiles(
  compiled: ReadonlyMap<string, CompiledContract>
): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const name of contractNames) {
    const contract = compiled.get(name)
    assert(contract !== undefined, `the compiler gives ${name}`)
    files.set(`${name.toLowerCase()}.ts`, abiFile(name, contract))
  }
  return files
}

function abiFile(name: string, contract: CompiledContract): string {
  const variable = name.toLowerCase()
  const abi = JSON.stringify(contract.abi, null, 2)
  const errors = contract.abi
    .filter(isErrorEntry)
    .map((entry) => `  '${entry.name}'`)
    .join(',\n')
  const source = `contracts/src/${name}.sol`
  return `// Generated from ${source} by contracts/scripts/generate-abi.ts: do not edit.

/** The interface of ${name}, as viem reads it. */
export const ${variable}Abi = ${abi} as const

/** Names of the errors that ${name} can revert with. */
export const ${variable}Errors = [
${errors}
] as const

/** Creation code of ${name}, without constructor arguments. */
export const ${variable}Bytecode: \`0x\${string}\` =
  '0x${contract.bytecode}'
`
}

function isErrorEntry(entry: unknown): entry is { readonly name: string } {
  return typeof entry === 'object' && entry !== null && 'type' in entry && entry.type === 'error'
}

if (import.meta.main) {
  mkdirSync(abiFolder, { recursive: true })
  for (const [name, text] of abiFiles(compileContracts())) {
    writeFileSync(join(abiFolder, name), text)
  }
}
