/** Who signed a transaction, by its signature alone. Costs 1 to 2 ms: one recovery on secp256k1. */
import { type MemberId, parseMemberId } from '@commonhold/base'
import { recoverTransactionAddress, type TransactionSerialized } from 'viem'

/** @param transaction 0x hex, of anybody. Undefined where it is no signed transaction. */
export async function senderOfTransaction(transaction: string): Promise<MemberId | undefined> {
  try {
    const serializedTransaction = transaction as TransactionSerialized
    return parseMemberId((await recoverTransactionAddress({ serializedTransaction })).toLowerCase())
  } catch {
    return undefined
  }
}
