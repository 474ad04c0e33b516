/** One life of a node on the simulated network: the `Peers` port, with the real one's bounds. */
import {
  type BlobStore,
  type Cid,
  type Clock,
  concatBytes,
  decodeCanonical,
  type Log,
  type MemberId,
  type PeerRequest,
  type Peers,
  partsOf,
  type TopicLimits
} from '@commonhold/base'
import type { ArtefactSource } from '@commonhold/network/artefact/artefact-source'
import { fetchArtefact } from '@commonhold/network/artefact/fetch-artefact'
import { networkError } from '@commonhold/network/network-error'
import { orAborted, startDeadline } from '@commonhold/network/peer/deadline'
import { refusalAnswer, tooLarge } from '@commonhold/network/peer/frame'
import { createTokenBuckets } from '@commonhold/network/peer/token-bucket'
import type { Life } from './life.ts'
import { codeOf, type Message, type SimulatedNetwork, spoil } from './simulated-network.ts'

/** What a node's peers are made of. */
export type SimulatedPeersOptions = {
  readonly network: SimulatedNetwork
  readonly self: MemberId
  readonly life: Life
  readonly clock: Clock
  readonly log: Log
  readonly store: BlobStore
  mayRead(cid: Cid, member: MemberId): Promise<boolean>
}

type Handler = {
  readonly limits: TopicLimits
  answer(request: PeerRequest): Promise<Uint8Array>
}

/** How much later than its time a late message comes, in milliseconds. */
const lateByMs = 100
const contentTopic = 'content'
const pieceBytes = 2048
const stallMsMax = 5000

/** Opens the node's side, and makes it reachable. */
export function openSimulatedPeers(options: SimulatedPeersOptions): Peers {
  const { network, self, life, store } = options
  const handlers = new Map<string, Handler>()
  const hearers = new Map<string, (from: MemberId, body: Uint8Array) => void>()
  const buckets = createTokenBuckets(options.clock)
  const fetching = new Map<Cid, Promise<unknown>>()
  network.attach({
    member: self,
    isOver: life.isOver,
    async answer(from, topic, body, signal) {
      const handler = handlers.get(topic)
      if (handler === undefined) {
        const message = `This node answers no topic "${topic}".`
        throw networkError('NETWORK_NO_SUCH_TOPIC', message)
      }
      const { requestBytesMax, requestsPerMinuteMax } = handler.limits
      if (body.length > requestBytesMax) throw tooLarge(body.length, requestBytesMax)
      if (from !== self && !buckets.take(`${from} ${topic}`, requestsPerMinuteMax)) {
        throw networkError('NETWORK_RATE_LIMITED', `${from} asks "${topic}" too often.`)
      }
      return await handler.answer({ from, body, signal })
    },
    hear: (from, topic, body) => hearers.get(topic)?.(from, body),
    async content(from, cid) {
      const id = cid as Cid
      const size = await store.size(id)
      if (size === undefined || !(await options.mayRead(id, from))) return undefined
      return { bytes: await store.get(id, { bytesMax: size }) }
    }
  })
  return {
    self,
    handle: (topic, limits, answer) => void handlers.set(topic, { limits, answer }),
    subscribe: (topic, limits, hear) =>
      void hearers.set(topic, (from, body) => {
        if (body.length > limits.requestBytesMax) return
        if (buckets.take(`heard ${from} ${topic}`, limits.requestsPerMinuteMax))
          hear({ from, body })
      }),
    connected: () =>
      network.members().filter((other) => other !== self && network.canReach(self, other)),
    request: (to, topic, body, asking) =>
      life.during(request(options, to, topic, concatBytes(...partsOf(body)), asking)),
    publish: async (topic, body) => publish(options, topic, new Uint8Array(body)),
    // Whoever comes second waits, and finds it in the store, as on the real network.
    fetch(cid, asked) {
      const before = fetching.get(cid) ?? Promise.resolve()
      const fetched = before.catch(() => {}).then(() => fetchContent(options, cid, asked))
      fetching.set(cid, fetched)
      return life.during(fetched)
    }
  }
}

