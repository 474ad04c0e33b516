/**
 * What every ledger does, whatever engine is under it: run by each implementation's tests against
 * a ledger that is new and empty.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import {
  type AssetId,
  type Bytes32,
  type Hex,
  parseAssetId,
  parseBytes32,
  parseStudyId,
  parseUnixSeconds,
  type StudyId,
  zeroBytes32
} from '@commonhold/base'
import { invitationTree } from './invitation-tree.ts'
import type { Ledger, RoundResult, StudyProposal } from './ledger.ts'
import { recoverResultSigner } from './round-result-hash.ts'

/** A ledger to try, seen by five accounts that can pay and are no members yet. */
export type LedgerUnderTest = {
  readonly ledgers: readonly [Ledger, Ledger, Ledger, Ledger, Ledger]
  /** Lets this much time pass on the ledger. */
  passTime(seconds: number): Promise<void>
  close(): Promise<void>
}

/** A distinct 32 bytes for each number. */
export function wordOf(number: number): Bytes32 {
  return parseBytes32(`0x${number.toString(16).padStart(64, '0')}`)
}

const terms = wordOf(0x7e)

/** @param name of the implementation, for the report */
export function ledgerSuite({
  name,
  setup
}: {
  readonly name: string
  readonly setup: () => Promise<LedgerUnderTest>
}): void {
  suite(`the ledger: ${name}`, () => {
    let world: LedgerUnderTest
    before(async () => {
      world = await setup()
    })
    after(async () => {
      await world?.close()
    })
    membersAndAssets(() => world)
    lifeOfAStudy(() => world)
    otherEndsOfAStudy(() => world)
  })
}

function membersAndAssets(world: () => LedgerUnderTest): void {
  test('members join, change their key, and leave', async () => {
    const [ledger, , , , guest] = world().ledgers
    assert.equal(await ledger.memberOf(guest.self), undefined)
    await refused(guest.update(wordOf(1), wordOf(2)), 'MembersNotActive')
    await refused(guest.join(zeroBytes32, wordOf(2)), 'MembersEmptyNodeKey')
    const receipt = await guest.join(wordOf(1), wordOf(2))
    const { at, number } = await ledger.block()
    assert.ok(number >= receipt.blockNumber)
    const joined = await ledger.memberOf(guest.self)
    assert.ok(joined && joined.joinedAt > at - 600 && joined.joinedAt <= at)
    assert.deepEqual(
      { ...joined, joinedAt: 0 },
      { member: guest.self, active: true, joinedAt: 0, nodeKey: wordOf(1), profile: wordOf(2) }
    )
    await refused(guest.join(wordOf(1), wordOf(2)), 'MembersAlreadyJoined')
    await guest.update(wordOf(3), wordOf(4))
    const listed = (await ledger.members()).find(({ member }) => member === guest.self)
    assert.equal(listed?.nodeKey, wordOf(3))
    await guest.leave()
    assert.equal((await ledger.memberOf(guest.self))?.active, false)
    assert.equal((await ledger.members()).length, 0)
  })

  test('changes of one account asked for at once are all made, in order', async () => {
    const [ledger] = world().ledgers
    await ledger.join(wordOf(1), wordOf(1))
    const updates = [2, 3, 4, 5].map((number) => ledger.update(wordOf(number), wordOf(number)))
    const receipts = await Promise.all(updates)
    const blocks = receipts.map(({ blockNumber }) => blockNumber)
    assert.deepEqual(
      blocks,
      [...blocks].sort((left, right) => left - right)
    )
    assert.equal((await ledger.memberOf(ledger.self))?.nodeKey, wordOf(5))
  })

  test('assets are registered with their lineage, and revoked by their owner alone', async () => {
    const [owner, other] = world().ledgers
    await refused(dataset(other), 'AssetsNotMember')
    const parent = await dataset(owner)
    const parents = [{ asset: parent, bps: 2_500 }]
    const model = { kind: 'model', commitment: wordOf(9), terms: zeroBytes32, parents } as const
    const { asset } = await owner.register(model)
    const { registeredAt, ...rest } = (await other.assetOf(asset))!
    assert.ok(registeredAt > 0)
    assert.deepEqual(rest, { asset, owner: owner.self, revoked: false, ...model })
    await refused(other.revoke(parent), 'AssetsNotOwner')
    await owner.revoke(parent)
    assert.equal((await other.assetOf(parent))?.revoked, true)
    const error = await refused(owner.register(model), 'AssetsBadParent')
    assert.deepEqual(error.details['args'], [String(parent)])
    assert.equal(await other.assetOf(parseAssetId(999)), undefined)
  })

  test('whoever waits for blocks is woken by a change, and not after giving up', async () => {
    const [ledger, other] = world().ledgers
    const woken = Promise.withResolvers<void>()
    const waiting = new AbortController()
    let wakes = 0
    other.onBlock(() => {
      wakes++
      woken.resolve()
    }, waiting.signal)
    const gone = AbortSignal.abort()
    other.onBlock(() => assert.fail('nobody waits here'), gone)
    const isWoken = woken.promise.then(() => true)
    for (let change = 20; ; change++) {
      await ledger.update(wordOf(change), wordOf(change))
      if (await Promise.race([isWoken, ledger.block().then(() => false)])) break
    }
    waiting.abort()
    assert.ok(wakes >= 1)
  })
}

