import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { encodeCanonical, fromHex, fromUtf8, type Json, toHex } from '@commonhold/base'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import {
  blameParcelList,
  dealtSizeBytes,
  digestParcel,
  digestsOf,
  maskCiphertextBytes,
  parseParcelList
} from './parcel-list.ts'
import { parseRevealedShares } from './reveal.ts'
import { parseKeyAdvert } from './round-keys.ts'
import { dealParcels, isBlame, openParcel } from './share-parcels.ts'
import { dealRound, drawMembers, heldBy, overWire, revealFor } from './testing/mask-round.ts'

const random = createSeededRandom('parcels')
const members = drawMembers(random, 4)
const [ada, bob, cy] = members as [(typeof members)[0], (typeof members)[0], (typeof members)[0]]
const round = dealRound('parcels', members)

function openAs(changes: Partial<Parameters<typeof openParcel>[0]>) {
  return openParcel({
    crypto: nodeCrypto,
    binding: round.binding,
    self: bob,
    secrets: round.secrets.get(bob)!,
    from: ada,
    advertOf: round.adverts.get(ada)!,
    parcel: parcelOf(),
    digests: digestsFor(),
    ...changes
  })
}

function parcelOf(from = ada, to = bob) {
  return round.parcels.get(from)!.find((parcel) => parcel.to === to)!
}

function digestsFor(from = ada, to = bob) {
  return digestsOf(round.graph, round.parcelLists, from, to)!
}

describe('share parcels', () => {
  test('open for their receiver alone', () => {
    assert.ok(!isBlame(openAs({})))
    const opened = openAs({ secrets: round.secrets.get(cy)! })
    assert.ok(isBlame(opened))
    assert.equal(opened.reason, 'parcel-does-not-open')
  })

  test('blame the sender where anything about them was changed', () => {
    const parcel = parcelOf()
    const { sealedShares } = parcel
    const [ciphertext, sealed] = [0, maskCiphertextBytes] as const
    const changed = [
      openAs({ parcel: { ...parcel, sealedShares: flipped(sealedShares, sealed) } }),
      openAs({ parcel: { ...parcel, sealedShares: flipped(sealedShares, ciphertext) } }),
      openAs({ parcel: { ...parcel, sealedShares: sealedShares.subarray(1) } }),
      openAs({ parcel: { ...parcel, maskCiphertext: parcel.maskCiphertext.subarray(1) } }),
      openAs({ parcel: parcelOf(cy) }),
      openAs({ from: cy }),
      openAs({ advertOf: round.adverts.get(cy)! }),
      openAs({ binding: random.bytes(32) })
    ]
    for (const opened of changed) {
      assert.ok(isBlame(opened))
      assert.equal(opened.reason, 'parcel-does-not-open')
    }
  })

  test('blame a dealer whose commitment is to another share', () => {
    for (const name of ['selfShare', 'maskShare'] as const) {
      const digests = { ...digestsFor(), [name]: digestsFor(cy)[name] }
      const opened = openAs({ digests })
      assert.ok(isBlame(opened))
      assert.equal(opened.member, ada)
      assert.equal(opened.reason, 'share-differs-from-commitment')
    }
  })

  test('blame a key of low order that nobody parsed', () => {
    const advert = round.adverts.get(ada)!
    const opened = openAs({
      advertOf: { ...advert, seal: { ...advert.seal, x25519: `0x${'00'.repeat(32)}` } }
    })
    assert.ok(isBlame(opened))
    assert.equal(opened.reason, 'bad-key')
  })

  test('dealt twice, no key seals two contents and the mask ciphertexts stay', () => {
    const options = {
      crypto: nodeCrypto,
      random,
      binding: round.binding,
      self: ada,
      secrets: round.secrets.get(ada)!,
      adverts: round.adverts,
      graph: round.graph
    }
    const [first, second] = [dealParcels(options).parcels[0]!, dealParcels(options).parcels[0]!]
    const sealKeyOf = ({ sealedShares }: typeof first) =>
      sealedShares.subarray(0, maskCiphertextBytes)
    assert.notDeepEqual(sealKeyOf(first), sealKeyOf(second))
    assert.deepEqual(first.maskCiphertext, second.maskCiphertext)
  })

  test('publish no secret and no share', () => {
    const parts = [...round.parcels.values()]
      .flat()
      .flatMap(({ maskCiphertext, sealedShares }) => [toHex(maskCiphertext), toHex(sealedShares)])
    const published = fromUtf8(
      encodeCanonical([...round.adverts.values(), ...round.parcelLists.values(), parts] as Json)
    )
    const secrets = members.flatMap((member) => [
      ...Object.values(round.secrets.get(member)!).map((seed) => toHex(seed)),
      ...[...heldBy(round, member).values()].flatMap(({ of, ...shares }) => Object.values(shares))
    ])
    assert.equal(secrets.length, 4 * (3 + 4 * 4))
    for (const secret of secrets) assert.ok(!published.includes(secret.slice(2)))
  })

  test('the size of what a member sends is as told', () => {
    const advert = encodeCanonical(round.adverts.get(ada)! as Json).length
    const list = encodeCanonical(round.parcelLists.get(ada)! as Json).length
    const parcels = round.parcels
      .get(ada)!
      .reduce((sum, parcel) => sum + parcel.maskCiphertext.length + parcel.sealedShares.length, 0)
    assert.equal(dealtSizeBytes(3), advert + list + parcels)
  })

  test('are held to the digests of exactly their own bytes', () => {
    const { maskCiphertext, sealedShares } = digestsFor()
    assert.deepEqual(digestParcel(nodeCrypto, parcelOf()), { maskCiphertext, sealedShares })
    assert.notDeepEqual(digestParcel(nodeCrypto, parcelOf(cy)), { maskCiphertext, sealedShares })
    const [stranger] = drawMembers(random, 1)
    assert.equal(digestsOf(round.graph, round.parcelLists, ada, stranger!), undefined)
    assert.equal(digestsOf(round.graph, new Map(), ada, bob), undefined)
  })
})

