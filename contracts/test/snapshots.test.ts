/** What the contracts cost is what `contracts/snapshots` says. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { measureSnapshots, readSnapshots, type Snapshots } from '../scripts/snapshots.ts'

const toUpdate = 'meant? then: node contracts/scripts/snapshots.ts --update'

/** The most gas that one transaction may use since the Osaka upgrade (EIP-7825). */
const transactionGasMax = 2 ** 24

/** The most code that one address may hold (EIP-170). */
const codeBytesMax = 24_576

let measured: Snapshots
before(async () => {
  measured = await measureSnapshots()
})

test('gas is as committed', () => {
  assert.deepEqual(measured.gas, readSnapshots().gas, toUpdate)
})

test('code is as long as committed', () => {
  assert.deepEqual(measured.size, readSnapshots().size, toUpdate)
})

test('every contract fits an address, and every call a transaction, with 256 members too', () => {
  assert.ok(Object.keys(measured.gas).some((name) => name.startsWith('Studies.close (256')))
  for (const [name, bytes] of Object.entries(measured.size)) assert.ok(bytes < codeBytesMax, name)
  for (const [name, gas] of Object.entries(measured.gas)) assert.ok(gas < transactionGasMax, name)
})
