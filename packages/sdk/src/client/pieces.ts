/** A stream's pieces one by one, by hand, since not every browser can iterate over a stream. */

/** Whoever stops taking pieces ends the stream. */
export async function* piecesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return undefined
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
