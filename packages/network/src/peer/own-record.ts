/** This node's own address record: signed anew whenever what it says has changed. */
import type { Bytes32, Clock, MemberId } from '@commonhold/base'
import { type AddressRecord, signAddressRecord } from './address-record.ts'
import type { SigningCrypto } from './node-signature.ts'

/** The newest record, and how it changes. */
export type OwnRecord = {
  current(): AddressRecord
  setHttpUrl(url: string): void
  /** Answers whether there is a new record. */
  refresh(): boolean
}

/** @param options.addresses where the node can be reached now */
export function createOwnRecord(options: {
  readonly crypto: SigningCrypto
  readonly clock: Pick<Clock, 'nowMs'>
  readonly member: MemberId
  readonly publicKey: Bytes32
  readonly httpUrl: string
  nodeKey(): Uint8Array
  addresses(): readonly string[]
}): OwnRecord {
  const { member, publicKey } = options
  let { httpUrl } = options
  let record: AddressRecord | undefined
  const refresh = (): boolean => {
    const addresses = options.addresses()
    const isSame = record?.httpUrl === httpUrl && record.addresses.join(' ') === addresses.join(' ')
    if (record !== undefined && isSame) return false
    const sequence = Math.max(options.clock.nowMs(), (record?.sequence ?? 0) + 1)
    const unsigned = { member, nodeKey: publicKey, addresses, httpUrl, sequence }
    record = signAddressRecord(options.crypto, options.nodeKey(), unsigned)
    return true
  }
  return {
    refresh,
    setHttpUrl(url) {
      httpUrl = url
    },
    current() {
      refresh()
      return record!
    }
  }
}
