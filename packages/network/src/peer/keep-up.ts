/** What is kept up: connections to given addresses and known members, and the book's truth. */
import { asCommonholdError, type Clock, type Log, type MemberId } from '@commonhold/base'
import type { AddressBook } from './address-book.ts'
import type { Admission } from './admission.ts'
import type { Connector } from './connector.ts'
import { type KeeperTarget, memberKey, startKeeper } from './keeper.ts'
import type { Directory } from './member-directory.ts'
import type { PeerLimits } from './peer-limits.ts'

/** Runs from `start` until its signal aborts. */
export type KeepUp = {
  start(): void
  wake(): void
  done(): Promise<void>
}

/** What keeping up takes. */
export type KeepUpOptions = {
  readonly self: MemberId
  readonly bootstrap: readonly string[]
  readonly book: AddressBook
  readonly directory: Directory
  readonly admission: Admission
  readonly connector: Connector
  readonly clock: Clock
  readonly log: Log
  readonly limits: PeerLimits
  readonly signal: AbortSignal
}

/** Nothing runs before `start`. */
export function createKeepUp(options: KeepUpOptions): KeepUp {
  const { self, book, admission, connector, clock, log, limits, signal } = options
  const memberAtAddress = new Map<string, MemberId>()
  let keeper: ReturnType<typeof startKeeper> | undefined
  let rechecking: Promise<void> = Promise.resolve()

  const targets = (): readonly KeeperTarget[] => {
    const connected = new Set(admission.connected())
    const addresses = options.bootstrap.map((address) => ({
      key: `address ${address}`,
      isConnected: () => {
        const member = memberAtAddress.get(address)
        return member !== undefined && connected.has(member)
      },
      async connect(ending: AbortSignal) {
        memberAtAddress.set(address, await connector.dial(address, ending))
      }
    }))
    const members = book
      .records()
      .filter(({ member, addresses }) => member !== self && addresses.length > 0)
      .slice(0, limits.keptMembersMax)
      .map(({ member }) => ({
        key: memberKey(member),
        isConnected: () => connected.has(member),
        async connect(ending: AbortSignal) {
          await connector.connectTo(member, ending)
        }
      }))
    return [...addresses, ...members]
  }
  return {
    start() {
      keeper = startKeeper({ clock, log, pace: limits.pace, signal, targets })
      rechecking = recheckLoop(options)
    },
    wake: () => keeper?.wake(),
    async done() {
      await Promise.all([keeper?.done, rechecking])
    }
  }
}

async function recheckLoop(options: KeepUpOptions): Promise<void> {
  const { admission, book, clock, log, limits, signal } = options
  while (!signal.aborted) {
    await clock.sleep(limits.recheckMs, signal).catch(() => {})
    if (signal.aborted) return
    for (const member of new Set([...admission.connected(), ...book.records().map(memberOf)])) {
      await recheck(options, member).catch((cause) => {
        log.warn('member not rechecked', { member, code: asCommonholdError(cause).code })
      })
    }
  }
}

/** A member that left, or took another key, is dropped. An unreachable ledger changes nothing. */
async function recheck(options: KeepUpOptions, member: MemberId): Promise<void> {
  const record = options.book.recordOf(member)
  const key = await options.directory.nodeKeyOf(member)
  if (record === undefined || key === record.nodeKey) return
  options.book.forget(member)
  options.admission.drop(member, 'the ledger no longer names its key')
}

function memberOf({ member }: { readonly member: MemberId }): MemberId {
  return member
}
