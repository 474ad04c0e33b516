/** Faults that break the promises of Studies. */
import type { Mutant } from './mutant.ts'

const assets = 'Assets.sol'
const studies = 'Studies.sol'

/** All of them, by promise. */
export const studiesMutants: readonly Mutant[] = [
  {
    promise: 'S1',
    file: studies,
    find: `function start(uint256 study) external {
        Study storage entry = _in(study, State.Proposed);`,
    replace: `function start(uint256 study) external {
        Study storage entry = _studies[study];`,
    fault: 'a cancelled study starts'
  },
  {
    promise: 'S10',
    file: studies,
    find: `uint256 asset) {
        Study storage entry = _in(study, State.Running);`,
    replace: `uint256 asset) {
        Study storage entry = _studies[study];`,
    fault: 'a study is closed twice'
  },
  {
    promise: 'S1',
    file: studies,
    find: `revert StudiesWrongState(study, entry.state, State.Proposed);
        }`,
    replace: 'mayCancel = true;\n        }',
    fault: 'a closed study is cancelled'
  },
  {
    promise: 'S2',
    file: studies,
    find: `if (!_members.isActive(msg.sender)) revert StudiesNotMember(msg.sender);
        if (_seats`,
    replace: 'if (_seats',
    fault: 'strangers join'
  },
  {
    promise: 'S2',
    file: studies,
    find: 'if (terms != proposal.terms) revert StudiesWrongTerms(terms, proposal.terms);',
    replace: '',
    fault: 'one joins without the terms'
  },
  {
    promise: 'S2',
    file: studies,
    find: 'if (!_isInvited(proposal.invited, invitation)) revert StudiesNotInvited(msg.sender);',
    replace: '',
    fault: 'one joins without an invitation'
  },
  {
    promise: 'S2',
    file: studies,
    find: 'keccak256(bytes.concat(keccak256(abi.encode(msg.sender))))',
    replace: 'keccak256(bytes.concat(keccak256(abi.encode(tx.origin))))',
    fault: "another's invitation counts"
  },
  {
    promise: 'S2',
    file: studies,
    find: 'if (_seats[study][msg.sender].place != 0) revert StudiesAlreadyJoined(msg.sender);',
    replace: '',
    fault: 'an account joins twice'
  },
  {
    promise: 'S2',
    file: studies,
    find: '_isJoinedDataset[study][dataset] = true;',
    replace: '',
    fault: 'a dataset joins twice'
  },
  {
    promise: 'S2',
    file: studies,
    find: 'delete _isJoinedDataset[study][seat.dataset];',
    replace: '',
    fault: 'a dataset cannot come back'
  },
  {
    promise: 'S2',
    file: studies,
    find: '_assets.isUsable(dataset) && ',
    replace: '',
    fault: 'a revoked dataset joins'
  },
  {
    promise: 'S2',
    file: studies,
    find: '_assets.assetOf(dataset).kind == IAssets.Kind.Dataset',
    replace: 'true',
    fault: 'a model joins as a dataset'
  },
  {
    promise: 'S2',
    file: studies,
    find: '&& IERC721(address(_assets)).ownerOf(dataset) == msg.sender',
    replace: '',
    fault: "another's dataset joins"
  },
  {
    promise: 'S2',
    file: studies,
    find: 'block.timestamp > proposal.joinBy) revert',
    replace: 'block.timestamp >= proposal.joinBy) revert',
    fault: 'joining ends a second early'
  },
  {
    promise: 'S3',
    file: studies,
    find: '3 * count <= 2 * result.survivors.count()',
    replace: '3 * count < 2 * result.survivors.count()',
    fault: 'exactly two thirds are enough'
  },
  {
    promise: 'S3',
    file: studies,
    find: 'signers & ~result.survivors != 0 || ',
    replace: '',
    fault: 'who did not survive signs'
  },
  {
    promise: 'S3',
    file: studies,
    find:
      'if (!SignatureChecker.isValidSignatureNowCalldata' +
      '(member, digest, signatures[next++])) {',
    replace: 'if (signatures[next++].length == 0) {',
    fault: 'signatures are not verified'
  },
  {
    promise: 'S3',
    file: studies,
    find:
      'if (signatures.length != count) ' +
      'revert StudiesWrongSignatureCount(signatures.length, count);',
    replace: '',
    fault: 'signatures too many are passed over'
  },
  {
    promise: 'S3',
    file: 'libraries/Bits.sol',
    find: 'if (set == type(uint256).max) return 256;',
    replace: '',
    fault: 'the full set counts as empty'
  },
  {
    promise: 'S4',
    file: studies,
    find: 'if (survivors >> _joined[study].length != 0) revert StudiesUnknownSurvivor(survivors);',
    replace: '',
    fault: 'who is no member survives'
  },
  {
    promise: 'S4',
    file: studies,
    find: 'if (count < cohortMin) revert StudiesTooFew(count, cohortMin);\n    }',
    replace: '}',
    fault: 'too few survive'
  },
  {
    promise: 'S5',
    file: studies,
    find: 'if (result.round != round) revert StudiesWrongRound(result.round, round);',
    replace: '',
    fault: 'a round is made final twice'
  },
  {
    promise: 'S5',
    file: studies,
    find: 'if (result.previousModel != entry.model) revert',
    replace: 'if (false) revert',
    fault: 'a round starts from any model'
  },
  {
    promise: 'S5',
    file: studies,
    find: 'entry.model = result.model;',
    replace: '',
    fault: 'the model stays the old one'
  },
  {
    promise: 'S5',
    file: studies,
    find: `if (round > entry.proposal.rounds) revert StudiesComplete(result.study);
        if`,
    replace: 'if',
    fault: 'rounds go on after the last'
  },
  {
    promise: 'S6',
    file: studies,
    find: 'if (result.epoch != entry.epoch) revert StudiesWrongEpoch(result.epoch, entry.epoch);',
    replace: '',
    fault: "a skipped opening's signatures count"
  },
  {
    promise: 'S6',
    file: studies,
    find: '_hashTypedDataV4(keccak256(abi.encode(ROUND_RESULT_TYPEHASH, result)))',
    replace: 'keccak256(abi.encode(ROUND_RESULT_TYPEHASH, result))',
    fault: 'signatures are bound to no chain and contract'
  },
  {
    promise: 'S7',
    file: studies,
    find: `function leave(uint256 study) external {
        _in(study, State.Proposed);`,
    replace: 'function leave(uint256 study) external {',
    fault: 'members leave a running study'
  },
  {
    promise: 'S7',
    file: studies,
    find: '_seats[study][moved].place = seat.place;',
    replace: '',
    fault: 'who was moved keeps the old seat'
  },
  {
    promise: 'S7',
    file: studies,
    find: 'if (count < proposal.cohortMin) revert StudiesTooFew(count, proposal.cohortMin);',
    replace: '',
    fault: 'a study starts with too few'
  },
  {
    promise: 'S8',
    file: studies,
    find: 'if (block.timestamp < entry.roundDueAt) revert StudiesNotDue(entry.roundDueAt);',
    replace: '',
    fault: 'a round is skipped before it is due'
  },
  {
    promise: 'S8',
    file: studies,
    find: 'if (entry.skips < entry.proposal.skipsMax) entry.skips++;',
    replace:
      'if (entry.skips == entry.proposal.skipsMax) revert StudiesComplete(study);\n' +
      '        entry.skips++;',
    fault: 'skipping ends with skipsMax'
  },
  {
    promise: 'S8',
    file: studies,
    find: 'entry.skips = 0;',
    replace: '',
    fault: 'skips are not counted in a row'
  },
  {
    promise: 'S9',
    file: studies,
    find: 'mayCancel = entry.skips >= proposal.skipsMax;',
    replace: 'mayCancel = true;',
    fault: 'anyone cancels a running study'
  },
  {
    promise: 'S9',
    file: studies,
    find: 'block.timestamp > proposal.joinBy && _joined',
    replace: '_joined',
    fault: 'anyone cancels while joining is open'
  },
  {
    promise: 'S9',
    file: studies,
    find: '&& _joined[study].length < proposal.cohortMin);',
    replace: ');',
    fault: 'anyone cancels what has enough members'
  },
  {
    promise: 'S10',
    file: studies,
    find: 'if (entry.round <= proposal.rounds) revert',
    replace: 'if (entry.round < proposal.rounds) revert',
    fault: 'a study closes before its last round'
  },
  {
    promise: 'S10',
    file: studies,
    find: 'registerFor(entry.proposer,',
    replace: 'registerFor(msg.sender,',
    fault: 'the model goes to whoever closes'
  },
  {
    promise: 'S10',
    file: 'libraries/Shares.sol',
    find: 'keys[largest] += left;',
    replace: '',
    fault: 'what rounding leaves over is lost'
  },
  {
    promise: 'S10',
    file: 'libraries/Shares.sol',
    find: 'keys = _sorted(keys);',
    replace: '',
    fault: 'parents are not sorted'
  },
  {
    promise: 'S10',
    file: 'libraries/SurvivalCounts.sol',
    find: '(bits << 30)',
    replace: '(bits << 31)',
    fault: 'survivals are counted for others'
  },
  {
    promise: 'S10',
    file: assets,
    find: '_mint(owner, asset);',
    replace: '_safeMint(owner, asset);',
    fault: 'a proposer that refuses tokens blocks the close'
  },
  {
    promise: 'S10',
    file: studies,
    find:
      'if (assets_.registrar() != address(this)) ' +
      'revert StudiesNotRegistrar(assets_.registrar());',
    replace: '',
    fault: 'a deployment that can never close passes'
  },
  {
    promise: 'S11',
    file: 'libraries/Proposals.sol',
    find: 'proposal.rounds <= 10_000',
    replace: 'true',
    fault: 'rounds are not bounded'
  },
  {
    promise: 'S11',
    file: 'libraries/Proposals.sol',
    find: 'proposal.membersMax >= cohortMin',
    replace: 'true',
    fault: 'fewer members than the cohort'
  },
  {
    promise: 'S11',
    file: 'libraries/Proposals.sol',
    find: 'proposal.joinBy <= block.timestamp + 365 days',
    replace: 'true',
    fault: 'joining may end in ten thousand years'
  },
  {
    promise: 'S12',
    file: studies,
    find: 'if (!isJoiningOver && msg.sender != entry.proposer) revert',
    replace: 'if (false) revert',
    fault: 'anyone ends joining'
  },
  {
    promise: 'S12',
    file: studies,
    find: '!isJoiningOver && msg.sender != entry.proposer',
    replace: '!isJoiningOver && _seats[study][msg.sender].place == 0',
    fault: 'any member ends joining'
  },
  {
    promise: 'S12',
    file: studies,
    find: 'if (!isJoiningOver && msg',
    replace: 'if (msg',
    fault: 'only the proposer starts, joining over or not'
  },
  {
    promise: 'S12',
    file: studies,
    find: ' && msg.sender != entry.proposer) revert StudiesJoiningOpen',
    replace: ') revert StudiesJoiningOpen',
    fault: 'the proposer waits like anyone'
  },
  {
    promise: 'S12',
    file: studies,
    find: 'isJoiningOver = block.timestamp > proposal.joinBy',
    replace: 'isJoiningOver = block.timestamp >= proposal.joinBy',
    fault: 'anyone starts in the last second of joining'
  },
  {
    promise: 'S12',
    file: studies,
    find: ' || count >= proposal.membersMax;',
    replace: ';',
    fault: 'a full study waits for its time'
  }
]
