import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fromHex } from '@commonhold/base'
import { accountOf } from './account.ts'

describe('accountOf', () => {
  test('names the accounts that Ethereum names', () => {
    // The first accounts of the test mnemonic that every development chain starts with.
    const accounts = {
      '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80':
        '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',
      '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d':
        '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
    }
    for (const [key, account] of Object.entries(accounts)) {
      assert.equal(accountOf(fromHex(key)), account)
    }
  })

  test('knows bytes that are no key', () => {
    const order = '0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'
    assert.equal(accountOf(fromHex(order)), undefined)
    assert.equal(accountOf(new Uint8Array(32)), undefined)
    assert.equal(accountOf(new Uint8Array(31).fill(1)), undefined)
    assert.ok(accountOf(fromHex(order.replace('4141', '4140'))))
  })
})
