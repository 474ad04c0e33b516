/** Defences against an aggregator that lies. */
import type { Mutant } from '../mutant.ts'

const machine = 'packages/protocol/src/round/member-machine.ts'
const context = 'packages/protocol/src/round/context.ts'
const attest = 'packages/node/src/rounds/attest.ts'
const memberRound = 'packages/node/src/rounds/member-round.ts'
const lying = 'packages/node/src/rounds/lying-aggregator.test.ts'
const equivocating = 'packages/node/src/rounds/equivocating-aggregator.test.ts'
const excluding = 'packages/node/src/rounds/excluding-aggregator.test.ts'
const parcelDelivery = 'packages/node/src/rounds/parcel-delivery.test.ts'

/** By attack. */
export const aggregatorMutants: readonly Mutant[] = [
  {
    id: 'A1',
    defence: 'a member signs only the model that it recomputed',
    file: attest,
    find: 'if (found.cid !== transcript.model) {',
    replace: 'if (found.cid === undefined) {',
    test: lying
  },
  {
    id: 'A1b',
    defence: 'a verifier compares the recomputed model with the signed one',
    file: 'packages/sdk/src/verify/verify-round.ts',
    find: 'const ok = found.ok && found.cid === cidOfDigest(record.model)',
    replace: 'const ok = found.ok',
    test: 'packages/sdk/src/verify/verify-study.test.ts'
  },
  {
    id: 'A1c',
    defence: 'who refuses notes by whom it was asked',
    file: memberRound,
    find: 'tellRefusal(side.deps.log, question, from, cause)',
    replace: '',
    test: equivocating
  },
  {
    id: 'A2',
    defence: 'documents count with their authors’ signatures only',
    file: 'packages/protocol/src/round/documents.ts',
    find: 'if (!isAuthentic(crypto, context, purpose, document, nodeKeyOf)) {',
    replace: 'if (document.member === undefined) {',
    test: lying
  },
  {
    id: 'A2b',
    defence: 'a list holds the member’s own keys, unchanged',
    file: machine,
    find: "return refuse('R2', 'the list lacks or changes this member’s own keys')",
    replace: 'void ask',
    test: lying
  },
  {
    id: 'A3',
    defence: 'a member masks only with those who dealt for the keys that it saw',
    file: machine,
    find: "if (!ask.keysAgree) return refuse('R2', 'a member made its shares for other keys')",
    replace: '',
    test: lying
  },
  {
    id: 'A4',
    defence: 'shares go out only for survivors that more than two thirds signed',
    file: machine,
    find: 'if (!isQuorum(new Set(signers).size, state.participants.length)) {',
    replace: 'if (signers.length < 1) {',
    test: equivocating
  },
  {
    id: 'A4b',
    defence: 'only signatures on exactly these survivors count',
    file: 'packages/protocol/src/round/documents.ts',
    find: '      body.survivors === digest &&\n      body.members.length',
    replace: '      body.members.length',
    test: lying
  },
  {
    id: 'A5',
    defence: 'a member signs one set of survivors an attempt',
    file: machine,
    find: "return refuse('R3', 'other survivors were signed before in this attempt')",
    replace:
      "return answer({ kind: 'agreed', participants: state.authors, survivors: ask.survivors, " +
      'authors: ask.authors })',
    test: lying
  },
  {
    id: 'A5b',
    defence: 'of each member one half of its secrets is told',
    file: 'packages/learning/src/masking/reveal.ts',
    find: "      return [{ of, secret: 'self', share: shares.selfShare, salt: shares.selfSalt }]",
    replace:
      "      return [{ of, secret: 'self', share: shares.selfShare, salt: shares.selfSalt }, " +
      "{ of, secret: 'mask', share: shares.maskShare, salt: shares.maskSalt }]",
    test: 'packages/node/src/rounds/whole-round.test.ts'
  },
  {
    id: 'A6',
    defence: 'one release for each incoming model, over attempts, skips and restarts',
    file: machine,
    find: 'isVoid(record) &&',
    replace: '',
    test: 'packages/node/src/rounds/take-over.test.ts'
  },
  {
    id: 'A6b',
    defence: 'the release is on disk before it is said',
    file: 'packages/node/src/rounds/release-log.ts',
    find: "    await writeFileAtomic(file, text, { access: 'private'",
    replace: "    if (text === '') await writeFileAtomic(file, text, { access: 'private'",
    test: 'packages/node/src/rounds/take-over.test.ts'
  },
  {
    id: 'A7',
    defence: 'all that is signed or masked is bound to the incoming model',
    file: context,
    find: 'values: { purpose, study, round, epoch, attempt, previousModel, member, body }',
    replace:
      'values: { purpose, study, round, epoch, attempt, ' + 'previousModel: body, member, body }',
    test: lying
  },
  {
    id: 'A8',
    defence: 'turns pass on by a ranking that nobody chooses',
    file: context,
    find: '.sort((left, right) => compareBytes(left.rank, right.rank))',
    replace: '.sort((left, right) => (left.member < right.member ? -1 : 1))',
    test: 'packages/protocol/src/round/context.test.ts'
  },
  {
    id: 'A8b',
    defence: 'an attempt is its own aggregator’s to ask for',
    file: memberRound,
    find: 'if (aggregatorOf({ ...opening, attempt: turn }, record.members) !== from) {',
    replace: 'if (record.members.every(({ member }) => member !== from)) {',
    test: excluding
  },
  {
    id: 'A9',
    defence: 'the next in rank finishes an attempt whose shares are out',
    file: 'packages/node/src/rounds/aggregate-attempt.ts',
    find: "if (answer.kind === 'locked') lock ??=",
    replace: "if (answer.kind === 'locked' && lock !== undefined) lock ??=",
    test: excluding
  },
  {
    id: 'A10',
    defence: 'a verifier counts signatures: more than two thirds of the survivors',
    file: 'packages/sdk/src/verify/verify-round.ts',
    find: '&& isQuorum(signatures.size, survivors.length)',
    replace: '',
    test: 'packages/sdk/src/verify/verify-study.test.ts'
  },
  {
    id: 'A10b',
    defence: 'a verifier recovers who signed, over this very result',
    file: 'packages/sdk/src/verify/verify-round.ts',
    find: 'recoverResultSigner(domain, record, signature) !== member',
    replace: "signature === '0x'",
    test: 'packages/sdk/src/verify/verify-study.test.ts'
  },
  {
    id: 'A11',
    defence: 'what is signed names round, epoch and attempt',
    file: context,
    find: 'values: { purpose, study, round, epoch, attempt, previousModel, member, body }',
    replace:
      'values: { purpose, study, round: 1, epoch: 0, attempt: 0, previousModel, member, body }',
    test: lying
  },
  {
    id: 'A12',
    defence: 'an attempt that is under way is not left before it has stalled',
    file: memberRound,
    find: 'if (!isFree && isEarly(side, turn)) {',
    replace: 'if (!isFree && turn < 0) {',
    test: lying
  },
  {
    id: 'A12b',
    defence: 'nobody takes a number so high that no attempt could follow',
    file: memberRound,
    find: 'if (turn - attempt > turnsAheadMax) {',
    replace: 'if (turn - attempt > 2 ** 40) {',
    test: lying
  },
  {
    id: 'A13',
    defence: 'no set below the cohort of the member’s own owner',
    file: machine,
    find: "if (ask.authors.length < cohortMin) return tooFew('survive', ask.authors, cohortMin)",
    replace: '',
    test: 'packages/node/src/rounds/whole-round.test.ts'
  },
  {
    id: 'A14',
    defence: 'a few questions of one aggregator wait, and no more',
    file: memberRound,
    find: 'if (ahead >= waitingMax) throw',
    replace: 'if (ahead >= 1000) throw',
    test: lying
  },
  {
    id: 'A17',
    defence: 'no survivors are signed without what their sum opens with',
    file: 'packages/node/src/rounds/member-attempt.ts',
    find: 'if (heldCiphertexts(deps.store, documents) === undefined) {',
    replace: 'if (documents.masked.length === 0) {',
    test: parcelDelivery
  },
  {
    id: 'A18',
    defence: 'no shares for survivors of whom too few signed to open their sum',
    file: 'packages/node/src/rounds/member-attempt.ts',
    find: 'if (!canUnmask(attempt.graph!, authorsOf(attempt.shares), fact.signers)) {',
    replace: 'if (fact.signers.length === 0) {',
    test: 'packages/node/src/rounds/two-drops.test.ts'
  },
  {
    id: 'A18b',
    defence: 'evidence of a sum that nobody could open is none',
    file: 'packages/node/src/rounds/check-answer.ts',
    find: 'if (!canUnmask(documents.graph, authorsOf(shares), authorsOf(survivors))) {',
    replace: 'if (survivors.length === 0) {',
    test: 'packages/node/src/rounds/two-drops.test.ts'
  },
  {
    id: 'A17b',
    defence: 'a transcript has exactly the mask ciphertexts that its sum opens with',
    file: 'packages/sdk/src/verify/recompute-round.ts',
    find: 'maskCiphertexts.length === needed.length &&',
    replace: 'maskCiphertexts.length >= needed.length ||',
    test: parcelDelivery
  },
  {
    id: 'A17c',
    defence: 'evidence without what its sum opens with is none',
    file: 'packages/node/src/rounds/check-answer.ts',
    find: 'if (heldCiphertexts(deps.store, documents) === undefined) {',
    replace: 'if (documents.masked.length === 0) {',
    test: parcelDelivery
  }
]
