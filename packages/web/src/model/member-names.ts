/** Members' names by account, from the list of the ledger's members. */
import type { MemberView } from '@commonhold/sdk'

/** Names by account. */
export type MemberNames = ReadonlyMap<string, Pick<MemberView, 'name' | 'self'>>

/** Those that the node knows. */
export function memberNames(members: readonly MemberView[] | undefined): MemberNames {
  return new Map((members ?? []).map((each) => [each.member, each]))
}
