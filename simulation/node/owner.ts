/**
 * What the owner of a node does: becomes a member, registers the table, proposes, reads terms,
 * joins, leaves again where the plan says so. Each look is at the ledger as the node has followed
 * it, so that whatever was lost, also by a reorganisation, is done once more.
 */
import { asCommonholdError, parseUnixSeconds, zeroBytes32 } from '@commonhold/base'
import { proposalMismatches, type StudyRecord } from '@commonhold/protocol'
import { worldStartMs } from '../world/simulated-clock.ts'
import type { OpenNode } from './simulated-node.ts'
import type { StudyPlan } from './study-plan.ts'

const lookEveryMs = 700
const joinSeconds = 90

/** What an owner knows of the studies to come, beyond what the ledger tells. */
export type OwnerPlan = {
  readonly place: number
  readonly studies: readonly StudyPlan[]
  /** Studies, by their terms, that this owner has left once already. */
  readonly left: Set<string>
  /** The world's time, in milliseconds since it began: owners have watches that are right. */
  nowMs(): number
  onTrouble(code: string): void
}

/** Runs for as long as the node's process lives. */
export async function runOwner(node: OpenNode, plan: OwnerPlan): Promise<void> {
  for (;;) {
    try {
      await look(node, plan)
    } catch (cause) {
      plan.onTrouble(asCommonholdError(cause).code)
      await node.index.follow().catch(() => {})
    }
    await node.clock.sleep(lookEveryMs)
  }
}

async function look(node: OpenNode, owner: OwnerPlan): Promise<void> {
  const { index, ledger, plan } = node
  if (index.head() === undefined) return
  if (index.member(plan.member)?.active !== true) {
    await ledger.join(plan.publicKey, plan.commitment)
    await index.follow()
    return
  }
  const asset = index
    .assets()
    .find(({ owner: by, commitment }) => by === plan.member && commitment === plan.commitment)
  if (asset === undefined) {
    const { commitment } = plan
    const terms = zeroBytes32
    await ledger.register({ kind: 'dataset', commitment, terms, parents: [] })
    await index.follow()
    return
  }
  for (const study of owner.studies) {
    if (!study.members.includes(owner.place)) continue
    const record = index
      .studies()
      .find(
        ({ proposal, state }) => proposal.terms === study.sealed.digest && state !== 'cancelled'
      )
    if (record === undefined) await proposeIfOwn(node, owner, study)
    else if (record.state === 'proposed') await joinOrLeave(node, owner, study, record, asset.asset)
  }
}

async function proposeIfOwn(node: OpenNode, owner: OwnerPlan, study: StudyPlan): Promise<void> {
  if (study.proposer !== owner.place) return
  const nowSeconds = Math.floor((worldStartMs + owner.nowMs()) / 1000)
  await node.documents.addTerms(study.sealed)
  const joinBy = parseUnixSeconds(nowSeconds + joinSeconds)
  await node.ledger.propose({ ...study.proposal, joinBy })
  await node.index.follow()
}

async function joinOrLeave(
  node: OpenNode,
  owner: OwnerPlan,
  study: StudyPlan,
  record: StudyRecord,
  dataset: StudyRecord['members'][number]['dataset']
): Promise<void> {
  const { ledger, documents, index, plan } = node
  const hasJoined = record.members.some(({ member }) => member === plan.member)
  const { digest } = study.sealed
  if (hasJoined) {
    if (!study.waverers.includes(owner.place) || owner.left.has(digest)) return
    owner.left.add(digest)
    await ledger.leaveStudy(record.study)
    await index.follow()
    return
  }
  const from = [record.proposer, ...record.members.map(({ member }) => member)]
  const sealed = await documents.terms(record.proposal.terms, from)
  if (sealed === undefined) return
  if (proposalMismatches(sealed, record.proposal, () => zeroBytes32).length > 0) return
  const terms = sealed.digest
  await ledger.joinStudy({ study: record.study, dataset, terms, invitation: [] })
  await index.follow()
}