function lifeOfAStudy(world: () => LedgerUnderTest): void {
  test('a study runs from proposal to model', async () => {
    const [first, second, third, , guest] = world().ledgers
    for (const ledger of [second, third]) await ledger.join(wordOf(1), wordOf(1))
    const invitation = invitationTree([first, second, third].map(({ self }) => self))
    const proposal = await proposalFrom(first, { invited: invitation.root, rounds: 1 })
    await refused(guest.propose(proposal), 'StudiesNotMember')
    await refused(first.propose({ ...proposal, cohortMin: 1 }), 'StudiesBadProposal')
    const { study } = await first.propose(proposal)
    assert.equal(await first.studyCount(), study)
    const datasets: AssetId[] = []
    for (const ledger of [first, second, third]) {
      const asset = await dataset(ledger)
      const proof = invitation.proofOf(ledger.self)
      const join = { study, dataset: asset, terms, invitation: proof }
      await refused(ledger.joinStudy({ ...join, terms: wordOf(1) }), 'StudiesWrongTerms')
      await refused(ledger.joinStudy({ ...join, invitation: [wordOf(1)] }), 'StudiesNotInvited')
      await ledger.joinStudy(join)
      datasets.push(asset)
    }
    const proposed = (await second.studyOf(study))!
    assert.deepEqual(proposed.proposal, proposal)
    assert.equal(proposed.state, 'proposed')
    assert.equal(proposed.proposer, first.self)
    await first.start(study)
    const running = (await second.studyOf(study))!
    assert.equal(running.state, 'running')
    assert.equal(running.round, 1)
    assert.equal(running.model, terms)
    assert.deepEqual(
      running.members.map(({ member, dataset: asset }) => [member, asset]),
      [first, second, third].map((ledger, index) => [ledger.self, datasets[index]])
    )
    const keyOf = (await first.memberOf(first.self))?.nodeKey
    assert.equal(running.members[0]?.nodeKey, keyOf)
    const result = resultOf(study, { survivors: 0b111n })
    const signatures = await signaturesOf(result, [first, second, third])
    for (const [index, ledger] of [first, second, third].entries()) {
      const signature = signatures.get(index)!
      assert.equal(recoverResultSigner(second.domain, result, signature), ledger.self)
    }
    await refused(second.finalise(result, new Map([...signatures].slice(0, 2))), 'StudiesNoQuorum')
    const crossed = new Map([...signatures, [1, signatures.get(2)!] as const])
    await refused(second.finalise(result, crossed), 'StudiesBadSignature')
    await refused(second.close(study), 'StudiesNotComplete')
    const unordered = new Map([...signatures].reverse())
    const receipt = await second.finalise(result, unordered)
    const [round, ...more] = await third.roundsOf(study)
    assert.equal(more.length, 0)
    const { blockNumber, blockHash, transactionHash } = receipt
    const place = { blockNumber, blockHash, transactionHash }
    assert.deepEqual(round, { ...result, signers: 0b111n, ...place })
    const kept = await third.signaturesOf(round)
    assert.deepEqual([...kept], [...signatures])
    const { asset } = await third.close(study)
    const model = (await third.assetOf(asset))!
    assert.equal(model.kind, 'model')
    assert.equal(model.owner, first.self)
    assert.equal(model.commitment, result.model)
    assert.deepEqual(
      model.parents.map((parent) => parent.asset),
      datasets
    )
    assert.equal((await third.studyOf(study))?.state, 'closed')
    assert.equal((await third.studyOf(study))?.asset, asset)
  })

  test('a round that nobody finishes is skipped once due, and its signatures with it', async () => {
    const [first, second, , fourth] = world().ledgers
    const study = await startedStudy(first, second, { roundSeconds: 100, skipsMax: 2 })
    const stale = resultOf(study, { survivors: 0b11n })
    const signatures = await signaturesOf(stale, [first, second])
    await refused(fourth.skip(study), 'StudiesNotDue')
    await refused(fourth.cancel(study), 'StudiesMayNotCancel')
    await world().passTime(101)
    const due = (await first.studyOf(study))!.roundDueAt
    assert.ok((await first.block()).at >= due)
    await fourth.skip(study)
    const skipped = (await first.studyOf(study))!
    assert.deepEqual([skipped.round, skipped.epoch, skipped.skips], [1, 1, 1])
    assert.ok(skipped.roundDueAt > due)
    await refused(first.finalise(stale, signatures), 'StudiesWrongEpoch')
    await world().passTime(101)
    await fourth.skip(study)
    await fourth.cancel(study)
    assert.equal((await first.studyOf(study))?.state, 'cancelled')
  })
}

