/**
 * Studies of any size, driven with real signatures through a test chain, one block a call. Each
 * call must go through; what it cost is given back.
 */
import { assert, type Hex, zeroBytes32 } from '@commonhold/base'
import { toHex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { TestCall, TestChain } from './test-chain.ts'

/** The chain with a hand on it that counts the seconds. */
export type StudyDriver = {
  /** Sends a call that must go through, `seconds` after the last block. @returns its gas */
  call(from: Hex, call: TestCall, seconds?: number): Promise<number>
  /** A full study of the first `count` members. @returns gas of its first join, and of its start */
  startStudy(count: number, rounds: number): Promise<{ study: number; join: number; start: number }>
  /** Makes the open round final with everyone surviving and just enough signatures. @returns gas */
  finalise(study: number): Promise<number>
  /** Makes the first `count` accounts members with a dataset each. */
  enlist(count: number): Promise<void>
}

const terms = toHex(0xabcdefn, { size: 32 })

/** @param chain fresh: studies count from 1 and assets by member from 1 */
export function createStudyDriver(chain: TestChain): StudyDriver {
  const { members, assets, studies } = chain
  let now = chain.beginsAt
  let enlisted = 0
  let proposed = 0
  const memberCounts = new Map<number, number>()
  const accountOf = (index: number): PrivateKeyAccount => {
    const account = chain.accounts[index]
    assert(account !== undefined, 'the chain has an account for every member')
    return account
  }
  const call: StudyDriver['call'] = async (from, sent, seconds = 1) => {
    now += seconds
    const receipt = await chain.send(from, sent, now)
    assert(receipt.ok, `${sent.name} goes through`)
    return receipt.gasUsed
  }
  const enlist = async (count: number): Promise<void> => {
    for (; enlisted < count; enlisted++) {
      const { address } = accountOf(enlisted)
      await call(address, { to: members, name: 'join', args: [terms, terms] })
      await call(address, { to: assets, name: 'register', args: [0, terms, zeroBytes32, []] })
    }
  }
  const startStudy: StudyDriver['startStudy'] = async (count, rounds) => {
    await enlist(count)
    const proposal = {
      terms,
      invited: zeroBytes32,
      rounds,
      cohortMin: 2,
      membersMax: count,
      skipsMax: 2,
      joinBy: now + 100_000,
      roundSeconds: 600
    }
    await call(accountOf(0).address, { to: studies, name: 'propose', args: [proposal] })
    const study = ++proposed
    memberCounts.set(study, count)
    const joins: number[] = []
    for (let index = 0; index < count; index++) {
      const args = [study, index + 1, terms, []]
      joins.push(await call(accountOf(index).address, { to: studies, name: 'join', args }))
    }
    const start = await call(accountOf(0).address, { to: studies, name: 'start', args: [study] })
    return { study, join: joins[1] ?? 0, start }
  }
  const finalise = async (study: number): Promise<number> => {
    const count = memberCounts.get(study) ?? 0
    const result = await nextResult(chain, study, count)
    const signerCount = Math.floor((2 * count) / 3) + 1
    const hash = (await chain.read({ to: studies, name: 'hashResult', args: [result] })) as Hex
    const signatures = await Promise.all(
      Array.from({ length: signerCount }, (_, index) => accountOf(index).sign({ hash }))
    )
    const signers = (1n << BigInt(signerCount)) - 1n
    const args = [result, signers, signatures]
    return await call(accountOf(0).address, { to: studies, name: 'finalise', args })
  }
  return { call, startStudy, finalise, enlist }
}

/** The result that makes the open round final with all `count` members surviving. */
async function nextResult(
  chain: TestChain,
  study: number,
  count: number
): Promise<Readonly<Record<string, unknown>>> {
  const call = { to: chain.studies, name: 'studyOf', args: [study] }
  const { round, epoch, model } = (await chain.read(call)) as {
    readonly round: number
    readonly epoch: number
    readonly model: Hex
  }
  return {
    study: BigInt(study),
    round,
    epoch,
    previousModel: model,
    model: toHex((1n << 255n) + BigInt(round), { size: 32 }),
    transcript: toHex((1n << 254n) + BigInt(round), { size: 32 }),
    survivors: (1n << BigInt(count)) - 1n
  }
}
