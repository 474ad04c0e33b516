/**
 * What a holder tells once the survivors are settled: of each participant one half, never both.
 *
 * Both halves of one member's secrets would open its vector. This function cannot give both; that
 * it is not asked twice with different survivors is the caller's lock to keep, on disk.
 */
import { assert, CommonholdError, type Json, type MemberId } from '@commonhold/base'
import { z } from 'zod'
import { bytesAsHex, memberAsHex, reasonsOf } from './mask-document.ts'
import { maskNeighboursMax, sortMembers } from './mask-graph.ts'
import type { RevealedShare } from './masking.ts'
import type { HeldShare } from './share-parcels.ts'

/**
 * Self shares of survivors and mask shares of participants who dropped, in order of member.
 *
 * @param options.held by whose secrets they are of; with this member's own
 * @param options.survivors a subset of `participants`
 */
export function revealShares(options: {
  readonly held: ReadonlyMap<MemberId, HeldShare>
  readonly survivors: readonly MemberId[]
  readonly participants: readonly MemberId[]
  readonly self: MemberId
}): RevealedShare[] {
  const { held, self } = options
  const survivors = new Set(options.survivors)
  const participants = new Set(options.participants)
  assert(
    options.survivors.every((survivor) => participants.has(survivor)),
    'survivors are participants'
  )
  return sortMembers(participants).flatMap((of): RevealedShare[] => {
    const shares = held.get(of)
    if (shares === undefined) return []
    assert(shares.of === of, 'shares are kept under the member they are of')
    if (survivors.has(of)) {
      return [{ of, secret: 'self', share: shares.selfShare, salt: shares.selfSalt }]
    }
    if (of === self) return []
    return [{ of, secret: 'mask', share: shares.maskShare, salt: shares.maskSalt }]
  })
}

const revealedSchema = z
  .array(
    z.strictObject({
      of: memberAsHex,
      secret: z.enum(['self', 'mask']),
      share: bytesAsHex(32),
      salt: bytesAsHex(32)
    })
  )
  .max(maskNeighboursMax + 1)

/** @throws {CommonholdError} `LEARNING_BAD_SHARES` for another shape, or members out of order */
export function parseRevealedShares(json: Json): RevealedShare[] {
  const parsed = revealedSchema.safeParse(json)
  if (!parsed.success) throw badShares(reasonsOf(parsed.error))
  const members = parsed.data.map((share) => share.of)
  for (const [index, member] of members.entries()) {
    if (index > 0 && members[index - 1]! >= member) {
      throw badShares('its members are not in ascending order, each once')
    }
  }
  return parsed.data as unknown as RevealedShare[]
}

function badShares(why: string): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_SHARES',
    fault: 'peer',
    message: `A list of revealed shares was refused: ${why}.`,
    hint: 'Go on without it if enough others told their shares; else ask its sender again.'
  })
}
