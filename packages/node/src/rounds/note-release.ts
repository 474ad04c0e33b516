/** What is on disk before a member gives its shares: the release, and all that it rests on. */
import { cidOfDigest } from '@commonhold/base'
import type { Signed } from '@commonhold/protocol'
import type { MemberAttempt, MemberDeps } from './member-attempt.ts'
import { keeperOf } from './open-round.ts'
import { contentsOfSum } from './parcel-contents.ts'
import { encodeEvidence, type LockEvidence } from './round-messages.ts'

/** Keeps the release and all that it rests on, on disk, before anything is said. */
export async function noteRelease(
  deps: MemberDeps,
  attempt: MemberAttempt,
  unmask: Signed<'unmask'>
): Promise<void> {
  const { round, epoch, previousModel } = attempt.context
  const evidence: LockEvidence = {
    attempt: attempt.context.attempt,
    keys: [...attempt.keys],
    shares: [...attempt.shares],
    masked: [...attempt.masked],
    survivors: [...attempt.certificate],
    unmask
  }
  const { shares, masked } = attempt
  const vectors = masked.map(({ body }) => body.vector)
  const contents = deps.store.held(contentsOfSum({ graph: attempt.graph!, shares, masked }))
  const bytes = encodeEvidence({ ...evidence, contents })
  const cid = cidOfDigest(deps.crypto.sha256(bytes))
  const { survivors } = unmask.body
  // A release that is noted must find its evidence; what is kept may be said meanwhile.
  const noting = async (): Promise<void> => {
    await deps.store.put(bytes)
    const { attempt: number } = attempt.context
    await deps.releases.note({
      previousModel,
      round,
      epoch,
      attempt: number,
      survivors,
      members: attempt.masked.map(({ member }) => member),
      cheats: [],
      evidence: cid
    })
  }
  await Promise.all([
    noting(),
    deps.store.keep(`${keeperOf(attempt.context)}-release`, [cid, ...vectors])
  ])
  await deps.releases.forgetAgreed()
}
