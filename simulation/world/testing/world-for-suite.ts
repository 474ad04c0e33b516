/** A simulated world whose time passes by itself, for the suites of ports: they only await. */
import { type MemberId, parseMemberId, silentLog } from '@commonhold/base'
import { createMemoryBlobStore } from '@commonhold/network'
import type { PeersUnderTest } from '@commonhold/network/peer/peers.suite'
import { createSeededRandom, nodeCrypto } from '@commonhold/platform'
import type { Ledger } from '@commonhold/protocol'
import type { LedgerUnderTest } from '@commonhold/protocol/ledger/ledger.suite'
import { createSigningAccount } from '@commonhold/protocol/testing/signing-account'
import { createChance } from '../chance.ts'
import { createFaults } from '../faults.ts'
import { beginLife } from '../life.ts'
import { createSimulatedChain } from '../simulated-chain.ts'
import { createSimulatedClock } from '../simulated-clock.ts'
import { openSimulatedLedger } from '../simulated-ledger.ts'
import { createSimulatedNetwork } from '../simulated-network.ts'
import { openSimulatedPeers } from '../simulated-peers.ts'
import { createSimulatedTime } from '../simulated-time.ts'

/** Member number `index` of a suite's world. */
export function suiteMember(index: number): MemberId {
  return parseMemberId(`0x${String(index).padStart(40, '0')}`)
}

/** A world without faults, and what the suites want of it. */
export function openWorldForSuite() {
  const time = createSimulatedTime()
  const chance = createChance('suite')
  const faults = createFaults(chance, {}, undefined, () => {})
  const life = beginLife('suite')
  const clock = createSimulatedClock(time, life, 0)
  let isOver = false
  const pump = (async () => {
    while (!isOver) await time.run(() => isOver, time.nowMs() + 10)
  })()
  const stop = async (): Promise<void> => {
    isOver = true
    await pump
  }
  return {
    clock,
    stop,
    ledgers(): LedgerUnderTest {
      let aheadSeconds = 0
      const hooks = { onBlock() {}, onReplaced() {}, aheadSeconds: () => aheadSeconds }
      const chain = createSimulatedChain({ time, chance, faults, hooks })
      const random = createSeededRandom('suite')
      const open = (): Ledger => {
        const account = createSigningAccount(random.bytes(32))
        const signResult = account.signResult.bind(undefined, chain.domain)
        const place = { chain, time, chance, faults, life, self: account.member }
        return openSimulatedLedger({ ...place, signResult, atCall() {} }).ledger
      }
      return {
        ledgers: [open(), open(), open(), open(), open()],
        async passTime(seconds) {
          aheadSeconds += seconds
          chain.passBlock()
        },
        close: stop
      }
    },
    peers(): readonly [PeersUnderTest, PeersUnderTest, PeersUnderTest] {
      const emptyStore = () =>
        createMemoryBlobStore({ crypto: nodeCrypto, clock, limits: { bytesMax: 2 ** 26 } })
      const hooks = {
        nameOf: String,
        aboutOf: (topic: string) => topic,
        onPayload() {},
        onSpoiled() {},
        atAnswer() {},
        atQuestion() {}
      }
      const network = createSimulatedNetwork({ time, chance, faults, hooks })
      const open = (index: number): PeersUnderTest => {
        const store = emptyStore()
        const place = { network, self: suiteMember(index), life, clock, log: silentLog, store }
        return {
          peers: openSimulatedPeers({ ...place, mayRead: async () => true }),
          store,
          emptyStore
        }
      }
      return [open(1), open(2), open(3)]
    }
  }
}
