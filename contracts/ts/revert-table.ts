/**
 * Every error of the contracts in words: what was seen, and what to do next. The table is total:
 * a new error in a contract does not compile until it has its line here.
 */
import { CommonholdError } from '@commonhold/base'
import { BaseError, ContractFunctionRevertedError, decodeErrorResult, type Hex } from 'viem'
import { assetsAbi, type assetsErrors } from './abi/assets.ts'
import { membersAbi, type membersErrors } from './abi/members.ts'
import { studiesAbi, type studiesErrors } from './abi/studies.ts'

/** The name of a custom error of one of the contracts. */
export type RevertName =
  | (typeof membersErrors)[number]
  | (typeof assetsErrors)[number]
  | (typeof studiesErrors)[number]

type Arguments = readonly unknown[]
type Line = { readonly says: (args: Arguments) => string; readonly hint: string }

const readAgain = 'Read the ledger again: somebody else, or an earlier attempt, was first.'
const onlyAssets =
  'Only an asset that exists, by its owner or whom the owner approved, can be moved.'
const tooLong = 'This is a defect of the deployment: deploy the contracts as they were published.'

const lines: Readonly<Record<RevertName, Line>> = {
  MembersAlreadyJoined: {
    says: ([member]) => `${member} is an active member already.`,
    hint: 'Use update to change the node key or the profile.'
  },
  MembersNotActive: {
    says: ([member]) => `${member} is not an active member.`,
    hint: 'Join the network first.'
  },
  MembersEmptyNodeKey: {
    says: () => 'The node key is empty.',
    hint: "Give the node's Ed25519 public key."
  },
  AssetsUnknown: {
    says: ([asset]) => `There is no asset ${asset}.`,
    hint: 'Check the number; assets count from 1 on each ledger.'
  },
  AssetsNotOwner: {
    says: ([asset, caller]) => `Asset ${asset} does not belong to ${caller}.`,
    hint: 'Only its owner may do this.'
  },
  AssetsAlreadyRevoked: {
    says: ([asset]) => `Asset ${asset} is revoked already.`,
    hint: 'Nothing is left to do: revoking cannot be undone.'
  },
  AssetsEmptyCommitment: {
    says: () => 'The commitment is empty.',
    hint: 'Commit to the content by a salted digest.'
  },
  AssetsNotMember: {
    says: ([caller]) => `${caller} is not an active member.`,
    hint: 'Join the network before registering assets.'
  },
  AssetsNotRegistrar: {
    says: ([caller]) => `${caller} may not register assets for others.`,
    hint: 'Register in your own name.'
  },
  AssetsTooManyParents: {
    says: ([count, most]) => `${count} parents were named, and ${most} are the most.`,
    hint: 'Name fewer parents, or register an asset in between.'
  },
  AssetsBadParent: {
    says: ([parent]) => `Asset ${parent} cannot be a parent here.`,
    hint: 'Name parents that exist and are not revoked, each once, by ascending number.'
  },
  AssetsBadShare: {
    says: ([total]) => `The parents' shares do not fit: ${total} basis points by then.`,
    hint: 'Each share is at least 1 basis point, and all together are at most 10,000.'
  },
  StudiesNotRegistrar: {
    says: ([registrar]) => `The Assets contract trusts ${registrar}, not this Studies contract.`,
    hint: 'Deploy all three contracts together from one account, with nothing sent in between.'
  },
  StudiesWrongState: {
    says: ([study, actual, needed]) =>
      `Study ${study} is ${stateNames[Number(actual)]}, not ${stateNames[Number(needed)]}.`,
    hint: readAgain
  },
  StudiesBadProposal: {
    says: ([what]) => `The proposal's ${what} is out of its range.`,
    hint: 'docs/specs/contracts.md gives the range of each field.'
  },
  StudiesNotMember: {
    says: ([account]) => `${account} is not an active member.`,
    hint: 'Join the network first.'
  },
  StudiesNotInvited: {
    says: ([account]) => `${account} is not invited, or its proof does not lead to the root.`,
    hint: 'Ask the proposer for the invitation that the study was proposed with.'
  },
  StudiesAlreadyJoined: {
    says: ([account]) => `${account} has joined this study already.`,
    hint: 'Nothing is left to do.'
  },
  StudiesNotJoined: {
    says: ([account]) => `${account} has not joined this study.`,
    hint: 'Join it first.'
  },
  StudiesFull: {
    says: ([most]) => `The study has all its ${most} members.`,
    hint: 'Wait for another study, or propose one.'
  },
  StudiesWrongTerms: {
    says: ([given, needed]) => `The terms agreed to are ${given}; the study's are ${needed}.`,
    hint: 'Fetch and read the terms of this very study, then join again.'
  },
  StudiesBadDataset: {
    says: ([dataset, account]) => `Asset ${dataset} is no usable dataset of ${account}.`,
    hint: 'Join with a dataset that you own and have not revoked.'
  },
  StudiesJoiningOver: {
    says: ([joinBy]) => `Joining ended at ${timeText(joinBy)}.`,
    hint: 'Wait for another study, or propose one.'
  },
  StudiesJoiningOpen: {
    says: ([joinBy]) => `Members may still join until ${timeText(joinBy)}.`,
    hint: 'The proposer may start it earlier, or start after that time, or once it is full.'
  },
  StudiesTooFew: {
    says: ([count, least]) =>
      `${count} ${count === 1n ? 'member takes' : 'members take'} part, ` +
      `and at least ${least} are needed.`,
    hint: 'Wait until more members have joined, or more survive a round.'
  },
  StudiesComplete: {
    says: ([study]) => `All rounds of study ${study} are final.`,
    hint: 'Close the study.'
  },
  StudiesWrongRound: {
    says: ([given, open]) => `The result is of round ${given}, and round ${open} is open.`,
    hint: readAgain
  },
  StudiesWrongEpoch: {
    says: ([given, current]) => `The result is of epoch ${given}, and ${current} is current.`,
    hint: 'The round was skipped and opened again: run it anew.'
  },
  StudiesWrongPrevious: {
    says: ([given, current]) => `The result builds on ${given}, and the model is ${current}.`,
    hint: readAgain
  },
  StudiesEmptyModel: {
    says: () => "The result's model is empty.",
    hint: "Give the digest of the round's artefact."
  },
  StudiesUnknownSurvivor: {
    says: ([survivors]) => `The survivors 0x${hexText(survivors)} name somebody who is no member.`,
    hint: 'Set bits of members only.'
  },
  StudiesNoQuorum: {
    says: ([signers, survivors]) => `${countText(signers)} of ${countText(survivors)} signed.`,
    hint: 'Gather signatures of more than two thirds of the survivors, and of survivors only.'
  },
  StudiesWrongSignatureCount: {
    says: ([given, needed]) => `${given} signatures came for ${needed} signers.`,
    hint: 'Give one signature for each signer.'
  },
  StudiesBadSignature: {
    says: ([member]) => `The signature given for ${member} is not by it.`,
    hint: 'Check each signature before sending; leave this one out.'
  },
  StudiesNotDue: {
    says: ([dueAt]) => `The round may be skipped from ${timeText(dueAt)} on, not before.`,
    hint: 'Wait until then.'
  },
  StudiesNotComplete: {
    says: ([round, rounds]) => `Round ${round} of ${rounds} is still open.`,
    hint: 'Close the study when all rounds are final.'
  },
  StudiesMayNotCancel: {
    says: ([account]) => `${account} may not cancel the study now.`,
    hint: 'The proposer may before the start; anyone after too few joined or too many skips.'
  },
  ERC721IncorrectOwner: { says: () => 'The asset belongs to another.', hint: onlyAssets },
  ERC721InsufficientApproval: { says: () => 'The owner has not approved this.', hint: onlyAssets },
  ERC721InvalidApprover: { says: () => 'Only the owner may approve.', hint: onlyAssets },
  ERC721InvalidOperator: { says: () => 'That operator is not possible.', hint: onlyAssets },
  ERC721InvalidOwner: { says: () => 'That owner is not possible.', hint: onlyAssets },
  ERC721InvalidReceiver: { says: () => 'The receiver cannot hold assets.', hint: onlyAssets },
  ERC721InvalidSender: { says: () => 'That sender is not possible.', hint: onlyAssets },
  ERC721NonexistentToken: { says: ([asset]) => `There is no asset ${asset}.`, hint: onlyAssets },
  InvalidShortString: { says: () => 'A name in the contract is damaged.', hint: tooLong },
  StringTooLong: { says: () => 'A name in the contract is too long.', hint: tooLong }
}

