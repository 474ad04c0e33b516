/** One study twice: in the contract and in the pure machine, held together after every step. */
import assert from 'node:assert/strict'
import {
  type AssetId,
  type Bytes32,
  type Hex,
  type MemberId,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  type StudyId,
  zeroBytes32
} from '@commonhold/base'
import { invitationTree } from '@commonhold/protocol/ledger/invitation-tree'
import {
  type RoundResult,
  type StudyProposal,
  studyStates
} from '@commonhold/protocol/ledger/ledger'
import { applyStudyMove, type StudyMachine, unknownStudy } from '@commonhold/protocol/study/study'
import type { StudyEvent, StudyMove } from '@commonhold/protocol/study/study-move'
import { decodeEventLog, type Log } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { ProposalShape, Step } from './study-steps.ts'
import type { TestCall, TestChain } from './test-chain.ts'

/** A move for the machine, and the same for the contract. */
type TwinMove = { readonly move: StudyMove; readonly from: MemberId; readonly call: TestCall }

type Person = {
  readonly id: MemberId
  readonly account: PrivateKeyAccount
  readonly dataset: AssetId
}

const personCount = 7
const stranger = 6
const terms = digest(1)

/** Everyone who appears, and the block time when they were ready. */
export type StudyPeople = { readonly people: readonly Person[]; readonly now: number }

/** Makes six members with a dataset each, and one account that is no member. */
export async function openPeople(chain: TestChain): Promise<StudyPeople> {
  const { members, assets, accounts } = chain
  const people: Person[] = []
  let now = chain.beginsAt
  for (const [index, account] of accounts.slice(1, 1 + personCount).entries()) {
    const send = async (call: TestCall): Promise<void> => {
      now++
      assert.ok((await chain.send(account.address, call, now)).ok, `${call.name} passes`)
    }
    if (index !== stranger) {
      await send({ to: members, name: 'join', args: [digest(7), digest(8)] })
      await send({ to: assets, name: 'register', args: [0, digest(9), zeroBytes32, []] })
    }
    people.push({ id: parseMemberId(account.address), account, dataset: (index + 1) as AssetId })
  }
  return { people, now }
}

/** The two, with the books of what else the contract looks at. */
export class StudyTwins {
  readonly #chain: TestChain
  readonly #people: readonly Person[]
  readonly #study: StudyId
  readonly #active = new Set<MemberId>()
  #machine: StudyMachine
  #now: number
  #models = 100

  private constructor(chain: TestChain, people: readonly Person[], study: StudyId, now: number) {
    this.#chain = chain
    this.#people = people
    this.#study = study
    this.#now = now
    this.#machine = unknownStudy(study)
    for (const { id } of people.slice(0, stranger)) this.#active.add(id)
  }

  /** Nothing has been proposed yet. */
  static async open(chain: TestChain, people: StudyPeople): Promise<StudyTwins> {
    const count = await chain.read({ to: chain.studies, name: 'studyCount', args: [] })
    return new StudyTwins(chain, people.people, parseStudyId(Number(count) + 1), people.now)
  }

