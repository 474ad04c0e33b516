/** Bytes that come in pieces, as a web stream that asks for the next when the last was taken. */

/** Closing the stream early ends the iteration too. */
export function byteStream(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    }
  })
}
