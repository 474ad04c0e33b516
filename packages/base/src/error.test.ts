import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { AssertionError, assert as claim, unreachable } from './assert.ts'
import { asCommonholdError, CommonholdError } from './error.ts'
import { Secret } from './secret.ts'

const options = {
  code: 'BASE_TRIED',
  fault: 'peer',
  message: 'It broke.',
  hint: 'Mend it.'
} as const

describe('an error', () => {
  it('reports what it was told, and neither its stack nor its cause', () => {
    const cause = new Error('with a password in it')
    const error = new CommonholdError({ ...options, details: { tries: 3 }, cause })
    assert.deepEqual(JSON.parse(JSON.stringify(error)), {
      ...options,
      retryable: false,
      details: { tries: 3 }
    })
    assert.equal(error.cause, cause)
    assert.ok(error instanceof Error)
    assert.equal(new CommonholdError({ ...options, retryable: true }).retryable, true)
  })

  it('of ours passes through, and any other is wrapped and kept as the cause', () => {
    const own = new CommonholdError(options)
    assert.equal(asCommonholdError(own), own)
    for (const thrown of [new TypeError('no'), 'text', undefined, null, { code: 'X' }]) {
      const wrapped = asCommonholdError(thrown)
      assert.equal(wrapped.code, 'BASE_UNEXPECTED')
      assert.equal(wrapped.fault, 'self')
      assert.equal(wrapped.cause, thrown)
    }
    assert.equal(asCommonholdError(new TypeError('no')).message, 'no')
  })
})

describe('a claim about our own code', () => {
  it('says itself where it is broken, and nothing where it holds', () => {
    claim(true, 'one is one')
    assert.throws(() => claim(false, 'one is two'), {
      name: 'AssertionError',
      message: 'broken claim: one is two'
    })
    assert.throws(() => unreachable('left' as never), AssertionError)
    assert.equal(asCommonholdError(new AssertionError('x')).code, 'BASE_UNEXPECTED')
  })
})

describe('a secret', () => {
  it('is given out by reveal alone, whoever prints what holds it', () => {
    const secret = new Secret('hunter2')
    assert.equal(secret.reveal(), 'hunter2')
    const error = new CommonholdError({ ...options, details: { key: secret } })
    const printed = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }, { depth: 9, showHidden: true }),
      inspect(error),
      JSON.stringify(error),
      JSON.stringify({ ...secret }),
      Object.keys(secret).join(),
      JSON.stringify(Object.getOwnPropertyDescriptors(secret))
    ]
    for (const text of printed) assert.ok(!text.includes('hunter2'), text)
    assert.equal(String(secret), '<secret>')
  })
})
