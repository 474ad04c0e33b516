/** The signatures that made a round final, read back from the transaction that carried them. */
import { CommonholdError, type Hex } from '@commonhold/base'
import type { Ledger, RoundRecord } from '@commonhold/protocol'
import { decodeFunctionData } from 'viem'
import { studiesAbi } from './abi/studies.ts'
import type { ChainConnection } from './chain-connection.ts'

/**
 * By member index.
 * @throws {CommonholdError} `LEDGER_BAD_ANSWER` where the transaction is not what its event says
 */
export async function readResultSignatures(
  connection: ChainConnection,
  round: RoundRecord
): ReturnType<Ledger['signaturesOf']> {
  const { input } = await connection.ask((client) =>
    client.getTransaction({ hash: round.transactionHash })
  )
  try {
    const call = decodeFunctionData({ abi: studiesAbi, data: input })
    if (call.functionName !== 'finalise') throw noFinalise(round)
    const [result, signers, signatures] = call.args
    const isRound = Number(result.study) === round.study && result.round === round.round
    if (!isRound || signers !== round.signers) throw noFinalise(round)
    const found = new Map<number, Hex>()
    for (let index = 0; index < 256 && found.size < signatures.length; index++) {
      if ((signers >> BigInt(index)) & 1n) found.set(index, signatures[found.size]!)
    }
    return found
  } catch (cause) {
    throw noFinalise(round, cause)
  }
}

function noFinalise({ transactionHash, round }: RoundRecord, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEDGER_BAD_ANSWER',
    fault: 'chain',
    message: `The transaction ${transactionHash} did not make round ${round} final.`,
    hint: 'Ask another node of the same chain: this one contradicts itself.',
    cause
  })
}
