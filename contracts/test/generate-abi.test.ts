/** The committed ABI is that of the contracts. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { type CompiledContract, compileContracts } from '../scripts/compile.ts'
import { abiFiles, abiFolder } from '../scripts/generate-abi.ts'

let compiled: ReadonlyMap<string, CompiledContract>
before(() => {
  compiled = compileContracts()
})

test('generating the ABI again changes nothing', () => {
  const files = abiFiles(compiled)
  assert.deepEqual(readdirSync(abiFolder).sort(), [...files.keys()].sort())
  for (const [name, text] of files) {
    const isSame = readFileSync(join(abiFolder, name), 'utf8') === text
    assert.ok(isSame, `${name} is old: run node contracts/scripts/generate-abi.ts`)
  }
})

test('an ABI names its errors, each with the prefix of its contract or of OpenZeppelin', () => {
  for (const [name, text] of abiFiles(compiled)) {
    const list = /Errors = \[([^\]]*)\] as const/.exec(text)?.[1] ?? ''
    const errors = [...list.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '')
    const own = name.slice(0, -'.ts'.length)
    assert.ok(errors.some((error) => error.toLowerCase().startsWith(own)))
    const foreign = errors.filter((error) => !error.toLowerCase().startsWith(own))
    assert.deepEqual(
      foreign.filter((error) => !isOpenZeppelin(error)),
      []
    )
  }
})

function isOpenZeppelin(error: string): boolean {
  return /^(ERC721|ECDSA|Strings|InvalidShortString|StringTooLong)/.test(error)
}