  /** Takes a step on both sides. @returns the event or the error that both told */
  async move(step: Step): Promise<string> {
    this.#now++
    if (step.kind === 'wait') {
      this.#now += step.seconds
      return 'waited'
    }
    if (step.kind === 'skip') this.#now += step.seconds
    if (step.kind === 'quit') return await this.#quit(this.#person(step.who))
    const { move, from, call } = await this.#twinMove(step)
    const expected = applyStudyMove(this.#machine, move, parseUnixSeconds(this.#now))
    const seen = await this.#chain.send(from, call, this.#now)
    if (!expected.ok || !seen.ok) {
      assert.deepEqual(seen, { ok: false, error: expected.ok ? 'none' : expected.error })
      await this.#compare()
      return seen.error
    }
    this.#machine = expected.state
    assert.deepEqual(seen.logs.flatMap(plainEvent(this.#chain)), expected.events.map(plain))
    await this.#compare()
    return expected.events.map((event) => event.kind).join(', ')
  }

  /** Leaves the network, or comes back: joining a study asks for members that are active. */
  async #quit(person: Person): Promise<string> {
    const { members } = this.#chain
    const call: TestCall = this.#active.has(person.id)
      ? { to: members, name: 'leave', args: [] }
      : { to: members, name: 'join', args: [digest(7), digest(8)] }
    assert.ok((await this.#chain.send(person.id, call, this.#now)).ok)
    if (!this.#active.delete(person.id)) this.#active.add(person.id)
    return 'quit'
  }

  async #twinMove(step: Exclude<Step, { kind: 'wait' | 'quit' }>): Promise<TwinMove> {
    const to = this.#chain.studies
    const study = this.#study
    switch (step.kind) {
      case 'propose':
        return this.#propose(step.shape)
      case 'join':
        return this.#join(step)
      case 'finalise':
        return await this.#finalise(step)
      case 'leave':
      case 'start':
      case 'cancel': {
        const by = this.#person(step.who).id
        const call = { to, name: step.kind, args: [study] }
        return { move: { kind: step.kind, by }, from: by, call }
      }
      case 'skip':
        return this.#skip()
      case 'close': {
        const count = await this.#chain.read({
          to: this.#chain.assets,
          name: 'assetCount',
          args: []
        })
        const asset = (Number(count) + 1) as AssetId
        return {
          move: { kind: 'close', asset },
          from: this.#person(0).id,
          call: { to, name: 'close', args: [study] }
        }
      }
    }
  }

  /** A second proposal would be another study: it is made of this one only while unknown. */
  #propose(shape: ProposalShape): TwinMove {
    if (this.#machine.state !== 'unknown') return this.#skip()
    const by = this.#person(shape.fault === 'stranger' ? stranger : 0).id
    const { fault } = shape
    const proposal: StudyProposal = {
      terms: fault === 'terms' ? zeroBytes32 : terms,
      invited: shape.isByInvitation ? this.#invitation().root : zeroBytes32,
      rounds: fault === 'rounds' ? 10_001 : shape.rounds,
      cohortMin: fault === 'cohortMin' ? 1 : shape.cohortMin,
      membersMax: shape.membersMax,
      skipsMax: shape.skipsMax,
      joinBy: parseUnixSeconds(fault === 'joinBy' ? this.#now - 1 : this.#now + 100),
      roundSeconds: fault === 'roundSeconds' ? 0 : 60
    }
    const isActiveMember = this.#active.has(by)
    const call = { to: this.#chain.studies, name: 'propose', args: [proposal] }
    return { move: { kind: 'propose', by, isActiveMember, proposal }, from: by, call }
  }

  #skip(): TwinMove {
    const call = { to: this.#chain.studies, name: 'skip', args: [this.#study] }
    return { move: { kind: 'skip' }, from: this.#person(0).id, call }
  }

  #join(step: Extract<Step, { kind: 'join' }>): TwinMove {
    const { id: by, dataset: own } = this.#person(step.who)
    const dataset = step.fault === 'dataset' ? this.#person(step.who + 1).dataset : own
    const given = step.fault === 'terms' ? digest(2) : terms
    // Persons 0 to 4 are invited; everyone else shows the proof of person 0.
    const isInvited = step.fault !== 'invitation' && step.who < 5
    const invitation = this.#invitation().proofOf(this.#person(isInvited ? step.who : 0).id)
    const isHonest = isInvited || step.who === 0
    const move: StudyMove = {
      kind: 'join',
      by,
      isActiveMember: this.#active.has(by),
      dataset,
      isOwnUsableDataset: dataset === own && step.who !== stranger,
      terms: given,
      isInvited: isHonest
    }
    const args = [this.#study, dataset, given, invitation]
    return { move, from: by, call: { to: this.#chain.studies, name: 'join', args } }
  }

  async #finalise(step: Extract<Step, { kind: 'finalise' }>): Promise<TwinMove> {
    const machine = this.#machine
    const isKnown = machine.state !== 'unknown'
    const seats = isKnown ? machine.seats : []
    const everyone = (1n << BigInt(seats.length)) - 1n
    const { fault } = step
    const isStranger = fault === 'stranger'
    const result: RoundResult = {
      study: this.#study,
      round: (isKnown ? machine.round : 1) + (fault === 'round' ? 1 : 0),
      epoch: (isKnown ? machine.epoch : 0) + (fault === 'epoch' ? 1 : 0),
      previousModel: isKnown && fault !== 'previous' ? machine.model : digest(3),
      model: fault === 'model' ? zeroBytes32 : digest(this.#models++),
      transcript: digest(4),
      survivors: isStranger ? everyone + 1n : BigInt(step.survivors) & everyone
    }
    const signers = BigInt(step.signers) & everyone
    const { signatures, areSignaturesValid } = await this.#sign(result, signers, fault)
    const call = { to: this.#chain.studies, name: 'finalise', args: [result, signers, signatures] }
    const move: StudyMove = { kind: 'finalise', result, signers, areSignaturesValid }
    return { move, from: this.#person(5).id, call }
  }

  async #sign(
    result: RoundResult,
    signers: bigint,
    fault: string
  ): Promise<{ signatures: Hex[]; areSignaturesValid: boolean[] }> {
    const seats = this.#machine.state === 'unknown' ? [] : this.#machine.seats
    const signatures: Hex[] = []
    const areSignaturesValid: boolean[] = []
    for (const [index, { member }] of seats.entries()) {
      if (((signers >> BigInt(index)) & 1n) === 0n) continue
      const isValid = fault !== 'bad signature' || signatures.length !== 1
      const content = isValid ? result : { ...result, transcript: digest(5) }
      signatures.push(await this.#signature(member, content))
      areSignaturesValid.push(isValid)
    }
    if (fault === 'extra signature') {
      signatures.push('0x')
      areSignaturesValid.push(false)
    }
    return { signatures, areSignaturesValid }
  }

  async #signature(member: MemberId, result: RoundResult): Promise<Hex> {
    const person = this.#people.find(({ id }) => id === member)
    assert.ok(person, 'every member is one of the people')
    return await person.account.signTypedData({
      domain: {
        name: 'Commonhold',
        version: '1',
        chainId: 31_337,
        verifyingContract: this.#chain.studies.address
      },
      types: { RoundResult: roundResultFields },
      primaryType: 'RoundResult',
      message: { ...result, study: BigInt(result.study) }
    })
  }

  async #compare(): Promise<void> {
    const read = (name: string, ...more: readonly unknown[]): Promise<unknown> =>
      this.#chain.read({ to: this.#chain.studies, name, args: [this.#study, ...more] })
    const entry = (await read('studyOf')) as Record<string, unknown>
    const machine = this.#machine
    assert.equal(studyStates[Number(entry['state'])], machine.state)
    if (machine.state === 'unknown') return
    const { seats, survivals, study, state, ...facts } = machine
    const asset = 'asset' in facts ? facts.asset : 0
    assert.deepEqual(plain({ ...entry, state }), plain({ ...facts, asset, state }))
    const joined = (await read('membersOf')) as readonly string[]
    assert.deepEqual(plain(joined), plain(seats.map((seat) => seat.member)))
    for (const { member, dataset } of seats) {
      assert.equal(Number(await read('datasetOf', member)), dataset)
    }
    assert.deepEqual(plain(await read('survivalsOf')), plain(survivals))
    if (machine.state === 'closed') await this.#compareModel(machine)
  }

  /** The lineage that the machine foresaw is the one in Assets. */
  async #compareModel(machine: Extract<StudyMachine, { state: 'closed' }>): Promise<void> {
    const { assets } = this.#chain
    const parents = await this.#chain.read({ to: assets, name: 'parentsOf', args: [machine.asset] })
    assert.deepEqual(plain(parents), plain(machine.parents))
    const owner = await this.#chain.read({ to: assets, name: 'ownerOf', args: [machine.asset] })
    assert.equal(String(owner).toLowerCase(), machine.proposer)
  }

  #person(who: number): Person {
    const person = this.#people[who % personCount]
    assert.ok(person, 'a person for every number')
    return person
  }

  #invitation(): ReturnType<typeof invitationTree> {
    return invitationTree(this.#people.slice(0, 5).map(({ id }) => id))
  }
}

const roundResultFields = [
  { name: 'study', type: 'uint256' },
  { name: 'round', type: 'uint32' },
  { name: 'epoch', type: 'uint32' },
  { name: 'previousModel', type: 'bytes32' },
  { name: 'model', type: 'bytes32' },
  { name: 'transcript', type: 'bytes32' },
  { name: 'survivors', type: 'uint256' }
] as const

/** Events of Studies in a transaction, in the machine's words; others none. */
function plainEvent(chain: TestChain): (log: Log) => unknown[] {
  return (log) => {
    if (log.address.toLowerCase() !== chain.studies.address.toLowerCase()) return []
    const { abi } = chain.studies
    const { eventName, args } = decodeEventLog({ abi, data: log.data, topics: log.topics })
    const { nodeKey: _, ...rest } = args as unknown as Record<string, unknown>
    return [plain({ kind: eventName, ...rest })]
  }
}

/** Numbers, addresses and absent values in one form, whichever side they come from. */
function plain(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string') return value.toLowerCase()
  if (value === undefined) return `0x${'00'.repeat(20)}`
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  // Parents of a closed study are in no event: they are compared with what Assets kept.
  const entries = Object.entries(value as StudyEvent).filter(([name]) => name !== 'parents')
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]))
}

function digest(number: number): Bytes32 {
  return parseBytes32(`0x${number.toString(16).padStart(64, '0')}`)
}
