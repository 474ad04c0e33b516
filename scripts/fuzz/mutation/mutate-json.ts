/**
 * Bends a JSON document by its structure: what comes out is nearly always JSON, and mostly in
 * canonical form, so that it gets past the first check and reaches those behind it.
 */
import { canonicalText, fromUtf8, type Json, utf8 } from '@commonhold/base'
import type { Generator } from '@commonhold/learning/model/generator'
import { below, mutateBytes, oneOf } from './mutate-bytes.ts'

const odd: readonly Json[] = [
  ...[null, true, false, 0, -0, -1, 1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e21, 1e308],
  ...[5e-324, -1e308, '', ' ', '0', 'null', '0x', '\u0000', '\u202e', '\ufeff', '\ud800', '\\'],
  ...['constructor', '__proto__', 'toString', `0x${'00'.repeat(32)}`, `0x${'ff'.repeat(32)}`],
  ...[`0x${'ff'.repeat(20)}`, 'x'.repeat(2000), '9'.repeat(400), [], {}, [[]], [null], { a: 1 }]
]
const names = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'kind',
  'length',
  '\u0000',
  'x'.repeat(99)
]
/** Some readers walk a document by calling themselves. */
const depths = [20, 100, 1000, 6000, 30_000]

/** One to three changes of a document in bytes; noise where it is no document. */
export function mutateJson(generator: Generator, bytes: Uint8Array): Uint8Array {
  let document: Json
  try {
    document = JSON.parse(fromUtf8(bytes)) as Json
  } catch {
    return mutateBytes(generator, bytes)
  }
  const whole = document
  for (let count = 1 + below(generator, 3); count > 0; count--) {
    document = changeSomewhere(generator, document, whole)
  }
  const text = written(generator, document)
  return below(generator, 12) === 0 ? mutateBytes(generator, utf8(text)) : utf8(text)
}

/** Canonical, but now and then with blanks, or doubled names, or nested beyond measure. */
function written(generator: Generator, document: Json): string {
  switch (below(generator, 24)) {
    case 0:
      return JSON.stringify(document, undefined, 1)
    case 1: {
      const depth = oneOf(generator, depths)
      return nested(generator, safeText(document), depth)
    }
    case 2:
      return safeText(document).replace('{', '{"a":1,"a":2,')
    case 3:
      return safeText(document).replace(/-?\d+/, oneOf(generator, ['1e400', '-1e400', '01', '1.0']))
    default:
      return safeText(document)
  }
}

function nested(generator: Generator, text: string, depth: number): string {
  const hole = oneOf(generator, ['""', '0', '[]', '{}', 'null'])
  const deep = `${'['.repeat(depth)}${hole}${']'.repeat(depth)}`
  const deeper = `${'{"a":'.repeat(depth)}${hole}${'}'.repeat(depth)}`
  const bomb = oneOf(generator, [deep, deeper])
  const values = [...text.matchAll(/(?<=[:[,])("[^"\\]*"|-?\d+|null|true|false)/g)]
  if (values.length === 0) return bomb
  const { 0: value, index } = oneOf(generator, values)
  return text.slice(0, index) + bomb + text.slice(index + value.length)
}

function safeText(document: Json): string {
  try {
    return canonicalText(document)
  } catch {
    return JSON.stringify(document)
  }
}

function changeSomewhere(generator: Generator, document: Json, whole: Json): Json {
  const isLeaf = typeof document !== 'object' || document === null
  if (isLeaf || below(generator, 5) === 0) return changeHere(generator, document, whole)
  if (Array.isArray(document)) {
    if (document.length === 0) return changeHere(generator, document, whole)
    const at = below(generator, document.length)
    return document.with(at, changeSomewhere(generator, document[at]!, whole))
  }
  const entries = Object.entries(document)
  if (entries.length === 0) return changeHere(generator, document, whole)
  const at = below(generator, entries.length)
  const [name, value] = entries[at]!
  return fromEntries(entries.with(at, [name, changeSomewhere(generator, value as Json, whole)]))
}

function changeHere(generator: Generator, value: Json, whole: Json): Json {
  switch (below(generator, 5)) {
    case 0:
      return oneOf(generator, odd)
    case 1:
      return somewhereIn(generator, whole)
    default:
      if (typeof value === 'string') return changeText(generator, value)
      if (typeof value === 'number') return changeNumber(generator, value)
      if (Array.isArray(value)) return changeList(generator, value)
      if (typeof value === 'object' && value !== null) return changeObject(generator, value)
      return oneOf(generator, odd)
  }
}

function changeText(generator: Generator, text: string): string {
  const at = below(generator, text.length + 1)
  const letter = oneOf(generator, ['0', 'f', 'F', 'g', ' ', '"', '\\', '\n', '\u0000', 'é', '💥'])
  return oneOf(generator, [
    text.slice(0, at),
    text.slice(0, at) + letter + text.slice(at),
    text.slice(0, at) + letter + text.slice(at + 1),
    text + text,
    text.toUpperCase(),
    text.slice(0, 2) + text.slice(at)
  ])
}

function changeNumber(generator: Generator, value: number): number {
  const changed = oneOf(generator, [
    value + 1,
    value - 1,
    -value,
    value * 1e9,
    value / 3,
    value * 2
  ])
  return Number.isFinite(changed) ? changed : 0
}

function changeList(generator: Generator, list: readonly Json[]): Json {
  if (list.length === 0) return [oneOf(generator, odd)]
  const at = below(generator, list.length)
  const entry = list[at]!
  return oneOf<() => Json>(generator, [
    () => list.toSpliced(at, 1),
    () => list.toSpliced(at, 0, entry),
    () => list.toReversed(),
    () => Array.from({ length: 300 }, () => entry),
    () => [...list, oneOf(generator, odd)]
  ])()
}

function changeObject(generator: Generator, value: object): Json {
  const entries: [string, Json | undefined][] = Object.entries(value)
  if (entries.length === 0) return fromEntries([[oneOf(generator, names), oneOf(generator, odd)]])
  const at = below(generator, entries.length)
  return fromEntries(
    oneOf(generator, [
      entries.toSpliced(at, 1),
      entries.with(at, [oneOf(generator, names), entries[at]![1]]),
      [...entries, [oneOf(generator, names), oneOf(generator, odd)]],
      entries.with(at, [entries[at]![0], oneOf(generator, odd)])
    ])
  )
}

function somewhereIn(generator: Generator, document: Json): Json {
  let place = document
  while (typeof place === 'object' && place !== null && below(generator, 4) > 0) {
    const inner = Object.values(place)
    if (inner.length === 0) break
    place = oneOf(generator, inner) as Json
  }
  return place
}

/** As JSON.parse makes it: `__proto__` is a name like any other. */
function fromEntries(entries: readonly (readonly [string, Json | undefined])[]): Json {
  return Object.fromEntries(entries) as Json
}
