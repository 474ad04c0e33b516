import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MemberId } from '@commonhold/base'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import fc from 'fast-check'
import { makeUpRound } from '../testing/made-up-transcript.ts'
import { isAuthentic, openDocuments, setDigest, signDocument } from './documents.ts'

const { context, members, nodeKeys, transcript } = makeUpRound(
  nodeCrypto,
  createSeededRandom('documents'),
  4
)
const publicKeys = new Map(members.map(({ member, nodeKey }) => [member, nodeKey]))
const { keys, masked } = transcript
const open = (value: unknown) => openDocuments(nodeCrypto, context, 'keys', value, publicKeys)

describe('a signed document', () => {
  it('is authentic as it was signed, and as no other member, purpose or round', () => {
    const [document] = masked
    const check = (changed: object, where = context) =>
      isAuthentic(nodeCrypto, where, 'masked', { ...document!, ...changed }, publicKeys)
    assert.equal(check({}), true)
    assert.equal(check({ member: masked[1]!.member }), false)
    assert.equal(check({ member: `0x${'99'.repeat(20)}` as MemberId }), false)
    assert.equal(check({ body: masked[1]!.body }), false)
    assert.equal(check({ signature: masked[1]!.signature }), false)
    for (const change of [{ round: 3 }, { epoch: 0 }, { attempt: 0 }]) {
      assert.equal(check({}, { ...context, ...change }), false)
    }
    const asUnmask = isAuthentic(
      nodeCrypto,
      context,
      'unmask',
      document as unknown as (typeof transcript.unmask)[0],
      publicKeys
    )
    assert.equal(asUnmask, false)
  })

  it('may be signed with a key of another member only to be refused', () => {
    const [first, second] = members
    const nodeKey = nodeKeys.get(second!.member)!
    const author = { member: first!.member, nodeKey }
    const document = signDocument(nodeCrypto, context, 'keys', author, keys[0]!.body)
    assert.equal(isAuthentic(nodeCrypto, context, 'keys', document, publicKeys), false)
    assert.throws(() => open([document]), {
      code: 'PROTOCOL_BAD_SIGNATURE',
      details: { purpose: 'keys', member: first!.member }
    })
  })
})

describe('a list of documents from outside', () => {
  const bad = { code: 'PROTOCOL_BAD_DOCUMENT' }

  it('is opened as it was sent', () => {
    assert.deepEqual(open(JSON.parse(JSON.stringify(keys))), keys)
    assert.deepEqual(open([]), [])
  })

  it('P8: is refused in any other order, or with an author twice', () => {
    assert.throws(() => open([...keys].reverse()), bad)
    assert.throws(() => open([keys[0], keys[0]]), bad)
    assert.throws(() => open([keys[1], keys[0]]), bad)
  })

  it('P8: is refused with fields unknown, missing, of another kind or over their bounds', () => {
    const [document] = keys
    const { body } = document!
    const { advert } = body
    const values: unknown[] = [
      null,
      'keys',
      {},
      Array.from({ length: 257 }, () => document),
      [{ ...document, extra: 1 }],
      [{ ...document, member: document!.member.toUpperCase() }],
      [{ ...document, member: '0x12' }],
      [{ ...document, signature: `${document!.signature}00` }],
      [{ ...document, body: { ...body, engine: 'x'.repeat(201) } }],
      [{ ...document, body: { ...body, engine: undefined } }],
      [{ ...document, body: { ...body, advert: { ...advert, seal: { x25519: '0x' } } } }],
      [{ ...document, body: { ...body, more: true } }],
      [JSON.parse('{"__proto__": {"member": "0x"}}')]
    ]
    for (const value of values) assert.throws(() => open(value), bad)
  })

  it('P8: whatever is in it is refused by code, and nothing else is thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        if (Array.isArray(value) && value.length === 0) return
        assert.throws(() => open(value), bad)
      })
    )
  })
})

describe('the digest of a set', () => {
  it('is the same in any order, and names authors and bodies', () => {
    const digest = setDigest(nodeCrypto, keys)
    assert.equal(setDigest(nodeCrypto, [...keys].reverse()), digest)
    const [first, second, ...rest] = keys
    const different = [
      setDigest(nodeCrypto, [second!, ...rest]),
      setDigest(nodeCrypto, [
        { ...first!, member: `0x${'00'.repeat(20)}` as MemberId },
        second!,
        ...rest
      ]),
      setDigest(nodeCrypto, [{ ...first!, body: second!.body }, second!, ...rest]),
      setDigest(nodeCrypto, [
        { ...first!, body: second!.body },
        { ...second!, body: first!.body },
        ...rest
      ]),
      setDigest(nodeCrypto, [])
    ]
    assert.equal(new Set([digest, ...different]).size, 6)
  })
})
