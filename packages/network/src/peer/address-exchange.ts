/**
 * Passing on where members can be found: the whole book to whoever connects, news to everyone.
 * News are only passed on by who did not have them, so they end.
 */
import {
  asCommonholdError,
  decodeCanonical,
  encodeCanonical,
  type Log,
  type MemberId
} from '@commonhold/base'
import type { AddressBook } from './address-book.ts'
import { type AddressRecord, parseAddressRecord } from './address-record.ts'
import { fieldsOf, listField } from './document-fields.ts'
import type { SigningCrypto } from './node-signature.ts'
import type { TopicHandler } from './request-server.ts'

/** The topic of address records between nodes. */
export const addressTopic = 'commonhold/addresses'

const recordsMax = 50
const messageBytesMax = recordsMax * 8192

/** Sends and takes records. */
export type AddressExchange = {
  readonly handler: TopicHandler
  /** Everything known, to one member. */
  tellAll(to: MemberId): Promise<void>
  /** Takes a record that somebody vouched for, or one's own; passes it on where it is news. */
  take(record: AddressRecord, heardFrom: MemberId | undefined): Promise<void>
}

/** @param options.send sends one message on `addressTopic` */
export function createAddressExchange(options: {
  readonly crypto: SigningCrypto
  readonly book: AddressBook
  readonly log: Log
  nowMs(): number
  connected(): readonly MemberId[]
  send(to: MemberId, body: Uint8Array): Promise<unknown>
  onNews(): void
}): AddressExchange {
  const { crypto, book, log } = options
  const tell = async (to: MemberId, records: readonly AddressRecord[]): Promise<void> => {
    const others = records.filter(({ member }) => member !== to)
    for (let from = 0; from < others.length; from += recordsMax) {
      const body = encodeCanonical({ records: others.slice(from, from + recordsMax) })
      try {
        await options.send(to, body)
      } catch (cause) {
        log.debug('addresses not told', { to, code: asCommonholdError(cause).code })
        return
      }
    }
  }
  const pass = (news: readonly AddressRecord[], heardFrom: MemberId | undefined): void => {
    if (news.length === 0) return
    options.onNews()
    for (const member of options.connected()) {
      if (member !== heardFrom) void tell(member, news)
    }
  }
  return {
    tellAll: (to) => tell(to, book.records()),
    async take(record, heardFrom) {
      if (await book.learn(record)) pass([record], heardFrom)
    },
    handler: {
      limits: { requestBytesMax: messageBytesMax, requestsPerMinuteMax: 240 },
      async answer({ from, body }) {
        const fields = fieldsOf(decodeCanonical(body, messageBytesMax), ['records'])
        const news: AddressRecord[] = []
        for (const document of listField(fields, 'records', recordsMax)) {
          const record = parseAddressRecord(crypto, document, options.nowMs())
          if (await book.learn(record)) news.push(record)
        }
        pass(news, from)
        return new Uint8Array()
      }
    }
  }
}
