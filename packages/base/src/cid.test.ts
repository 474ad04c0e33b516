import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { toHex } from './bytes.ts'
import { cidOfDigest, digestOfCid, parseCid } from './cid.ts'
import { parseBytes32 } from './units.ts'

const sha256 = (data: string) => new Uint8Array(createHash('sha256').update(data).digest())

describe('a content id', () => {
  it('is the one that IPFS gives', () => {
    // `ipfs add --cid-version=1 --raw-leaves` of no bytes, and of "hello world".
    const known = [
      ['', 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'],
      ['hello world', 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e']
    ] as const
    for (const [content, cid] of known) {
      assert.equal(cidOfDigest(sha256(content)), cid)
      assert.equal(cidOfDigest(toHex(sha256(content))), cid)
      assert.equal(digestOfCid(parseCid(cid)), toHex(sha256(content)))
    }
  })

  it('and its digest on the ledger are two writings of one thing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (digest) => {
        const cid = cidOfDigest(digest)
        assert.equal(digestOfCid(cid), parseBytes32(toHex(digest)))
        assert.equal(parseCid(cid), cid)
      })
    )
  })

  it('is made of 32 bytes and no other number', () => {
    for (const length of [0, 31, 33]) {
      assert.throws(() => cidOfDigest(new Uint8Array(length)), { code: 'BASE_BAD_CID' })
    }
  })

  it('P8: is refused in another version, codec, hash, base or case', () => {
    const others = [
      '',
      'bafkrei',
      'QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn',
      'bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
      'BAFKREIHDWDCEFGH4DQKJV67UZCMW7OJEE6XEDZDETOJUZJEVTENXQUVYKU',
      ' bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
      'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvykuaa',
      'zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA',
      'f01551220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    ]
    for (const text of others) assert.throws(() => parseCid(text), { code: 'BASE_BAD_CID' }, text)
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.throws(() => parseCid(text), { code: 'BASE_BAD_CID' })
      })
    )
  })
})
