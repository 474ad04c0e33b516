/** Defences against a member that lies. */
import type { Mutant } from '../mutant.ts'

const checkAnswer = 'packages/node/src/rounds/check-answer.ts'
const aggregate = 'packages/node/src/rounds/aggregate-attempt.ts'
const unmask = 'packages/learning/src/masking/unmask.ts'
const lying = 'packages/node/src/rounds/lying-member.test.ts'
const dealer = 'packages/node/src/rounds/dishonest-dealer.test.ts'
const oversized = 'packages/learning/src/federation/oversized-update.test.ts'

/** By attack. */
export const memberMutants: readonly Mutant[] = [
  {
    id: 'M1',
    defence: 'whose share does not open is left out of the finder’s own attempts',
    file: 'packages/node/src/rounds/member-attempt.ts',
    find: "    if ('reason' in opened) {\n      attempt.suspects.add(member)",
    replace: "    if ('reason' in opened) {",
    test: lying
  },
  {
    id: 'M2',
    defence: 'an opened seed is the one that was committed to',
    file: unmask,
    find: 'if (commitToSelfSeed(options.crypto, seed, options.binding) === published)',
    replace: 'if (published !== undefined)',
    test: dealer
  },
  {
    id: 'M2b',
    defence: 'after a cheat no sum is opened of fewer than all others',
    file: 'packages/protocol/src/round/member-machine.ts',
    find: 'expected.length === wanted.members.length &&\n      isWithin(expected, wanted.members)',
    replace: 'isWithin(wanted.members, expected)',
    test: dealer
  },
  {
    id: 'M2c',
    defence: 'nobody counts as a cheat without shares that prove it',
    file: 'packages/node/src/rounds/earlier-release.ts',
    find: 'if (cheats.length > 0) {',
    replace: 'if (cheats.length >= 0) {',
    test: dealer
  },
  {
    id: 'M3',
    defence: 'a share that is told is the one that was dealt',
    file: unmask,
    find: "return commitment === published ? undefined : 'it is not the one that was dealt'",
    replace: "return commitment === '0x' ? 'it is not the one that was dealt' : undefined",
    test: lying
  },
  {
    id: 'M4',
    defence: 'a vector has the stage’s length, and is there',
    file: aggregate,
    find: 'if (sizeBytes !== vectorBytes) {',
    replace: 'if (sizeBytes < 0) {',
    test: lying
  },
  {
    id: 'M4b',
    defence: 'a vector counts as what was read of it, not as what is said of its size',
    file: 'packages/sdk/src/verify/recompute-round.ts',
    find: 'if (offset !== vectorBytes) {',
    replace: 'if (offset < 0) {',
    test: 'packages/node/src/rounds/whole-round.test.ts'
  },
  {
    id: 'M5',
    defence: 'what is beyond the bound, or no number, is cut where it is made',
    file: 'packages/learning/src/federation/fixed-point.ts',
    find: 'const cut = Number.isNaN(change) ? 0 : Math.max(-bound, Math.min(bound, change))',
    replace: 'const cut = change',
    test: 'packages/learning/src/federation/fixed-point.test.ts'
  },
  {
    id: 'M6',
    defence: 'a mean beyond the bound is refused',
    file: 'packages/learning/src/federation/fixed-point.ts',
    find: 'if (Math.abs(total) > limit) {',
    replace: 'if (Math.abs(total) > Number.MAX_SAFE_INTEGER) {',
    test: 'packages/learning/src/federation/fixed-point.test.ts'
  },
  {
    id: 'M6b',
    defence: 'a Newton step is cut to the bound',
    file: 'packages/learning/src/federation/newton-stage.ts',
    find: 'outer.rate * cut(step[index]!, updateBound)',
    replace: 'outer.rate * step[index]!',
    test: oversized
  },
  {
    id: 'M6c',
    defence: 'a mean update is cut to the bound',
    file: 'packages/learning/src/federation/fixed-point.ts',
    find: 'const mean = Math.max(-bound, Math.min(bound, total * unit))',
    replace: 'const mean = total * unit * 1000',
    test: oversized
  },
  {
    id: 'M7',
    defence: 'an answer is its sender’s, by signature',
    file: checkAnswer,
    find: 'if (!isAuthentic(deps.crypto, context, purpose, document, nodeKeysOf(round))) {',
    replace: 'if (document.member === undefined) {',
    test: lying
  },
  {
    id: 'M8',
    defence: 'what is signed names round, epoch and incoming model',
    file: 'packages/protocol/src/round/context.ts',
    find: 'values: { purpose, study, round, epoch, attempt, previousModel, member, body }',
    replace:
      'values: { purpose, study, round: 1, epoch: 0, attempt, ' +
      'previousModel: body, member, body }',
    test: dealer
  },
  {
    id: 'M9',
    defence: 'keys are such that secrets can be agreed with',
    file: 'packages/learning/src/masking/round-keys.ts',
    find: '    if (!isUsable(key)) throw',
    replace: '    if (key === undefined) throw',
    test: lying
  },
  {
    id: 'M10',
    defence: 'a claim that shares went out is held to the rules of a transcript',
    file: checkAnswer,
    find: "if (broken !== undefined) throw badDocument('evidence'",
    replace: "if (broken?.ok === true) throw badDocument('evidence'",
    test: lying
  },
  {
    id: 'M11',
    defence: 'a signature on the result is its sender’s, over this result',
    file: aggregate,
    find: 'recoverResultSigner(domain, currentResult(gathering), signature) !== member',
    replace: "signature === '0x'",
    test: lying
  },
  {
    id: 'M12',
    defence: 'who signs survivors names them as they are',
    file: checkAnswer,
    find: 'if (certificateOf(deps.crypto, masked, [answer]).length === 1) return',
    replace: 'if (masked.length > 0) return',
    test: lying
  },
  {
    id: 'M13',
    defence: 'there is a parcel for each neighbour',
    file: checkAnswer,
    find: "if (blame !== undefined) throw badDocument('list of parcels'",
    replace: "if (blame?.detail === '') throw badDocument('list of parcels'",
    test: lying
  },
  {
    id: 'M13b',
    defence: 'a dealer’s parcels come along as it signed them',
    file: checkAnswer,
    find: 'digests.every((digest) => came.get(digest)?.length === length)',
    replace: 'digests.length > 0 && length > 0',
    test: lying
  },
  {
    id: 'M14',
    defence: 'a verifier holds bytes to the content id they were asked by',
    file: 'packages/sdk/src/verify/content-reader.ts',
    find: 'if (cidOfDigest(hasher.digest()) !== cid) throw altered(cid, holder)',
    replace: '',
    test: 'packages/sdk/src/verify/verify-study.test.ts'
  }
]