type Asking = Parameters<Peers['request']>[3]

async function request(
  options: SimulatedPeersOptions,
  to: MemberId,
  topic: string,
  body: Uint8Array<ArrayBuffer>,
  asking: Asking
): Promise<Uint8Array<ArrayBuffer>> {
  const { network, self, clock } = options
  const { timeoutMs, responseBytesMax, signal = new AbortController().signal } = asking
  if (to === self) {
    const answer = await network.stationOf(self)!.answer(self, topic, body, signal)
    if (answer.length > responseBytesMax) throw tooLarge(answer.length, responseBytesMax)
    return answer.slice()
  }
  const about = network.hooks.aboutOf(topic, body)
  const message: Message = { kind: 'question', from: self, to, topic, about }
  const deadline = startDeadline(clock, timeoutMs, `Asking ${to}`, asking.signal)
  try {
    const answered = exchange(options, message, body, { timeoutMs, signal: deadline.signal })
    const answer = await orAborted(answered, deadline.signal)
    if (answer.length > responseBytesMax) throw tooLarge(answer.length, responseBytesMax)
    return answer
  } finally {
    deadline.end()
  }
}

/** A question on its way, and its answer on the way back. A lost one never settles. */
function exchange(
  { network, life, self }: SimulatedPeersOptions,
  message: Message,
  body: Uint8Array<ArrayBuffer>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal }
): Promise<Uint8Array<ArrayBuffer>> {
  const { time, faults, hooks } = network
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer>>()
  hooks.atQuestion(self, message)
  if (life.isOver()) return promise
  const name = network.nameFor(message)
  hooks.onPayload(message, body)
  const lateMs = timeoutMs + lateByMs
  const unreachable = (): void => {
    const why = `${hooks.nameOf(message.to)} cannot be reached.`
    reject(networkError('NETWORK_UNREACHABLE', why))
  }
  if (faults.fires('lose-question', name)) return promise
  const arrive = (asked: Uint8Array<ArrayBuffer>, isSpoiled: boolean, copy: string): void => {
    if (!network.canReach(message.from, message.to)) {
      unreachable()
      return
    }
    const { to } = message
    hooks.atAnswer(to, 'before', message)
    const station = network.stationOf(to)!
    if (station.isOver()) return
    const back = (answer: Uint8Array<ArrayBuffer>): void => {
      hooks.atAnswer(to, 'after', message)
      if (station.isOver() || copy !== '') return
      const reply: Message = { ...message, kind: 'answer', from: to, to: message.from }
      const replyName = network.nameFor(reply)
      hooks.onPayload(reply, answer)
      if (faults.fires('lose-answer', replyName)) return
      const spoiled = spoil(faults, replyName, answer)
      time.schedule(network.delayOf(replyName, lateMs), () => {
        if (network.canReach(to, message.from)) settle(spoiled.bytes, resolve, reject, to)
      })
    }
    station.answer(message.from, message.topic, asked, signal).then(
      (answer) => {
        if (isSpoiled) hooks.onSpoiled(message, { sent: body, came: asked }, undefined)
        back(concatBytes(Uint8Array.of(0), answer))
      },
      (cause) => {
        if (isSpoiled) hooks.onSpoiled(message, { sent: body, came: asked }, codeOf(cause))
        back(refusalAnswer(cause))
      }
    )
  }
  const { bytes, isSpoiled } = spoil(faults, name, body)
  time.schedule(network.delayOf(name, lateMs), () => arrive(bytes, isSpoiled, ''))
  if (faults.fires('duplicate', name)) {
    const copy = `${name} again`
    time.schedule(network.delayOf(copy, lateMs), () => arrive(bytes, isSpoiled, copy))
  }
  return promise
}

