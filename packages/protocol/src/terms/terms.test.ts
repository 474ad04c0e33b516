import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  CommonholdError,
  canonicalText,
  type Json,
  type MemberId,
  utf8,
  zeroBytes32
} from '@commonhold/base'
import { nodeCrypto } from '@commonhold/platform'
import fc from 'fast-check'
import type { StudyProposal } from '../ledger/ledger.ts'
import { openTerms, proposalMismatches, sealTerms } from './terms.ts'

const member = (index: number) => `0x${index.toString(16).padStart(40, '0')}`

const valid = {
  format: 'commonhold-terms/1',
  title: 'Chances of illness',
  description: 'Four clinics',
  plan: { anything: [1, 'two', null] },
  rounds: 6,
  cohort: { min: 3, max: 5 },
  timing: { answerSeconds: 5, trainingSeconds: 60, roundSeconds: 600, skipsMax: 3 },
  invited: [member(1), member(2), member(3)],
  transcripts: { readers: 'members', auditors: [] },
  revenue: { rule: 'by-rounds-survived' },
  privacy: { kind: 'none' }
}

/** The valid terms with one value at a path changed; undefined leaves it out. */
function withValue(path: string, value: unknown): unknown {
  const copy = structuredClone(valid) as unknown as Record<string, unknown>
  const names = path.split('.')
  let at = copy
  for (const name of names.slice(0, -1)) at = at[name] as Record<string, unknown>
  if (value === undefined) delete at[names.at(-1)!]
  else at[names.at(-1)!] = value
  return copy
}

describe('terms', () => {
  it('are named by the digest of their canonical bytes, whatever order they are written in', () => {
    const sealed = sealTerms(valid)
    const turned = Object.fromEntries(Object.entries(valid).reverse())
    assert.equal(sealTerms(turned).digest, sealed.digest)
    assert.deepEqual(Buffer.from(sealed.bytes), Buffer.from(canonicalText(sealed.terms)))
    assert.deepEqual(openTerms(sealed.bytes), sealed)
    const digest = Buffer.from(nodeCrypto.sha256(sealed.bytes)).toString('hex')
    assert.equal(sealed.digest, `0x${digest}`)
  })

  it('have another digest wherever one value differs', () => {
    const digests = [
      valid,
      withValue('title', 'Chances of illnesS'),
      withValue('rounds', 7),
      withValue('plan', { anything: [1, 'two'] }),
      withValue('timing.answerSeconds', 5.1),
      withValue('transcripts.readers', 'everyone')
    ].map((value) => sealTerms(value).digest)
    assert.equal(new Set(digests).size, digests.length)
  })

  const bounds: readonly (readonly [path: string, low: number, high: number])[] = [
    ['rounds', 1, 10_000],
    ['timing.roundSeconds', 1, 2_592_000],
    ['timing.skipsMax', 1, 1000],
    ['timing.answerSeconds', 0.1, 3600],
    ['timing.trainingSeconds', 0, 604_800],
    ['cohort.max', 3, 256]
  ]
  for (const [path, low, high] of bounds) {
    it(`allow ${path} from ${low} to ${high}, and nothing beside`, () => {
      for (const value of [low, high]) sealTerms(withValue(path, value))
      const outside = [
        low - 1,
        low - 0.01,
        high + 1,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        '5',
        null
      ]
      for (const value of outside) {
        assert.throws(() => sealTerms(withValue(path, value)), {
          code: 'PROTOCOL_BAD_TERMS',
          details: { path }
        })
      }
    })
  }

  it('open no sum of one: a cohort is two or more, and no larger than its most', () => {
    for (const min of [0, 1, 257, 2.5]) {
      const changed = withValue('cohort.min', min)
      assert.throws(() => sealTerms(changed), { details: { path: 'cohort.min' } })
    }
    const turned = withValue('cohort', { min: 4, max: 3 })
    assert.throws(() => sealTerms(turned), { details: { path: 'cohort.max' } })
    const few = withValue('invited', [member(1), member(2)])
    assert.throws(() => sealTerms(few), { details: { path: 'invited' } })
    sealTerms(withValue('invited', []))
  })

  it('P8: are refused with a field unknown, missing, too long or of another kind', () => {
    const changes: readonly (readonly [string, unknown])[] = [
      ['extra', 1],
      ['cohort.extra', 1],
      ['timing.pause', 1],
      ...Object.keys(valid).map((name) => [name, undefined] as const),
      ['format', 'commonhold-terms/2'],
      ['title', ''],
      ['title', '   '],
      ['title', 'x'.repeat(121)],
      ['description', 'x'.repeat(4001)],
      ['invited', [member(1).toUpperCase(), member(2), member(3)]],
      ['invited', Array.from({ length: 257 }, (_, index) => member(index))],
      ['transcripts.auditors', Array.from({ length: 65 }, (_, index) => member(index))],
      ['transcripts.readers', 'nobody'],
      ['revenue.rule', 'mine'],
      ['privacy.kind', 'strong'],
      ['plan', 'x'.repeat(5 * 1024 * 1024)]
    ]
    for (const [path, value] of changes) {
      assert.throws(() => sealTerms(withValue(path, value)), { code: 'PROTOCOL_BAD_TERMS' }, path)
    }
  })

  it('P8: are refused from outside unless the bytes are canonical JSON of the size allowed', () => {
    const loose = utf8(JSON.stringify(valid, undefined, 1))
    assert.throws(() => openTerms(loose), { code: 'BASE_NOT_CANONICAL' })
    const tooLarge = new Uint8Array(4 * 1024 * 1024 + 1)
    assert.throws(() => openTerms(tooLarge), { code: 'BASE_NOT_CANONICAL' })
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = utf8(canonicalText(JSON.parse(JSON.stringify(value))))
        assert.throws(() => openTerms(bytes), { code: 'PROTOCOL_BAD_TERMS' })
      })
    )
  })
})

