import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { utf8 } from './bytes.ts'
import { decodeCanonical, encodeCanonical, type Json } from './canonical-json.ts'
import { documentDepthMax, documentValuesMax, faultOfShape } from './json-shape.ts'

const nested = (depth: number) => utf8('['.repeat(depth) + ']'.repeat(depth))
const refused = { code: 'BASE_NOT_CANONICAL', fault: 'peer' }
const bytesMax = 2 ** 26

describe('the shape of a document', () => {
  it('P8: is bounded in depth, in lists and in objects', () => {
    decodeCanonical(nested(documentDepthMax), bytesMax)
    for (const depth of [documentDepthMax + 1, 10_000, 2 ** 25]) {
      assert.throws(() => decodeCanonical(nested(depth), bytesMax), refused)
    }
    const objects = utf8(`${'{"a":'.repeat(70)}1${'}'.repeat(70)}`)
    assert.throws(() => decodeCanonical(objects, bytesMax), refused)
    assert.match(faultOfShape(objects)!, /64 deep/)
  })

  it('P8: is bounded in values before they are made', () => {
    const list = (values: number) => utf8(`[${'[],'.repeat(values - 1)}[]]`)
    assert.match(faultOfShape(list(documentValuesMax))!, /values/)
    assert.throws(() => decodeCanonical(list(documentValuesMax), bytesMax), refused)
    const numbers = utf8(`[1${',1'.repeat(documentValuesMax)}]`)
    assert.match(faultOfShape(numbers)!, /values/)
  })

  it('counts nothing that stands in a text', () => {
    const text = `${'['.repeat(1000)}\\${'{'.repeat(1000)}"${'"\\'.repeat(500)}`
    const document = { [text]: [text, { a: text }] }
    assert.equal(faultOfShape(encodeCanonical(document)), undefined)
    assert.match(faultOfShape(utf8(`["\\\\",${'['.repeat(70)}`))!, /deep/)
  })

  it('is right for any document', () => {
    const depthOf = (value: Json): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map((each) => depthOf(each as Json)))
        : 0
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const isDeep = depthOf(value as Json) > documentDepthMax
        assert.equal(faultOfShape(utf8(JSON.stringify(value))) !== undefined, isDeep)
      })
    )
  })
})
