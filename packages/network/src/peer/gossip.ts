/**
 * Telling everyone: gossipsub with every message signed by its author's node key (StrictSign).
 * A message is passed on only where its author is a member known here, within the topic's bounds;
 * strangers take no part at all, since the service is gated (see `gated-registrar.ts`).
 */
import type { Log, MemberId, TopicLimits } from '@commonhold/base'
import {
  type GossipSub,
  type GossipSubComponents,
  gossipsub,
  type Message,
  StrictSign,
  TopicValidatorResult
} from '@libp2p/gossipsub'
import type { PeerId } from '@libp2p/interface'
import { tooLarge } from './frame.ts'
import { type Gate, gatedComponents } from './gated-registrar.ts'
import type { Tap } from './tap.ts'
import type { TokenBuckets } from './token-bucket.ts'

const topicPrefix = 'commonhold/1/'
/** The largest message on any topic. */
export const gossipBytesMax = 1024 * 1024

/** The service for libp2p. */
export function gossipService(gate: Gate): (components: GossipSubComponents) => GossipSub {
  const create = gossipsub({
    globalSignaturePolicy: StrictSign,
    allowPublishToZeroTopicPeers: true,
    emitSelf: false,
    fallbackToFloodsub: false,
    runOnLimitedConnection: true,
    maxInboundDataLength: gossipBytesMax + 64 * 1024,
    maxTopicBytesPerPeer: 64 * 1024
  })
  return (components) => create(gatedComponents(components, gate))
}

/** Publishing and hearing, in members' terms. */
export function createGossip(options: {
  readonly service: GossipSub
  readonly buckets: TokenBuckets
  readonly log: Log
  readonly tap: Tap
  memberOf(peer: PeerId): MemberId | undefined
}) {
  const { service, buckets, log, tap, memberOf } = options
  const hearers = new Map<string, (from: MemberId, body: Uint8Array) => void>()
  service.addEventListener('message', ({ detail }) => {
    if (detail.type !== 'signed') return
    const from = memberOf(detail.from)
    if (from === undefined) return
    tap(detail.data, 'in', from)
    try {
      hearers.get(detail.topic)?.(from, detail.data)
    } catch (cause) {
      log.error('hearing gossip failed', { topic: detail.topic, from, cause })
    }
  })
  const judge = (topic: string, limits: TopicLimits, message: Message): TopicValidatorResult => {
    if (message.data.length > limits.requestBytesMax) return TopicValidatorResult.Reject
    const from = message.type === 'signed' ? memberOf(message.from) : undefined
    if (from === undefined) return TopicValidatorResult.Ignore
    return buckets.take(`gossip ${from} ${topic}`, limits.requestsPerMinuteMax)
      ? TopicValidatorResult.Accept
      : TopicValidatorResult.Ignore
  }
  return {
    /** @throws {CommonholdError} `NETWORK_TOO_LARGE` */
    async publish(topic: string, body: Uint8Array): Promise<void> {
      if (body.length > gossipBytesMax) throw tooLarge(body.length, gossipBytesMax)
      tap(body, 'out', undefined)
      await service.publish(topicPrefix + topic, body)
    },
    subscribe(
      topic: string,
      limits: TopicLimits,
      hear: (from: MemberId, body: Uint8Array) => void
    ): void {
      const name = topicPrefix + topic
      service.topicValidators.set(name, (_, message) => judge(topic, limits, message))
      hearers.set(name, hear)
      service.subscribe(name)
    }
  }
}
