/** Configurations that are nested beyond measure. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from './config.ts'

const nested = (depth: number, inner: unknown): unknown =>
  JSON.parse(`${'{"a":'.repeat(depth)}${JSON.stringify(inner)}${'}'.repeat(depth)}`)
const listed = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}0${']'.repeat(depth)}`)

for (const [name, file] of Object.entries({
  'objects in objects': nested(50_000, 1),
  'objects in a setting’s place': { ledger: { contracts: { members: nested(50_000, 1) } } },
  'lists in a setting’s place': { peers: { dial: listed(50_000) } }
})) {
  test(`P8: ${name} are refused by name, and not by a full stack`, () => {
    assert.throws(() => parseConfig({ flags: {}, env: {}, file }), {
      code: 'NODE_BAD_CONFIG',
      fault: 'caller'
    })
  })
}
