/** Bends text by its words and marks, and knows what readers of text stumble over. */
import { fromUtf8, utf8 } from '@commonhold/base'
import type { Generator } from '@commonhold/learning/model/generator'
import { below, mutateBytes, oneOf } from './mutate-bytes.ts'

const marks = [
  ...['"', "'", ',', ';', '\t', '\n', '\r\n', '\r', '\0', ' ', '\u00a0', '\ufeff', '\u202e'],
  ...['""', '"\n', '=', '%00', '../', '..%2f', '<', '&', '-', '+', 'e', '.', '1e999', '-0', 'NaN'],
  ...['9'.repeat(400), 'x'.repeat(5000), '\u{1f600}', '\u0301'.repeat(50), '0x', '٣']
]

/** One to four changes of words, lines and marks; now and then of bytes. */
export function mutateText(
  generator: Generator,
  bytes: Uint8Array,
  words: readonly string[]
): Uint8Array {
  if (below(generator, 6) === 0) return mutateBytes(generator, bytes)
  let text = fromUtf8(bytes)
  const strewn = [...marks, ...words]
  for (let count = 1 + below(generator, 4); count > 0; count--) {
    const at = below(generator, text.length + 1)
    const end = Math.min(text.length, at + 1 + below(generator, 12))
    const mark = oneOf(generator, strewn)
    switch (below(generator, 6)) {
      case 0:
        text = text.slice(0, at) + mark + text.slice(at)
        break
      case 1:
        text = text.slice(0, at) + mark + text.slice(end)
        break
      case 2:
        text = text.slice(0, at) + text.slice(end)
        break
      case 3:
        text = text.slice(0, end) + text.slice(at)
        break
      case 4:
        text = mixLines(generator, text)
        break
      default:
        text = text.slice(0, at) + mark.repeat(1 + below(generator, 40)) + text.slice(at)
    }
  }
  return utf8(text)
}

function mixLines(generator: Generator, text: string): string {
  const lines = text.split('\n')
  const from = below(generator, lines.length)
  const to = below(generator, lines.length)
  const held = lines[from]!
  lines[from] = lines[to]!
  if (below(generator, 2) === 0) lines[to] = held
  return lines.join('\n')
}
