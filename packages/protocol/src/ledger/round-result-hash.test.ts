import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Bytes32,
  fromHex,
  type Hex,
  parseBytes32,
  parseStudyId,
  toHex,
  zeroBytes32
} from '@commonhold/base'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { RoundResult } from './ledger.ts'
import { hashRoundResult, recoverResultSigner } from './round-result-hash.ts'

const domain = { chainId: 84_300, studies: `0x${'cc'.repeat(20)}` as Hex }

const result: RoundResult = {
  study: parseStudyId(3),
  round: 2,
  epoch: 1,
  previousModel: zeroBytes32,
  model: parseBytes32(`0x${'0a'.repeat(32)}`),
  transcript: parseBytes32(`0x${'0b'.repeat(32)}`),
  survivors: 0b1011n
}

// A published test key of EIP-155's examples, and its account.
const privateKey = fromHex(`0x${'46'.repeat(32)}`)
const account = '0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f'

function signatureOf(digest: Bytes32): { r: bigint; s: bigint; v: number } {
  const bytes = secp256k1.sign(fromHex(digest), privateKey, {
    prehash: false,
    format: 'recovered'
  })
  const { r, s, recovery } = secp256k1.Signature.fromBytes(bytes, 'recovered')
  return { r, s, v: 27 + recovery! }
}

function encode({ r, s, v }: { r: bigint; s: bigint; v: number }): Hex {
  const word = (whole: bigint): string => whole.toString(16).padStart(64, '0')
  return `0x${word(r)}${word(s)}${toHex(Uint8Array.of(v)).slice(2)}`
}

test('the signer of a result is found from the signature', () => {
  const signature = encode(signatureOf(hashRoundResult(domain, result)))
  assert.equal(recoverResultSigner(domain, result, signature), account)
})

test('a signature is worth nothing for another result, chain or contract', () => {
  const signature = encode(signatureOf(hashRoundResult(domain, result)))
  const others = [
    recoverResultSigner(domain, { ...result, round: 3 }, signature),
    recoverResultSigner(domain, { ...result, epoch: 2 }, signature),
    recoverResultSigner(domain, { ...result, survivors: 0b1111n }, signature),
    recoverResultSigner({ ...domain, chainId: 1 }, result, signature),
    recoverResultSigner({ ...domain, studies: `0x${'dd'.repeat(20)}` }, result, signature)
  ]
  for (const other of others) assert.notEqual(other, account)
})

test('a mirrored signature with a high s, other recovery ids and lengths are refused', () => {
  const { r, s, v } = signatureOf(hashRoundResult(domain, result))
  const order = secp256k1.Point.Fn.ORDER
  const good = encode({ r, s, v })
  const bad: Hex[] = [
    encode({ r, s: order - s, v: v === 27 ? 28 : 27 }),
    encode({ r, s, v: v - 27 }),
    encode({ r, s, v: v + 2 }),
    encode({ r: 0n, s, v }),
    encode({ r, s: 0n, v }),
    encode({ r: order, s, v }),
    `${good}00`,
    good.slice(0, -2) as Hex,
    `0x${'zz'.repeat(65)}`,
    '0x'
  ]
  for (const signature of bad) {
    assert.equal(recoverResultSigner(domain, result, signature), undefined, signature)
  }
})
