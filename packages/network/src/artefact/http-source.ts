/**
 * Content over HTTP ranges from the URL that a member's signed address record announces: several
 * times faster than a libp2p stream. The URL is the member's word, so nothing but a plain GET with
 * a token for that one member is sent there, redirects are refused, and a URL that did not answer
 * is left alone for a minute.
 */
import type { Cid, Clock, MemberId } from '@commonhold/base'
import { networkError } from '../network-error.ts'
import type { ArtefactSource, OpenArtefact } from './artefact-source.ts'

const restMs = 60_000
const answerMsMax = 5000

/** @param options.token makes the `authorization` header for a content and its audience */
export function createHttpSource(options: {
  readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>
  /** Empty where the member announces none. */
  urlOf(member: MemberId): string
  token(cid: Cid, audience: MemberId): string
}): ArtefactSource {
  const restsUntilMs = new Map<string, number>()
  return {
    via: 'http',
    async open(member, { cid, offset, signal }) {
      const url = options.urlOf(member)
      const nowMs = options.clock.monotonicMs()
      if (url === '' || (restsUntilMs.get(url) ?? 0) > nowMs) return undefined
      const headers: Record<string, string> = {
        authorization: options.token(cid, member),
        'accept-encoding': 'identity'
      }
      if (offset > 0) headers['range'] = `bytes=${offset}-`
      const rest = (): void => {
        if (restsUntilMs.size > 10_000) restsUntilMs.clear()
        restsUntilMs.set(url, nowMs + restMs)
      }
      const giveUp = new AbortController()
      const answered = new AbortController()
      options.clock.sleep(answerMsMax, answered.signal).then(
        () => giveUp.abort(),
        () => {}
      )
      try {
        const response = await fetch(`${url}/artifacts/${cid}`, {
          headers,
          redirect: 'error',
          signal: AbortSignal.any([signal, giveUp.signal])
        })
        if (response.status === 404) {
          await response.body?.cancel()
          throw networkError('NETWORK_NO_SUCH_BLOB', `${member} has no content ${cid} to give.`)
        }
        return await openResponse(response, member, offset)
      } catch (cause) {
        if (signal.aborted) throw signal.reason
        if ((cause as { code?: unknown }).code === 'NETWORK_NO_SUCH_BLOB') throw cause
        rest()
        throw networkError('NETWORK_UNREACHABLE', `${url} gave no content.`, { cause })
      } finally {
        answered.abort()
      }
    }
  }
}

async function openResponse(
  response: Response,
  member: MemberId,
  offset: number
): Promise<OpenArtefact> {
  const { body, status } = response
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  const range = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15})$/.exec(
    response.headers.get('content-range') ?? ''
  )
  if (body !== null && status === 206 && range !== null && Number(range[1]) === offset) {
    return { sizeBytes: Number(range[2]), pieces: body }
  }
  if (body !== null && status === 200 && offset === 0 && Number.isSafeInteger(length)) {
    return { sizeBytes: length, pieces: body }
  }
  await body?.cancel()
  const whole = /^bytes \*\/(\d{1,15})$/.exec(response.headers.get('content-range') ?? '')
  if (status === 416 && whole !== null) return { sizeBytes: Number(whole[1]), pieces: noPieces() }
  throw networkError('NETWORK_UNREACHABLE', `${member} answered over HTTP with status ${status}.`)
}

/** What is left of content from its end on: the size alone says whether it is whole. */
async function* noPieces(): AsyncGenerator<Uint8Array> {}
