/** The writing half of the ledger client: one transaction each, and the ids that they made. */
import { assert, type Bytes32, CommonholdError, type Hex, parseBytes32 } from '@commonhold/base'
import { assetKinds, type Ledger, type LedgerReceipt, type RoundResult } from '@commonhold/protocol'
import { encodeFunctionData, type TransactionReceipt } from 'viem'
import { assetsAbi } from './abi/assets.ts'
import { membersAbi } from './abi/members.ts'
import { studiesAbi } from './abi/studies.ts'
import type { ContractAddresses } from './chain-connection.ts'
import { decodeLedgerEvent, type LedgerEvent } from './ledger-event.ts'
import type { Sender } from './sender.ts'

/** The methods of the ledger that write. */
export type LedgerWrites = Pick<
  Ledger,
  | 'join'
  | 'update'
  | 'leave'
  | 'register'
  | 'revoke'
  | 'propose'
  | 'joinStudy'
  | 'leaveStudy'
  | 'start'
  | 'finalise'
  | 'skip'
  | 'cancel'
  | 'close'
>

/** The writing half of a ledger. */
export function createLedgerWrites(contracts: ContractAddresses, sender: Sender): LedgerWrites {
  const { members, assets, studies } = contracts
  const send = async (to: Hex, data: Hex): Promise<LedgerReceipt> =>
    receiptFrom(await sender.send({ to, data }))
  const sendForEvent = async <Kind extends LedgerEvent['kind']>(to: Hex, data: Hex, kind: Kind) => {
    const receipt = await sender.send({ to, data })
    return { receipt: receiptFrom(receipt), event: eventIn(contracts, receipt, kind) }
  }
  return {
    join: (nodeKey, profile) => send(members, memberCall('join', nodeKey, profile)),
    update: (nodeKey, profile) => send(members, memberCall('update', nodeKey, profile)),
    leave: () => send(members, encodeFunctionData({ abi: membersAbi, functionName: 'leave' })),
    async register({ kind, commitment, terms, parents }) {
      const links = parents.map(({ asset, bps }) => ({ asset: BigInt(asset), bps }))
      const data = encodeFunctionData({
        abi: assetsAbi,
        functionName: 'register',
        args: [assetKinds.indexOf(kind), commitment, terms, links]
      })
      const { receipt, event } = await sendForEvent(assets, data, 'AssetRegistered')
      return { ...receipt, asset: event.asset }
    },
    revoke(asset) {
      const args = [BigInt(asset)] as const
      return send(assets, encodeFunctionData({ abi: assetsAbi, functionName: 'revoke', args }))
    },
    async propose(proposal) {
      const args = [{ ...proposal, joinBy: BigInt(proposal.joinBy) }] as const
      const data = encodeFunctionData({ abi: studiesAbi, functionName: 'propose', args })
      const { receipt, event } = await sendForEvent(studies, data, 'StudyProposed')
      return { ...receipt, study: event.study }
    },
    joinStudy({ study, dataset, terms, invitation }) {
      const args = [BigInt(study), BigInt(dataset), terms, invitation] as const
      return send(studies, encodeFunctionData({ abi: studiesAbi, functionName: 'join', args }))
    },
    leaveStudy: (study) => send(studies, studyCall('leave', study)),
    start: (study) => send(studies, studyCall('start', study)),
    finalise: (result, signatures) => send(studies, finaliseCall(result, signatures)),
    skip: (study) => send(studies, studyCall('skip', study)),
    cancel: (study) => send(studies, studyCall('cancel', study)),
    async close(study) {
      const data = studyCall('close', study)
      const { receipt, event } = await sendForEvent(studies, data, 'StudyClosed')
      return { ...receipt, asset: event.asset }
    }
  }
}

function memberCall(functionName: 'join' | 'update', nodeKey: Bytes32, profile: Bytes32): Hex {
  return encodeFunctionData({ abi: membersAbi, functionName, args: [nodeKey, profile] })
}

function studyCall(
  functionName: 'leave' | 'start' | 'skip' | 'cancel' | 'close',
  study: number
): Hex {
  return encodeFunctionData({ abi: studiesAbi, functionName, args: [BigInt(study)] })
}

/** Signatures go by ascending index, as the contract reads the bits of the signers. */
function finaliseCall(result: RoundResult, signatures: ReadonlyMap<number, Hex>): Hex {
  const byIndex = [...signatures].sort(([left], [right]) => left - right)
  let signers = 0n
  for (const [index] of byIndex) {
    assert(Number.isInteger(index) && index >= 0 && index < 256, 'a member index is 0 to 255')
    signers |= 1n << BigInt(index)
  }
  return encodeFunctionData({
    abi: studiesAbi,
    functionName: 'finalise',
    args: [
      { ...result, study: BigInt(result.study) },
      signers,
      byIndex.map(([, signature]) => signature)
    ]
  })
}

function receiptFrom(receipt: TransactionReceipt): LedgerReceipt {
  return {
    transactionHash: parseBytes32(receipt.transactionHash),
    blockNumber: Number(receipt.blockNumber),
    blockHash: parseBytes32(receipt.blockHash),
    gasUsed: Number(receipt.gasUsed)
  }
}

function eventIn<Kind extends LedgerEvent['kind']>(
  contracts: ContractAddresses,
  receipt: TransactionReceipt,
  kind: Kind
): Extract<LedgerEvent, { readonly kind: Kind }> {
  for (const log of receipt.logs) {
    const event = decodeLedgerEvent(contracts, log)
    if (event?.kind === kind) return event as Extract<LedgerEvent, { readonly kind: Kind }>
  }
  throw new CommonholdError({
    code: 'LEDGER_BAD_ANSWER',
    fault: 'chain',
    message: `Transaction ${receipt.transactionHash} went through without its event ${kind}.`,
    hint: 'Compare ledger.contracts with the network, and the contracts with this version.'
  })
}
