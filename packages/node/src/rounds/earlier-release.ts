/**
 * What a member says and takes up of shares that it released before: in an attempt that another
 * aggregator takes over, or before it was started anew.
 */
import type { MemberId } from '@commonhold/base'
import { openDocuments, type Purpose, type Signed } from '@commonhold/protocol'
import { provenCheats } from '@commonhold/sdk/verify/recompute-round'
import type { MemberDeps } from './member-attempt.ts'
import { nodeKeysOf } from './node-keys.ts'
import type { OpenRound } from './open-round.ts'
import type { ReleaseEntry } from './release-log.ts'
import {
  decodeEvidence,
  type LockEvidence,
  type RoundAnswer,
  type RoundQuestion,
  roundMessageBytesMax
} from './round-messages.ts'

/** What a member says that released before, unless that is proven to have come to nothing. */
export async function answerLocked(
  deps: MemberDeps,
  round: OpenRound,
  { proof }: Extract<RoundQuestion['ask'], { kind: 'keys' }>
): Promise<RoundAnswer | undefined> {
  const locked = deps.releases.locked(round.opening.previousModel)
  if (locked === undefined) return undefined
  const { contents = [], ...evidence } = await readEvidence(deps, locked)
  if (proof?.attempt === locked.attempt && locked.epoch === round.opening.epoch) {
    const cheats = cheatsIn(deps, round, evidence, proof.unmask)
    if (cheats.length > 0) {
      await deps.releases.noteCheats(locked, cheats)
      deps.log.warn('round.cheated', { attempt: locked.attempt, cheats: [...cheats] })
      return undefined
    }
  }
  return { kind: 'locked', evidence, contents }
}

/** @throws {CommonholdError} `PROTOCOL_BAD_DOCUMENT`, `PROTOCOL_BAD_SIGNATURE` */
function cheatsIn(
  deps: MemberDeps,
  round: OpenRound,
  evidence: LockEvidence,
  unmask: unknown
): readonly MemberId[] {
  const context = { ...round.opening, attempt: evidence.attempt }
  const nodeKeys = nodeKeysOf(round)
  const load = <P extends Purpose>(purpose: P, value: unknown): readonly Signed<P>[] =>
    openDocuments(deps.crypto, context, purpose, value, nodeKeys)
  return provenCheats(deps.crypto, context, {
    keys: load('keys', evidence.keys),
    shares: load('shares', evidence.shares),
    masked: load('masked', evidence.masked),
    unmask: load('unmask', unmask)
  })
}

async function readEvidence(deps: MemberDeps, locked: ReleaseEntry) {
  return decodeEvidence(await deps.store.get(locked.evidence, { bytesMax: roundMessageBytesMax }))
}

/** After a restart: the vectors that this member released shares for, from disk. */
export async function takeEvidence(deps: MemberDeps, locked: ReleaseEntry): Promise<void> {
  const { contents = [] } = await readEvidence(deps, locked)
  for (const content of contents) await deps.store.place(content)
}

/** After a restart: the shares that were released before, from disk. */
export async function releaseAgain(deps: MemberDeps, locked: ReleaseEntry): Promise<RoundAnswer> {
  const { unmask } = await readEvidence(deps, locked)
  return { kind: 'unmask', document: unmask }
}