describe('masking documents from outside', () => {
  test('adverts: another shape, size or case is refused', () => {
    const advert = overWire(round.adverts.get(ada)!)
    assert.deepEqual(parseKeyAdvert(advert), advert)
    const short = { ...advert.seal, x25519: advert.seal.x25519.slice(0, -2) }
    const upper = { ...advert.seal, x25519: advert.seal.x25519.toUpperCase() }
    for (const bad of [
      null,
      [],
      'advert',
      { ...advert, seal: undefined },
      { ...advert, extra: 1 },
      { ...advert, seal: short },
      { ...advert, seal: upper },
      { ...advert, selfCommitment: `0x${'00'.repeat(1_000_000)}` }
    ]) {
      assert.throws(() => parseKeyAdvert(bad), { code: 'LEARNING_BAD_ADVERT' })
    }
  })

  test('adverts: keys that nobody can agree a secret with are refused', () => {
    const advert = overWire(round.adverts.get(ada)!)
    for (const low of lowOrderKeys) {
      const key = fromHex(low)
      assert.equal(nodeCrypto.x25519.sharedSecret(random.bytes(32), key), undefined)
      for (const name of ['seal', 'mask']) {
        const bad = { ...advert, [name]: { ...advert[name], x25519: low } }
        assert.throws(() => parseKeyAdvert(bad), { code: 'LEARNING_BAD_ADVERT' })
      }
    }
    for (const place of [0, 1, 1149, 1150]) {
      const key = fromHex(advert.mask.mlKem768)
      key.fill(0xff, place, place + 2)
      const bad = { ...advert, mask: { ...advert.mask, mlKem768: toHex(key) } }
      assert.throws(() => parseKeyAdvert(bad), { code: 'LEARNING_BAD_ADVERT' })
    }
  })

  test('parcel lists: too many entries, unlike lengths or another shape are refused', () => {
    const list = overWire(round.parcelLists.get(ada)!)
    assert.deepEqual(parseParcelList(list), list)
    const digests = (length: number) => Array.from({ length }, () => list.maskShares[0])
    const listOf = (length: number) => ({
      maskCiphertexts: digests(length),
      sealedShares: digests(length),
      selfShares: digests(length),
      maskShares: digests(length)
    })
    assert.equal(parseParcelList(listOf(98)).maskShares.length, 98)
    for (const bad of [
      [],
      {},
      { ...list, extra: [] },
      { ...list, selfShares: list.selfShares.slice(1) },
      { ...list, maskShares: [...list.maskShares, list.maskShares[0]] },
      { ...list, sealedShares: list.sealedShares.map((digest: string) => digest.slice(0, -2)) },
      { ...list, sealedShares: list.sealedShares.map((digest: string) => digest.toUpperCase()) },
      listOf(0),
      listOf(99)
    ]) {
      assert.throws(() => parseParcelList(bad), { code: 'LEARNING_BAD_PARCELS' })
    }
  })

  test('parcel lists: one entry for each neighbour, or their member is blamed', () => {
    const list = round.parcelLists.get(ada)!
    assert.equal(blameParcelList(round.graph, ada, list), undefined)
    const short = {
      maskCiphertexts: list.maskCiphertexts.slice(1),
      sealedShares: list.sealedShares.slice(1),
      selfShares: list.selfShares.slice(1),
      maskShares: list.maskShares.slice(1)
    }
    assert.deepEqual(blameParcelList(round.graph, ada, short), {
      member: ada,
      reason: 'missing-parcel',
      detail: '2 parcels for 3 neighbours'
    })
    const [stranger] = drawMembers(random, 1)
    assert.ok(blameParcelList(round.graph, stranger!, list))
  })

  test('revealed shares: both halves of one member, or another shape, are refused', () => {
    const told = overWire(revealFor(round, members, [ada]).get(ada)!)
    for (const bad of [
      {},
      [...told].reverse(),
      [told[0], { ...told[0], secret: 'mask' }],
      [{ ...told[0], secret: 'both' }],
      [{ ...told[0], share: '0x00' }]
    ]) {
      assert.throws(() => parseRevealedShares(bad), { code: 'LEARNING_BAD_SHARES' })
    }
  })
})

/** The five points of low order and their other encodings; the last with the top bit set. */
const lowOrderKeys = [
  `0x${'00'.repeat(32)}`,
  `0x01${'00'.repeat(31)}`,
  '0xe0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '0x5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `0xec${'ff'.repeat(30)}7f`,
  `0xed${'ff'.repeat(30)}7f`,
  `0xee${'ff'.repeat(30)}7f`,
  `0xee${'ff'.repeat(31)}`
]

function flipped(bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const changed = new Uint8Array(bytes)
  changed[at] = changed[at]! ^ 1
  return changed
}