function otherEndsOfAStudy(world: () => LedgerUnderTest): void {
  test('who leaves before the start leaves its index to the last one', async () => {
    const [first, second, third] = world().ledgers
    const { study } = await first.propose(await proposalFrom(first, {}))
    for (const ledger of [first, second, third]) await joinWith(ledger, study)
    await first.leaveStudy(study)
    await refused(first.leaveStudy(study), 'StudiesNotJoined')
    assert.deepEqual(await accountsIn(third, study), [third.self, second.self])
    await joinWith(first, study)
    assert.deepEqual(await accountsIn(third, study), [third.self, second.self, first.self])
    await refused(second.cancel(study), 'StudiesMayNotCancel')
    await first.cancel(study)
    await refused(joinWith(second, study), 'StudiesWrongState')
  })

  test('a study starts once joining is over, and not without enough members', async () => {
    const [first, second] = world().ledgers
    const { study } = await first.propose(await proposalFrom(first, { joinSeconds: 200 }))
    await joinWith(first, study)
    await refused(second.start(study), 'StudiesJoiningOpen')
    await refused(first.start(study), 'StudiesTooFew')
    await world().passTime(201)
    await refused(first.start(study), 'StudiesTooFew')
    await refused(joinWith(second, study), 'StudiesJoiningOver')
    await second.cancel(study)
  })

  test('while others may still join, the proposer starts a study, and nobody else', async () => {
    const [first, second, third] = world().ledgers
    const { study } = await first.propose(await proposalFrom(first, {}))
    for (const ledger of [second, third]) await joinWith(ledger, study)
    await refused(second.start(study), 'StudiesJoiningOpen')
    await first.start(study)
    await refused(joinWith(first, study), 'StudiesWrongState')
    await refused(third.leaveStudy(study), 'StudiesWrongState')
    const running = (await third.studyOf(study))!
    assert.equal(running.state, 'running')
    assert.ok(running.roundDueAt < running.proposal.joinBy)
    assert.deepEqual(await accountsIn(third, study), [second.self, third.self])
  })

  test('a study that was never proposed is unknown', async () => {
    const [first] = world().ledgers
    const none = parseStudyId(9_999)
    assert.equal(await first.studyOf(none), undefined)
    assert.deepEqual(await first.roundsOf(none), [])
    await refused(first.start(none), 'StudiesWrongState')
  })
}

async function refused(
  change: Promise<unknown>,
  revert: string
): Promise<{ readonly details: Readonly<Record<string, unknown>> }> {
  const error = await change.then(
    () => assert.fail(`${revert} was expected`),
    (cause: unknown) => cause as { code: string; details: Record<string, unknown> }
  )
  assert.equal(error.code, 'LEDGER_REVERTED', String(error))
  assert.equal(error.details['revert'], revert)
  return error
}

async function dataset(ledger: Ledger): Promise<AssetId> {
  const entry = {
    kind: 'dataset',
    commitment: wordOf(0xda),
    terms: zeroBytes32,
    parents: []
  } as const
  return (await ledger.register(entry)).asset
}

async function proposalFrom(
  ledger: Ledger,
  { joinSeconds = 1_000, ...change }: Partial<StudyProposal> & { readonly joinSeconds?: number }
): Promise<StudyProposal> {
  const { at } = await ledger.block()
  return {
    ...{ terms, invited: zeroBytes32, rounds: 2, cohortMin: 2, membersMax: 3, skipsMax: 3 },
    ...{ joinBy: parseUnixSeconds(at + joinSeconds), roundSeconds: 600 },
    ...change
  }
}

async function joinWith(ledger: Ledger, study: StudyId): Promise<void> {
  await ledger.joinStudy({ study, dataset: await dataset(ledger), terms, invitation: [] })
}

async function startedStudy(
  first: Ledger,
  second: Ledger,
  change: Partial<StudyProposal>
): Promise<StudyId> {
  const { study } = await first.propose(await proposalFrom(first, { ...change, membersMax: 2 }))
  for (const ledger of [first, second]) await joinWith(ledger, study)
  await second.start(study)
  return study
}

function resultOf(study: StudyId, { survivors }: { readonly survivors: bigint }): RoundResult {
  const [model, transcript] = [wordOf(0x30de1), wordOf(0x7247)]
  return { study, round: 1, epoch: 0, previousModel: terms, model, transcript, survivors }
}

async function signaturesOf(
  result: RoundResult,
  signers: readonly Ledger[]
): Promise<Map<number, Hex>> {
  const entries = signers.map(
    async (signer, index) => [index, await signer.signResult(result)] as const
  )
  return new Map(await Promise.all(entries))
}

async function accountsIn(ledger: Ledger, study: StudyId): Promise<readonly string[]> {
  return (await ledger.studyOf(study))!.members.map(({ member }) => member)
}
