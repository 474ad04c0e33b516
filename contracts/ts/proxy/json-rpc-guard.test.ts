import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowedMethods, judge } from './json-rpc-guard.ts'

const question = { jsonrpc: '2.0', id: 1, method: 'eth_call', params: [] }

test('P8: what is passed on is written anew, from the fields that were judged', () => {
  const bodies = [
    `{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[],"extra":{"method":"anvil_reset"}}`,
    `{"jsonrpc":"1.0","id":1,"method":"eth_call","params":[],"__proto__":{"method":"evm_mine"}}`,
    `{"id":1,"method":"anvil_reset","method":"eth_call","params":[]}`
  ]
  for (const body of bodies) {
    assert.deepEqual(judge(body).questions, [question])
    assert.deepEqual(Object.keys(judge(body).questions[0]!), Object.keys(question))
  }
})

test('P8: no method passes that changes the chain, moves its time or uses its keys', () => {
  const cheats = ['anvil', 'hardhat', 'evm', 'debug', 'admin', 'miner', 'personal', 'txpool']
  for (const method of allowedMethods) {
    assert.ok(!cheats.some((prefix) => method.startsWith(prefix)), method)
    assert.ok(!/sign|accounts|sendTransaction|sendUnsigned/i.test(method), method)
  }
  for (const name of ['anvil_setStorageAt', 'evm_setNextBlockTimestamp', 'eth_sendTransaction']) {
    const { questions, refusals } = judge(JSON.stringify({ ...question, method: name }))
    assert.deepEqual([questions.length, refusals[0]?.error.code], [0, -32_601])
  }
})