describe('terms that read otherwise than they are written', () => {
  it('P8: are refused, since another digest would stand for them', () => {
    const { terms } = sealTerms(valid)
    const hidden = JSON.parse('{"__proto__": {"x": 1}, "a": 1}')
    for (const change of [{ title: ' Chances' }, { plan: hidden }]) {
      const bytes = utf8(canonicalText({ ...terms, ...change } as Json))
      const opened = attempt(() => openTerms(bytes))
      if (opened !== undefined) assert.deepEqual(Buffer.from(opened.bytes), Buffer.from(bytes))
    }
    const blanks = utf8(canonicalText({ ...terms, title: ' Chances' } as Json))
    assert.throws(() => openTerms(blanks), { code: 'PROTOCOL_BAD_TERMS' })
  })
})

/** What `work` gives, or undefined where it refuses. */
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch (cause) {
    assert.ok(cause instanceof CommonholdError)
    return undefined
  }
}

describe('a proposal on the ledger', () => {
  const sealed = sealTerms(valid)
  const root = (members: readonly MemberId[]) =>
    members.length === 3 ? sealed.digest : zeroBytes32
  const proposal: StudyProposal = {
    terms: sealed.digest,
    invited: sealed.digest,
    rounds: 6,
    cohortMin: 3,
    membersMax: 5,
    skipsMax: 3,
    joinBy: 1_900_000_000 as StudyProposal['joinBy'],
    roundSeconds: 600
  }

  it('agrees with the terms that it was made from', () => {
    assert.deepEqual(proposalMismatches(sealed, proposal, root), [])
  })

  it('is told apart in each thing that it says otherwise', () => {
    const changes: readonly (readonly [string, Partial<StudyProposal>])[] = [
      ['terms', { terms: zeroBytes32 }],
      ['rounds', { rounds: 7 }],
      ['cohort.min', { cohortMin: 2 }],
      ['cohort.max', { membersMax: 6 }],
      ['timing.skipsMax', { skipsMax: 4 }],
      ['timing.roundSeconds', { roundSeconds: 1 }],
      ['invited', { invited: zeroBytes32 }]
    ]
    for (const [name, change] of changes) {
      const found = proposalMismatches(sealed, { ...proposal, ...change }, root)
      assert.equal(found.length, 1)
      assert.ok(found[0]!.startsWith(`${name}:`))
    }
  })
})
