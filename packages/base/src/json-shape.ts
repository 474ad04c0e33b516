/**
 * The bounds on a document's shape, looked at in its bytes before it is parsed. A parser makes of
 * each small value an object of some forty bytes, and many readers walk a document by calling
 * themselves: without bounds 64 MiB of brackets would cost gigabytes, or the stack.
 *
 * One pass, which jumps over texts: some nanoseconds a byte of structure.
 */

/** The deepest that lists and objects lie in one another; the project's own documents need ten. */
export const documentDepthMax = 64

/** The most values: a transcript of 1,000 members, the largest there is, has 1.6 million. */
export const documentValuesMax = 2 ** 21

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const opening = [0x5b, 0x7b]
const closing = [0x5d, 0x7d]

/** What is wrong with the shape of a JSON text; undefined where nothing is, or it is no JSON. */
export function faultOfShape(bytes: Uint8Array): string | undefined {
  let depth = 0
  let values = 1
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === quote) {
      at = endOfText(bytes, at)
      if (at === -1) return undefined
    } else if (byte === comma) {
      if (++values > documentValuesMax) return `it has more than ${documentValuesMax} values`
    } else if (byte === opening[0] || byte === opening[1]) {
      if (++values > documentValuesMax) return `it has more than ${documentValuesMax} values`
      if (++depth > documentDepthMax) return `it is more than ${documentDepthMax} deep`
    } else if (byte === closing[0] || byte === closing[1]) depth--
  }
  return undefined
}

/** Where the quote is that ends the text which begins at `start`; -1 where there is none. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start
  do {
    at = bytes.indexOf(quote, at + 1)
  } while (at !== -1 && isEscaped(bytes, at))
  return at
}

function isEscaped(bytes: Uint8Array, at: number): boolean {
  let before = at - 1
  while (bytes[before] === backslash) before--
  return (at - before) % 2 === 0
}
