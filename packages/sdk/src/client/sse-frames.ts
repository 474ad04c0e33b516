/**
 * Server-sent events out of bytes (WHATWG HTML, 9.2.6), as far as a node sends them: `id`, `event`
 * and one or more `data` lines; comments are dropped. Bounded, since a stream has no end.
 */
import { badAnswer } from './call.ts'

/** Most characters of one frame. */
const frameLengthMax = 4 * 1024 * 1024

/** One frame that holds data. */
export type SseFrame = { readonly id: string | undefined; readonly data: string }

/** @throws {CommonholdError} `SDK_BAD_ANSWER` for a frame that is too long, or no UTF-8 */
export async function* sseFrames(
  bytes: AsyncIterable<Uint8Array>
): AsyncGenerator<SseFrame, undefined> {
  const decoder = new TextDecoder('utf-8')
  let buffer = ''
  for await (const chunk of bytes) {
    buffer = (buffer + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n')
    if (buffer.length > frameLengthMax) throw badAnswer('an event is too long')
    const parts = buffer.split('\n\n')
    buffer = parts.pop() ?? ''
    for (const part of parts) {
      const frame = parseFrame(part)
      if (frame !== undefined) yield frame
    }
  }
  return undefined
}

function parseFrame(text: string): SseFrame | undefined {
  const data: string[] = []
  let id: string | undefined
  for (const line of text.split('\n')) {
    const [, field, value] = /^([a-z]+): ?(.*)$/s.exec(line) ?? []
    if (field === 'data') data.push(value ?? '')
    if (field === 'id') id = value
  }
  return data.length === 0 ? undefined : { id, data: data.join('\n') }
}
