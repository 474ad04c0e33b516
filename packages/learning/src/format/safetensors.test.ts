import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bytesOf, CommonholdError, concatBytes, fromUtf8, utf8 } from '@commonhold/base'
import { safetensors as otherReader } from '@jax-js/loaders'
import fc from 'fast-check'
import { draftPlan } from '../federation/draft-plan.ts'
import { runLocally } from '../federation/run-locally.ts'
import { clinicTable } from '../testing/made-up-tables.ts'
import { readSafetensors, writeSafetensors } from './safetensors.ts'

/** A file by hand: the specification's size, header and data, one after the other. */
function fileOf(header: string, data: Uint8Array, size = header.length): Uint8Array {
  const prefix = new Uint8Array(8)
  new DataView(prefix.buffer).setBigUint64(0, BigInt(size), true)
  return concatBytes(prefix, utf8(header), data)
}

const good = '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'

describe('safetensors', () => {
  it('writes the bytes that the specification describes', () => {
    const data = bytesOf(Float32Array.of(1, -2))
    const file = writeSafetensors({
      tensors: [{ name: 'a', type: 'F32', shape: [2], data }],
      metadata: { z: '1', format: 'x"y' }
    })
    const size = Number(new DataView(file.buffer).getBigUint64(0, true))
    assert.equal(size % 8, 0)
    assert.deepEqual(JSON.parse(fromUtf8(file.subarray(8, 8 + size))), {
      __metadata__: { format: 'x"y', z: '1' },
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] }
    })
    assert.deepEqual(file.subarray(8 + size), Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 192))
  })

  it('reads back what it wrote', () => {
    const tensor = fc.record({
      name: fc.string({ minLength: 1, maxLength: 6 }).filter((name) => !name.startsWith('__')),
      values: fc.float32Array({ maxLength: 6 })
    })
    const tensors = fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 5 })
    const metadata = fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.string(),
      { maxKeys: 4 }
    )
    fc.assert(
      fc.property(tensors, metadata, (made, meta) => {
        const file = {
          tensors: made
            .filter(({ name }) => name !== '__proto__')
            .map(({ name, values }) => ({
              name,
              type: 'F32' as const,
              shape: [values.length],
              data: Uint8Array.from(
                new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
              )
            })),
          metadata: { ...meta }
        }
        const back = readSafetensors(writeSafetensors(file))
        const byName = (list: typeof file.tensors) => new Map(list.map((each) => [each.name, each]))
        assert.deepEqual(byName(back.tensors as typeof file.tensors), byName(file.tensors))
        assert.deepEqual({ ...back.metadata }, file.metadata)
      })
    )
  })

  it('reads a file made by hand, in whatever order its header lists the tensors', () => {
    const header =
      '{"b":{"dtype":"I64","shape":[],"data_offsets":[4,12]},' +
      '"a":{"dtype":"U8","shape":[2,2],"data_offsets":[0,4]}}   '
    const { tensors } = readSafetensors(fileOf(header, new Uint8Array(12).fill(1)))
    assert.deepEqual(
      tensors.map(({ name }) => name),
      ['a', 'b']
    )
  })

  const bad: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['a header larger than the file', fileOf(good, new Uint8Array(8), 1000)],
    ['a header of 2^63 bytes', concatBytes(new Uint8Array(8).fill(255), utf8(good))],
    ['too few data', fileOf(good, new Uint8Array(7))],
    ['data after the last tensor', fileOf(good, new Uint8Array(9))],
    ['a hole', fileOf(good.replace('[0,8]', '[4,12]'), new Uint8Array(12))],
    ['a shape that needs other sizes', fileOf(good.replace('[2]', '[3]'), new Uint8Array(8))],
    [
      'an overflowing shape',
      fileOf(good.replace('[2]', '[4294967296,4294967296,4]'), new Uint8Array(8))
    ],
    ['a negative side', fileOf(good.replace('[2]', '[-2]'), new Uint8Array(8))],
    ['an unknown type', fileOf(good.replace('F32', 'F31'), new Uint8Array(8))],
    ['a header that is a list', fileOf('[]', new Uint8Array())],
    ['metadata that are not text', fileOf('{"__metadata__":{"a":1}}', new Uint8Array())],
    ['white space before the header', fileOf(` ${good}`, new Uint8Array(8))],
    [
      'one name twice',
      fileOf(
        `${good.slice(0, -1)},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`,
        new Uint8Array(8)
      )
    ],
    [
      'overlapping tensors',
      fileOf(
        `${good.slice(0, -1)},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`,
        new Uint8Array(8)
      )
    ]
  ]
  for (const [name, bytes] of bad) {
    it(`refuses ${name}`, () => {
      assert.throws(() => readSafetensors(bytes), { code: 'LEARNING_BAD_SAFETENSORS' })
    })
  }

  it('answers any bytes with a file or with its own error', () => {
    const whole = fileOf(good, new Uint8Array(8))
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.nat(255),
        fc.nat(whole.length),
        (at, byte, length) => {
          const bytes = whole.slice(0, length)
          if (at < length) bytes[at] = byte
          try {
            readSafetensors(bytes)
          } catch (error) {
            assert.ok(error instanceof CommonholdError)
          }
        }
      ),
      { numRuns: 500 }
    )
  })

  // Goal: our reader and our writer cannot be wrong together.
  it('is read by a reader that others wrote', async () => {
    const { plan } = draftPlan({
      dataset: clinicTable({ seed: 3, rows: 60, missing: 0.1 }),
      target: 'ill',
      seed: new Uint8Array(32),
      model: 'mlp',
      rounds: 1
    })
    const { artefact } = await runLocally(plan, [clinicTable({ seed: 4, rows: 60 })])
    const theirs = otherReader.parse(artefact)
    const ours = readSafetensors(artefact)
    assert.deepEqual(theirs.metadata, { ...ours.metadata })
    assert.ok(ours.tensors.length >= 4)
    assert.deepEqual(
      Object.entries(theirs.tensors).map(([name, { dtype, shape, data }]) => {
        return { name, type: dtype, shape, data: bytesOf(data as Float32Array<ArrayBuffer>) }
      }),
      ours.tensors
    )
  })
})
