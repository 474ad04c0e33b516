import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Json, MemberId } from '@commonhold/base'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import fc from 'fast-check'
import { makeUpRound } from '../testing/made-up-transcript.ts'
import type { Purpose } from './context.ts'
import { type Body, signDocument, sortDocuments } from './documents.ts'
import {
  checkTranscript,
  contentOf,
  decodeTranscript,
  encodeTranscript,
  type Transcript,
  type TranscriptCheck
} from './transcript.ts'

const { context, members, nodeKeys, transcript } = makeUpRound(
  nodeCrypto,
  createSeededRandom('transcript'),
  4
)
const bytes = encodeTranscript(transcript)
const purposes = ['keys', 'shares', 'masked', 'survivors', 'unmask'] as const

function broken(changed: Transcript): readonly TranscriptCheck[] {
  return checkTranscript(nodeCrypto, context, members, changed).filter(({ ok }) => !ok)
}

function implicated(changed: Transcript): MemberId[] {
  return [...new Set(broken(changed).flatMap(({ implicates = [] }) => implicates))].sort()
}

/** The transcript with one document signed anew by its author over another body. */
function resigned<P extends Purpose>(purpose: P, at: number, change: object): Transcript {
  const { member, body } = transcript[purpose][at]!
  const author = { member, nodeKey: nodeKeys.get(member)! }
  const document = signDocument(nodeCrypto, context, purpose, author, {
    ...body,
    ...change
  } as unknown as Body<P>)
  return { ...transcript, [purpose]: transcript[purpose].with(at, document as never) }
}