const stateNames = ['unknown', 'proposed', 'running', 'closed', 'cancelled']

/**
 * A contract's refusal as our error; undefined where `error` is none.
 * @param error what viem threw
 */
export function decodeRevert(error: unknown): CommonholdError | undefined {
  if (!(error instanceof BaseError)) return undefined
  const reverted = error.walk((cause) => revertDataOf(cause) !== undefined)
  const data = reverted === null ? undefined : revertDataOf(reverted)
  if (data === undefined) return undefined
  return describeRevert(data, error)
}

/** A contract's refusal by its return data: `0x`, four bytes of the error's name, its arguments. */
export function describeRevert(data: Hex, cause?: unknown): CommonholdError {
  let name = 'unknown'
  let args: Arguments = []
  try {
    const decoded = decodeErrorResult({ abi: [...membersAbi, ...assetsAbi, ...studiesAbi], data })
    name = decoded.errorName
    args = (decoded.args as Arguments | undefined) ?? []
  } catch {
    // Not an error of our contracts: told as unknown, with its data.
  }
  const line = Object.hasOwn(lines, name) ? lines[name as RevertName] : undefined
  return new CommonholdError({
    code: 'LEDGER_REVERTED',
    // A refusal that is known is about what was asked; one that is not, about what was deployed.
    fault: line === undefined ? 'chain' : 'caller',
    message: line?.says(args) ?? `The contract refused (${name} ${data.slice(0, 200)}).`,
    hint: line?.hint ?? 'Read the ledger again; if it repeats, compare the contracts deployed.',
    details: { revert: name, args: args.map(plain), data: data.slice(0, 1_000) },
    cause
  })
}

const executionReverted = 3
// Nodes that follow neither the code nor the text of geth are read by the presence of the data.
const dataPattern = /^0x(?:[0-9a-f]{2})*$/i

function revertDataOf(error: unknown): Hex | undefined {
  if (error instanceof ContractFunctionRevertedError) return error.raw
  if (typeof error !== 'object' || error === null) return undefined
  const { data, code, message } = error as { data?: unknown; code?: unknown; message?: unknown }
  // Hardhat nests the bytes one level deeper.
  const bytes = typeof data === 'object' && data !== null ? (data as { data?: unknown }).data : data
  if (typeof bytes === 'string' && dataPattern.test(bytes) && bytes.length >= 10)
    return bytes as Hex
  const isRevert = code === executionReverted || /execution reverted/i.test(String(message))
  return isRevert && !(error instanceof BaseError) ? '0x' : undefined
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

function timeText(seconds: unknown): string {
  return new Date(Number(seconds) * 1_000).toISOString()
}

function hexText(bits: unknown): string {
  return BigInt(bits as bigint).toString(16)
}

function countText(bits: unknown): string {
  return String([...BigInt(bits as bigint).toString(2)].filter((bit) => bit === '1').length)
}