/** An answer as it came: the answer itself, a refusal, or nonsense. */
function settle(
  bytes: Uint8Array<ArrayBuffer>,
  resolve: (answer: Uint8Array<ArrayBuffer>) => void,
  reject: (cause: unknown) => void,
  from: MemberId
): void {
  if (bytes[0] === 0) {
    resolve(bytes.slice(1))
    return
  }
  try {
    const refusal = decodeCanonical(bytes.subarray(5), 4096) as Record<string, unknown>
    const { code, message, retryable } = refusal
    const details = { peerCode: String(code), peerMessage: String(message) }
    const more = { retryable: retryable === true, details }
    reject(networkError('NETWORK_REFUSED', `${from} refused: ${message}`, more))
  } catch (cause) {
    const why = `${from} sent an answer that is none.`
    reject(networkError('NETWORK_BAD_MESSAGE', why, { cause }))
  }
}

function publish(
  { network, life, self }: SimulatedPeersOptions,
  topic: string,
  body: Uint8Array
): void {
  if (life.isOver()) return
  for (const to of network.members()) {
    if (to === self) continue
    const message: Message = { kind: 'news', from: self, to, topic, about: topic }
    const name = network.nameFor(message)
    network.hooks.onPayload(message, body)
    if (network.faults.fires('lose-news', name)) continue
    network.time.schedule(network.delayOf(name, lateByMs), () => {
      if (network.canReach(self, to)) network.stationOf(to)!.hear(self, topic, body)
    })
  }
}

type Fetching = Parameters<Peers['fetch']>[1]

async function fetchContent(options: SimulatedPeersOptions, cid: Cid, fetching: Fetching) {
  const { clock, log, self } = options
  const { store, bytesMax, timeoutMs } = fetching
  const deadline = startDeadline(clock, timeoutMs, `Fetching ${cid}`, fetching.signal)
  const source = sourceOf(options)
  try {
    return await fetchArtefact({
      cid,
      from: fetching.from.filter((member) => member !== self),
      store,
      bytesMax,
      clock,
      log,
      stallMsMax,
      signal: deadline.signal,
      sourcesOf: () => [source],
      onBadContent: (member) => log.warn('member sent wrong content', { member, cid })
    })
  } finally {
    deadline.end()
  }
}

/** Content from one member, in pieces, each of which takes its time. */
function sourceOf({ network, self, clock }: SimulatedPeersOptions): ArtefactSource {
  const { faults, hooks } = network
  return {
    via: 'stream',
    async open(member, { cid, offset, signal }) {
      const message: Message = {
        kind: 'content',
        from: member,
        to: self,
        topic: contentTopic,
        about: contentTopic
      }
      const name = network.nameFor(message)
      await clock.sleep(network.delayOf(name, lateByMs), signal)
      if (!network.canReach(self, member)) {
        throw networkError('NETWORK_UNREACHABLE', `${member} cannot be reached.`)
      }
      const found = await network.stationOf(member)!.content(self, cid)
      if (found === undefined) {
        throw networkError('NETWORK_NO_SUCH_BLOB', `${member} has no content ${cid}.`)
      }
      hooks.onPayload(message, found.bytes.subarray(offset))
      const sizeBytes = found.bytes.length
      const bytes = changed(faults, name, found.bytes.slice(offset))
      const end = faults.fires('cut-content', name)
        ? Math.floor(faults.amount('cut-content', name) * bytes.length)
        : bytes.length
      const isStalled = faults.fires('stall-content', name)
      async function* pieces() {
        for (let at = 0; at < end; at += pieceBytes) {
          if (isStalled) await clock.sleep(10 * stallMsMax, signal)
          yield bytes.subarray(at, Math.min(at + pieceBytes, end))
        }
      }
      return { sizeBytes, pieces: pieces() }
    }
  }
}

function changed(
  faults: SimulatedNetwork['faults'],
  name: string,
  bytes: Uint8Array<ArrayBuffer>
): Uint8Array<ArrayBuffer> {
  if (bytes.length === 0 || !faults.fires('corrupt-content', name)) return bytes
  bytes[Math.floor(faults.amount('corrupt-content', name) * bytes.length)]! ^= 1
  return bytes
}
