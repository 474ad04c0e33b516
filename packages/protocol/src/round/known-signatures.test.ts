import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes32, type Crypto, toHex } from '@commonhold/base'
import { isSignedBy, rememberedMax } from './known-signatures.ts'

/** Holds a signature good that starts as its key does, and counts how often it was asked. */
function countingPort() {
  let asked = 0
  const port: Crypto['ed25519'] = {
    publicKey: (key) => new Uint8Array(key),
    sign: (key) => new Uint8Array(key),
    verify(key, _, signature) {
      asked++
      return key[0] === signature[0]
    }
  }
  return { port, asked: () => asked }
}

const bytes = (first: number, length: number) => toHex(new Uint8Array(length).fill(first))
const claim = (signed: string, key = 1, signature = 1) => ({
  signed,
  nodeKey: bytes(key, 32) as Bytes32,
  signature: bytes(signature, 64)
})
const digest = () => new Uint8Array(32)

test('a signature that was found good is not checked again', () => {
  const { port, asked } = countingPort()
  assert.equal(isSignedBy(port, claim('a'), digest), true)
  assert.equal(isSignedBy(port, claim('a'), digest), true)
  assert.equal(asked(), 1)
})

test('a bad signature stays bad, and is checked every time', () => {
  const { port, asked } = countingPort()
  isSignedBy(port, claim('a'), digest)
  assert.equal(isSignedBy(port, claim('a', 1, 2), digest), false)
  assert.equal(isSignedBy(port, claim('a', 1, 2), digest), false)
  assert.equal(asked(), 3)
})

test('other words, another key and another port are checked for themselves', () => {
  const first = countingPort()
  const second = countingPort()
  isSignedBy(first.port, claim('a'), digest)
  isSignedBy(first.port, claim('b'), digest)
  assert.equal(isSignedBy(first.port, claim('a', 2, 1), digest), false)
  assert.equal(first.asked(), 3)
  isSignedBy(second.port, claim('a'), digest)
  assert.equal(second.asked(), 1)
})

test('the oldest are forgotten, so that memory is bounded', () => {
  const { port, asked } = countingPort()
  const many = rememberedMax + 1
  for (let index = 0; index < many; index++) isSignedBy(port, claim(`document ${index}`), digest)
  isSignedBy(port, claim(`document ${rememberedMax}`), digest)
  assert.equal(asked(), many)
  isSignedBy(port, claim('document 0'), digest)
  assert.equal(asked(), many + 1)
})
