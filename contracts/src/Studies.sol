// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IAssets} from "./interfaces/IAssets.sol";
import {IMembers} from "./interfaces/IMembers.sol";
import {IStudies} from "./interfaces/IStudies.sol";
import {Bits} from "./libraries/Bits.sol";
import {Proposals} from "./libraries/Proposals.sol";
import {Shares} from "./libraries/Shares.sol";
import {SurvivalCounts} from "./libraries/SurvivalCounts.sol";

/// @title Studies
/// @notice The life of a federated training: who agreed to it, which rounds are final, what came of it.
/// @dev What always holds, each line tested by its number:
///   S1  A study is Proposed, then Running, then Closed; it is Cancelled from Proposed or Running. Closed and
///       Cancelled are for ever.
///   S2  An account is in a study only by its own `join`, as an active and invited member that names the
///       study's terms and a usable dataset of its own. No account and no dataset is in it twice.
///   S3  A round is final only by valid signatures of more than two thirds of its survivors.
///   S4  Survivors are members of the study, and at least `cohortMin`.
///   S5  Rounds become final in order, each once, and each starts from the model of the one before.
///   S6  A signature counts for one chain, contract, study, round, epoch, model and set of survivors only.
///   S7  From the start on, the members of a study, their order and their datasets do not change, and are at
///       least `cohortMin` and at most `membersMax`.
///   S8  Whoever it is, anyone can skip a due round, and nobody one that is not due; a skip changes no model.
///   S9  Before the start the proposer cancels, or anyone when too few joined; after it anyone, but only when
///       `skipsMax` rounds in a row were skipped.
///   S10 Anyone can close a study when all its rounds are final, and not before. Its model belongs to the
///       proposer, and the shares of its parents are as `Shares` says and add up to 10,000. Nobody can
///       prevent it.
///   S11 Whatever was proposed has every field in its range.
///   S12 While members may still join, nobody but the proposer can start a study; afterwards anyone can, if
///       enough joined.
/// There is no owner and no upgrade. Nothing here holds money.
contract Studies is IStudies, EIP712 {
    using Bits for uint256;
    using SurvivalCounts for SurvivalCounts.Counts;

    /// @dev Where a member sits in a study, in one storage word.
    struct Seat {
        /// Index in the study's members, plus 1; 0 for those who are not in it.
        uint16 place;
        uint64 dataset;
    }

    bytes32 private constant ROUND_RESULT_TYPEHASH = keccak256(
        "RoundResult(uint256 study,uint32 round,uint32 epoch,bytes32 previousModel,bytes32 model,"
        "bytes32 transcript,uint256 survivors)"
    );

    IMembers private immutable _members;
    IAssets private immutable _assets;

    mapping(uint256 study => Study) private _studies;
    mapping(uint256 study => address[]) private _joined;
    mapping(uint256 study => mapping(address member => Seat)) private _seats;
    mapping(uint256 study => mapping(uint256 dataset => bool)) private _isJoinedDataset;
    mapping(uint256 study => SurvivalCounts.Counts) private _survivals;
    uint256 private _studyCount;

    constructor(IMembers members_, IAssets assets_) EIP712("Commonhold", "1") {
        if (assets_.registrar() != address(this)) revert StudiesNotRegistrar(assets_.registrar());
        _members = members_;
        _assets = assets_;
    }

    /// @inheritdoc IStudies
    function propose(Proposal calldata proposal) external returns (uint256 study) {
        if (!_members.isActive(msg.sender)) revert StudiesNotMember(msg.sender);
        Proposals.check(proposal);
        study = ++_studyCount;
        Study storage entry = _studies[study];
        entry.state = State.Proposed;
        entry.proposer = msg.sender;
        entry.proposal = proposal;
        entry.model = proposal.terms;
        emit StudyProposed(study, msg.sender, proposal);
    }

    /// @inheritdoc IStudies
    function join(uint256 study, uint256 dataset, bytes32 terms, bytes32[] calldata invitation) external {
        Study storage entry = _in(study, State.Proposed);
        Proposal storage proposal = entry.proposal;
        if (block.timestamp > proposal.joinBy) revert StudiesJoiningOver(proposal.joinBy);
        if (!_members.isActive(msg.sender)) revert StudiesNotMember(msg.sender);
        if (_seats[study][msg.sender].place != 0) revert StudiesAlreadyJoined(msg.sender);
        uint256 index = _joined[study].length;
        if (index >= proposal.membersMax) revert StudiesFull(proposal.membersMax);
        if (terms != proposal.terms) revert StudiesWrongTerms(terms, proposal.terms);
        if (!_isInvited(proposal.invited, invitation)) revert StudiesNotInvited(msg.sender);
        if (_isJoinedDataset[study][dataset] || !_isOwnDataset(dataset)) {
            revert StudiesBadDataset(dataset, msg.sender);
        }
        _joined[study].push(msg.sender);
        _seats[study][msg.sender] = Seat({place: uint16(index + 1), dataset: uint64(dataset)});
        _isJoinedDataset[study][dataset] = true;
        emit StudyJoined(study, msg.sender, index, dataset, _members.memberOf(msg.sender).nodeKey);
    }

    /// @inheritdoc IStudies
    function leave(uint256 study) external {
        _in(study, State.Proposed);
        Seat memory seat = _seats[study][msg.sender];
        if (seat.place == 0) revert StudiesNotJoined(msg.sender);
        address[] storage joined = _joined[study];
        uint256 index = seat.place - 1;
        address moved = address(0);
        if (seat.place != joined.length) {
            moved = joined[joined.length - 1];
            joined[index] = moved;
            _seats[study][moved].place = seat.place;
        }
        joined.pop();
        delete _seats[study][msg.sender];
        delete _isJoinedDataset[study][seat.dataset];
        emit StudyLeft(study, msg.sender, moved, index);
    }

    /// @inheritdoc IStudies
    function start(uint256 study) external {
        Study storage entry = _in(study, State.Proposed);
        Proposal storage proposal = entry.proposal;
        uint256 count = _joined[study].length;
        bool isJoiningOver = block.timestamp > proposal.joinBy || count >= proposal.membersMax;
        if (!isJoiningOver && msg.sender != entry.proposer) revert StudiesJoiningOpen(proposal.joinBy);
        if (count < proposal.cohortMin) revert StudiesTooFew(count, proposal.cohortMin);
        entry.state = State.Running;
        entry.round = 1;
        entry.roundDueAt = _dueAt(entry);
        emit StudyStarted(study, count, entry.roundDueAt);
    }

    /// @inheritdoc IStudies
    function finalise(RoundResult calldata result, uint256 signers, bytes[] calldata signatures) external {
        Study storage entry = _in(result.study, State.Running);
        _checkOpening(entry, result);
        _checkSurvivors(result.study, entry.proposal.cohortMin, result.survivors);
        _checkSignatures(result, signers, signatures);

        uint32 next = result.round + 1;
        uint64 dueAt = next > entry.proposal.rounds ? 0 : _dueAt(entry);
        entry.round = next;
        entry.skips = 0;
        entry.roundDueAt = dueAt;
        entry.model = result.model;
        _survivals[result.study].add(result.survivors);
        _emitFinal(result, signers, dueAt);
    }

    /// @inheritdoc IStudies
    function skip(uint256 study) external {
        Study storage entry = _in(study, State.Running);
        if (entry.round > entry.proposal.rounds) revert StudiesComplete(study);
        if (block.timestamp < entry.roundDueAt) revert StudiesNotDue(entry.roundDueAt);
        // Counted up to skipsMax, so that no count can ever overflow and block a skip.
        if (entry.skips < entry.proposal.skipsMax) entry.skips++;
        entry.epoch++; // a skip takes a second at least: 2^32 of them, 136 years
        entry.roundDueAt = _dueAt(entry);
        emit RoundSkipped(study, entry.round, entry.epoch, entry.roundDueAt);
    }

    /// @inheritdoc IStudies
    function cancel(uint256 study) external {
        Study storage entry = _studies[study];
        Proposal storage proposal = entry.proposal;
        bool mayCancel;
        if (entry.state == State.Proposed) {
            mayCancel = msg.sender == entry.proposer
                || (block.timestamp > proposal.joinBy && _joined[study].length < proposal.cohortMin);
        } else if (entry.state == State.Running) {
            mayCancel = entry.skips >= proposal.skipsMax;
        } else {
            revert StudiesWrongState(study, entry.state, State.Proposed);
        }
        if (!mayCancel) revert StudiesMayNotCancel(msg.sender);
        entry.state = State.Cancelled;
        entry.roundDueAt = 0;
        emit StudyCancelled(study, msg.sender);
    }

    /// @inheritdoc IStudies
    function close(uint256 study) external returns (uint256 asset) {
        Study storage entry = _in(study, State.Running);
        Proposal storage proposal = entry.proposal;
        if (entry.round <= proposal.rounds) revert StudiesNotComplete(entry.round, proposal.rounds);
        entry.state = State.Closed;
        address[] storage joined = _joined[study];
        uint256[] memory datasets = new uint256[](joined.length);
        for (uint256 index = 0; index < datasets.length; index++) {
            datasets[index] = _seats[study][joined[index]].dataset;
        }
        IAssets.Parent[] memory parents = Shares.split(datasets, _survivals[study].read(datasets.length));
        asset = _assets.registerFor(entry.proposer, IAssets.Kind.Model, entry.model, proposal.terms, parents);
        entry.asset = asset;
        emit StudyClosed(study, asset, entry.model);
    }

    /// @inheritdoc IStudies
    function studyOf(uint256 study) external view returns (Study memory) {
        return _studies[study];
    }

    /// @inheritdoc IStudies
    function studyCount() external view returns (uint256) {
        return _studyCount;
    }

    /// @inheritdoc IStudies
    function membersOf(uint256 study) external view returns (address[] memory) {
        return _joined[study];
    }

    /// @inheritdoc IStudies
    function datasetOf(uint256 study, address member) external view returns (uint256) {
        return _seats[study][member].dataset;
    }

    /// @inheritdoc IStudies
    function survivalsOf(uint256 study) external view returns (uint256[] memory) {
        return _survivals[study].read(_joined[study].length);
    }

    /// @inheritdoc IStudies
    function registries() external view returns (address members, address assets) {
        return (address(_members), address(_assets));
    }

    /// @inheritdoc IStudies
    function hashResult(RoundResult calldata result) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ROUND_RESULT_TYPEHASH, result)));
    }

    function _in(uint256 study, State needed) private view returns (Study storage entry) {
        entry = _studies[study];
        if (entry.state != needed) revert StudiesWrongState(study, entry.state, needed);
    }

    function _dueAt(Study storage entry) private view returns (uint64) {
        return uint64(block.timestamp) + entry.proposal.roundSeconds;
    }

    /// @dev The leaf is hashed twice, so that no inner node can pass for an account.
    function _isInvited(bytes32 invited, bytes32[] calldata invitation) private view returns (bool) {
        if (invited == 0) return true;
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(msg.sender))));
        return MerkleProof.verifyCalldata(invitation, invited, leaf);
    }

    function _isOwnDataset(uint256 dataset) private view returns (bool) {
        return _assets.isUsable(dataset) && _assets.assetOf(dataset).kind == IAssets.Kind.Dataset
            && IERC721(address(_assets)).ownerOf(dataset) == msg.sender;
    }

    function _checkOpening(Study storage entry, RoundResult calldata result) private view {
        uint32 round = entry.round;
        if (round > entry.proposal.rounds) revert StudiesComplete(result.study);
        if (result.round != round) revert StudiesWrongRound(result.round, round);
        if (result.epoch != entry.epoch) revert StudiesWrongEpoch(result.epoch, entry.epoch);
        if (result.previousModel != entry.model) revert StudiesWrongPrevious(result.previousModel, entry.model);
        if (result.model == 0) revert StudiesEmptyModel();
    }

    function _checkSurvivors(uint256 study, uint256 cohortMin, uint256 survivors) private view {
        if (survivors >> _joined[study].length != 0) revert StudiesUnknownSurvivor(survivors);
        uint256 count = survivors.count();
        if (count < cohortMin) revert StudiesTooFew(count, cohortMin);
    }

    function _checkSignatures(RoundResult calldata result, uint256 signers, bytes[] calldata signatures) private view {
        uint256 count = signers.count();
        if (signers & ~result.survivors != 0 || 3 * count <= 2 * result.survivors.count()) {
            revert StudiesNoQuorum(signers, result.survivors);
        }
        if (signatures.length != count) revert StudiesWrongSignatureCount(signatures.length, count);
        bytes32 digest = hashResult(result);
        address[] storage joined = _joined[result.study];
        uint256 next = 0;
        for (uint256 index = 0; next < count; index++) {
            if ((signers >> index) & 1 == 0) continue;
            address member = joined[index];
            if (!SignatureChecker.isValidSignatureNowCalldata(member, digest, signatures[next++])) {
                revert StudiesBadSignature(member);
            }
        }
    }

    function _emitFinal(RoundResult calldata result, uint256 signers, uint64 nextRoundDueAt) private {
        emit RoundFinal(
            result.study,
            result.round,
            result.epoch,
            result.previousModel,
            result.model,
            result.transcript,
            result.survivors,
            signers,
            nextRoundDueAt
        );
    }
}
