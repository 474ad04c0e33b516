/** Whether a member has a seat in a study. */
import type { MemberId } from '@commonhold/base'
import type { StudyRecord } from '@commonhold/protocol'

/** Whoever joined, and did not leave. */
export function hasSeat(record: StudyRecord, member: MemberId): boolean {
  return record.members.some((each) => each.member === member)
}