describe('a transcript', () => {
  it('comes back from its bytes, passes every check, and names its contents', () => {
    assert.deepEqual(decodeTranscript(bytes), transcript)
    assert.deepEqual(broken(transcript), [])
    assert.equal(contentOf(transcript).length, transcript.masked.length + 1)
  })

  it('fails with any one byte changed: it does not decode, or a check finds it', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = bytes.slice()
        changed[at]! ^= by
        let decoded: Transcript
        try {
          decoded = decodeTranscript(changed)
        } catch (cause) {
          assert.match((cause as { code: string }).code, /^(BASE|PROTOCOL)_/)
          return
        }
        // The model is held to the vectors by recomputing it.
        if (decoded.model !== transcript.model) return
        assert.ok(broken(decoded).length > 0, `byte ${at} of ${bytes.length}`)
      }),
      { numRuns: 150, seed: 7 }
    )
  })

  it('fails with any digit of any field of its own changed', () => {
    for (const name of ['study', 'round', 'epoch', 'attempt'] as const) {
      assert.equal(broken({ ...transcript, [name]: transcript[name] + 1 }).length, 1)
    }
    const previousModel = transcript.masked[0]!.body.participants
    assert.equal(broken({ ...transcript, previousModel }).length, 1)
    const aggregator = `0x${'99'.repeat(20)}` as MemberId
    assert.equal(broken({ ...transcript, aggregator }).length, 1)
  })

  for (const purpose of purposes) {
    it(`names the author of a "${purpose}" document whose body or signature was changed`, () => {
      const list = transcript[purpose]
      const signature = list[0]!.signature
      const changed = { ...list[1]!, signature }
      const forged = { ...transcript, [purpose]: list.with(1, changed as never) }
      assert.deepEqual(implicated(forged), [list[1]!.member])
    })

    it(`fails where a "${purpose}" document is left out, twice, or of a stranger`, () => {
      const list: readonly { readonly member: MemberId }[] = transcript[purpose]
      const lists = [
        list.slice(1, purpose === 'survivors' || purpose === 'unmask' ? 2 : undefined),
        [list[0], ...list],
        [...list].reverse(),
        [{ ...list[0], member: `0x${'00'.repeat(20)}` }, ...list.slice(1)]
      ]
      for (const [index, each] of lists.entries()) {
        // Releases may be fewer: whether they suffice shows when the seeds are opened.
        if (purpose === 'unmask' && index === 0) continue
        assert.ok(broken({ ...transcript, [purpose]: each } as Transcript).length > 0)
      }
    })
  }

  it('names who signed that it dealt, masked, survived or released for another set', () => {
    const other = transcript.keys[0]!.body.advert.selfCommitment
    const cases = [
      resigned('shares', 1, { keys: other }),
      resigned('survivors', 1, { survivors: other }),
      resigned('unmask', 1, { survivors: other })
    ]
    const [shares, survivors, unmask] = cases.map(implicated)
    assert.ok(shares!.includes(transcript.shares[1]!.member))
    assert.deepEqual(survivors, [transcript.survivors[1]!.member])
    assert.deepEqual(unmask, [transcript.unmask[1]!.member])
  })

  it('names who signed the survivors and called them by other names', () => {
    const { members: names } = transcript.survivors[1]!.body
    const dropped = transcript.keys.at(-1)!.member
    for (const wrong of [names.slice(1), [...names, dropped], names.with(0, dropped)]) {
      const changed = resigned('survivors', 1, { members: wrong })
      assert.deepEqual(implicated(changed), [transcript.survivors[1]!.member])
      assert.equal(broken(changed).length, 1)
    }
  })

  it('names who signed the survivors, or released, without being one of them', () => {
    const dropped = transcript.keys.at(-1)!.member
    const author = { member: dropped, nodeKey: nodeKeys.get(dropped)! }
    for (const purpose of ['survivors', 'unmask'] as const) {
      const { body } = transcript[purpose][0]!
      const intruder = signDocument(nodeCrypto, context, purpose, author, body)
      const list = sortDocuments<Purpose>([...transcript[purpose], intruder])
      assert.deepEqual(implicated({ ...transcript, [purpose]: list } as Transcript), [dropped])
    }
  })

  it('names the aggregator, and not all the others, where most signed another set', () => {
    const keys = transcript.keys.slice(1)
    const culprits = implicated({ ...transcript, keys })
    assert.ok(culprits.includes(transcript.aggregator))
    assert.ok(culprits.length < transcript.shares.length)
  })

  it('P2: names who released the other half of a member’s secrets, or both', () => {
    const { body, member } = transcript.unmask[1]!
    const flipped = body.reveals.map((each, at) =>
      at === 0 ? { ...each, secret: each.secret === 'self' ? 'mask' : 'self' } : each
    )
    const both = [...body.reveals, { ...body.reveals[0]!, secret: 'mask' }]
    const strange = [{ ...body.reveals[0]!, of: `0x${'99'.repeat(20)}` }]
    for (const reveals of [flipped, both, strange]) {
      assert.deepEqual(implicated(resigned('unmask', 1, { reveals })), [member])
    }
  })

  it('fails where no more than two thirds of the participants signed the survivors', () => {
    const survivors = transcript.survivors.slice(0, 2)
    assert.deepEqual(
      broken({ ...transcript, survivors }).map(({ detail }) => detail),
      ['2 of 4']
    )
  })
})

describe('a transcript from outside', () => {
  const decode = (value: unknown) =>
    decodeTranscript(encodeTranscript(value as unknown as Transcript))

  it('P8: is refused with fields unknown, missing or over their bounds', () => {
    const { model: _, ...withoutModel } = transcript
    const values: Json[] = [
      null,
      [],
      { ...transcript, extra: 1 } as unknown as Json,
      withoutModel as unknown as Json,
      { ...transcript, keys: [] } as unknown as Json,
      { ...transcript, round: -1 } as unknown as Json,
      { ...transcript, round: 2 ** 32 } as unknown as Json,
      { ...transcript, attempt: 1.5 } as unknown as Json,
      { ...transcript, study: 0 } as unknown as Json,
      { ...transcript, format: 'commonhold-transcript/1' } as unknown as Json,
      { ...transcript, model: 'bafkrei' } as unknown as Json,
      { ...transcript, maskCiphertexts: ['0x00'] } as unknown as Json,
      { ...transcript, keys: sortDocuments(transcript.masked) } as unknown as Json
    ]
    for (const value of values)
      assert.throws(() => decode(value), { code: 'PROTOCOL_BAD_DOCUMENT' })
  })

  it('P8: is refused unless its bytes are the canonical ones', () => {
    const loose = new TextEncoder().encode(JSON.stringify(transcript, undefined, 1))
    assert.throws(() => decodeTranscript(loose), { code: 'BASE_NOT_CANONICAL' })
  })
})
