/**
 * Reads what R's `serialize` writes (R Internals, section 1.8, XDR form, versions 2 and 3): as much
 * of it as a data frame of numbers, text and factors needs. Environments, functions and complex
 * numbers are refused.
 */
import { CommonholdError } from '@commonhold/base'

/** A value of R, with its attributes by name. `null` within a vector is R's NA. */
export type RValue = {
  readonly kind: 'null' | 'symbol' | 'text' | 'numbers' | 'texts' | 'list' | 'pairs'
  readonly numbers: readonly (number | null)[]
  readonly texts: readonly (string | null)[]
  readonly items: readonly RValue[]
  readonly attributes: ReadonlyMap<string, RValue>
}

const missingInteger = -2147483648
const itemsMax = 10_000_000
const depthMax = 100
const nothing: RValue = { kind: 'null', numbers: [], texts: [], items: [], attributes: new Map() }

/** @throws {CommonholdError} `EXAMPLES_BAD_R_FILE` where it is not such a value */
export function parseRValue(bytes: Uint8Array): RValue {
  const reader = createReader(bytes)
  if (reader.text(2) !== 'X\n') throw badFile('it is not in the XDR form')
  const version = reader.integer()
  reader.skip(8)
  if (version === 3) reader.skip(reader.count())
  else if (version !== 2) throw badFile(`version ${version} of the form is unknown`)
  return readItem(reader, [], 0)
}

/** The items of a list by their names. */
export function namedItems(value: RValue): ReadonlyMap<string, RValue> {
  const names = value.attributes.get('names')?.texts ?? []
  return new Map(value.items.map((item, index) => [names[index] ?? '', item]))
}

type Reader = ReturnType<typeof createReader>

function createReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = 0
  const advance = (length: number): number => {
    if (offset + length > bytes.length) throw badFile('it ends too early')
    offset += length
    return offset - length
  }
  return {
    skip: advance,
    integer: () => view.getInt32(advance(4)),
    real: () => view.getFloat64(advance(8)),
    text(length: number): string {
      const start = advance(length)
      return new TextDecoder().decode(bytes.subarray(start, start + length))
    },
    count(): number {
      const count = view.getInt32(advance(4))
      if (count < 0 || count > itemsMax) throw badFile(`a length of ${count} is out of range`)
      return count
    }
  }
}

function readItem(reader: Reader, symbols: RValue[], depth: number): RValue {
  if (depth > depthMax) throw badFile('it is nested too deep')
  const flags = reader.integer()
  const type = flags & 0xff
  const hasAttributes = (flags & 0x200) !== 0
  const next = () => readItem(reader, symbols, depth + 1)
  switch (type) {
    case 1: {
      const symbol: RValue = { ...nothing, kind: 'symbol', texts: next().texts }
      symbols.push(symbol)
      return symbol
    }
    case 2:
      return readPairs(reader, symbols, depth, flags)
    case 9: {
      const length = reader.integer()
      return { ...nothing, kind: 'text', texts: [length === -1 ? null : reader.text(length)] }
    }
    case 10:
    case 13:
      return withAttributes(
        numbers(reader, () => missingAsNull(reader.integer())),
        next,
        hasAttributes
      )
    case 14:
      return withAttributes(
        numbers(reader, () => nanAsNull(reader.real())),
        next,
        hasAttributes
      )
    case 16: {
      const texts = repeat(reader.count(), () => next().texts[0] ?? null)
      return withAttributes({ ...nothing, kind: 'texts', texts }, next, hasAttributes)
    }
    case 19: {
      const items = repeat(reader.count(), next)
      return withAttributes({ ...nothing, kind: 'list', items }, next, hasAttributes)
    }
    case 238:
      return readAlternative(next)
    case 254:
      return nothing
    case 255: {
      const index = flags >> 8 || reader.integer()
      return symbols[index - 1] ?? nothing
    }
    default:
      throw badFile(`values of type ${type} are not read here`)
  }
}

/** A chain of tagged values, which is how attributes are written. */
function readPairs(reader: Reader, symbols: RValue[], depth: number, first: number): RValue {
  const entries = new Map<string, RValue>()
  let flags = first
  while ((flags & 0xff) === 2) {
    if ((flags & 0x200) !== 0) readItem(reader, symbols, depth + 1)
    const tag = (flags & 0x400) === 0 ? nothing : readItem(reader, symbols, depth + 1)
    entries.set(tag.texts[0] ?? String(entries.size), readItem(reader, symbols, depth + 1))
    flags = reader.integer()
  }
  if ((flags & 0xff) !== 254) throw badFile('a chain of values does not end')
  return { ...nothing, kind: 'pairs', items: [...entries.values()], attributes: entries }
}

/** A sequence told by length, first and step; other compact forms wrap a plain vector. */
function readAlternative(next: () => RValue): RValue {
  const name = next().items[0]?.texts[0] ?? ''
  const state = next()
  next()
  if (name.startsWith('compact_')) {
    const [length = 0, first = 0, step = 1] = state.numbers.map((number) => number ?? 0)
    if (length > itemsMax) throw badFile(`a length of ${length} is out of range`)
    return { ...nothing, kind: 'numbers', numbers: repeat(length, (at) => first + at * step) }
  }
  const wrapped = state.items[0]
  if (name.startsWith('wrap_') && wrapped !== undefined) return wrapped
  throw badFile(`the compact form ${name} is not read here`)
}

function withAttributes(value: RValue, next: () => RValue, hasAttributes: boolean): RValue {
  return hasAttributes ? { ...value, attributes: next().attributes } : value
}

function numbers(reader: Reader, read: () => number | null): RValue {
  return { ...nothing, kind: 'numbers', numbers: repeat(reader.count(), read) }
}

function repeat<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

function missingAsNull(value: number): number | null {
  return value === missingInteger ? null : value
}

function nanAsNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function badFile(why: string): CommonholdError {
  return new CommonholdError({
    code: 'EXAMPLES_BAD_R_FILE',
    fault: 'caller',
    message: `The R data cannot be read: ${why}.`,
    hint: 'Give the unpacked Debian package r-cran-mlmrev of Debian 12, version 1.0-8.'
  })
}
