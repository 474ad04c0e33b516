/** Who a simulated node is: its name, its keys, its table, and what its owner asks for. */
import { type Bytes32, fromHex, type MemberId, parseBytes32, toHex, utf8 } from '@commonhold/base'
import { nodeCrypto } from '@commonhold/platform'
import {
  createSigningAccount,
  type SigningAccount
} from '@commonhold/protocol/testing/signing-account'
import type { Chance } from '../world/chance.ts'
import { wordOf } from '../world/simulated-chain.ts'

/** A node before it is started for the first time. */
export type NodePlan = {
  readonly name: string
  readonly member: MemberId
  readonly account: SigningAccount
  /** Ed25519 private key. */
  readonly nodeKey: Uint8Array
  readonly publicKey: Bytes32
  /** The member's table, as CSV. */
  readonly table: Uint8Array<ArrayBuffer>
  /** Stands for the table on the ledger. */
  readonly commitment: Bytes32
  /** The fewest members of a sum that the owner lets the node open. */
  readonly cohortMin: number
}

const trees = ['ash', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'maple', 'oak', 'pine']

/** @param rows of the node's table */
export function planNode(
  chance: Chance,
  index: number,
  options: { readonly rows: number; readonly cohortMin: number }
): NodePlan {
  const name = trees[index] ?? `site-${index + 1}`
  const account = createSigningAccount(fromHex(wordOf('account', seedOf(chance), index)))
  const nodeKey = fromHex(wordOf('node key', seedOf(chance), index))
  const table = tableOf(chance, index, options.rows)
  return {
    name,
    member: account.member,
    account,
    nodeKey,
    publicKey: parseBytes32(toHex(nodeCrypto.ed25519.publicKey(nodeKey))),
    table,
    commitment: parseBytes32(toHex(nodeCrypto.sha256(table))),
    cohortMin: options.cohortMin
  }
}

function seedOf(chance: Chance): number {
  return chance.of('keys')
}

/** Two columns, and a class that leans on both: each site sees another part of the plane. */
function tableOf(chance: Chance, index: number, rows: number): Uint8Array<ArrayBuffer> {
  const shift = chance.of('shift', index) * 2 - 1
  const lines = Array.from({ length: rows }, (_, row) => {
    const left = 4 * chance.of('left', index, row) - 2 + shift
    const right = 4 * chance.of('right', index, row) - 2
    const probability = 1 / (1 + Math.exp(-(1.5 * left - right)))
    const label = chance.of('label', index, row) < probability ? 'yes' : 'no'
    return `${left.toFixed(6)},${right.toFixed(6)},${label}`
  })
  return utf8(`left,right,label\n${lines.join('\n')}\n`)
}
