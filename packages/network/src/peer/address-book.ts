/**
 * The newest signed address record of each member that this node heard of. Bounded: only members
 * that the ledger names get in, with the key that it names, and at most 2,000 of them.
 */
import type { Bytes32, MemberId } from '@commonhold/base'
import type { AddressRecord } from './address-record.ts'
import type { Directory } from './member-directory.ts'

const membersMax = 2000

/** Records by member. */
export type AddressBook = {
  /**
   * Takes a record whose signature holds, if it is newer and its key is the member's on the ledger.
   * Answers whether it was taken.
   */
  learn(record: AddressRecord): Promise<boolean>
  recordOf(member: MemberId): AddressRecord | undefined
  /** The member whose record has that key. */
  memberOf(nodeKey: Bytes32): MemberId | undefined
  records(): readonly AddressRecord[]
  forget(member: MemberId): void
}

/** An empty book. */
export function createAddressBook(directory: Directory): AddressBook {
  const byMember = new Map<MemberId, AddressRecord>()
  const byKey = new Map<Bytes32, MemberId>()
  const forget = (member: MemberId): void => {
    const record = byMember.get(member)
    if (record === undefined) return
    byMember.delete(member)
    if (byKey.get(record.nodeKey) === member) byKey.delete(record.nodeKey)
  }
  const isNews = (record: AddressRecord): boolean => {
    const held = byMember.get(record.member)
    if (held === undefined) return byMember.size < membersMax
    return held.nodeKey !== record.nodeKey || record.sequence > held.sequence
  }
  return {
    async learn(record) {
      if (!isNews(record)) return false
      if ((await directory.nodeKeyOf(record.member)) !== record.nodeKey) return false
      if (!isNews(record)) return false
      forget(record.member)
      byMember.set(record.member, record)
      byKey.set(record.nodeKey, record.member)
      return true
    },
    recordOf: (member) => byMember.get(member),
    memberOf: (nodeKey) => byKey.get(nodeKey),
    records: () => [...byMember.values()],
    forget
  }
}
