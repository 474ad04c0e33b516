// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IStudies
/// @notice Federated trainings that members agreed to: from proposal through rounds to a model.
/// The pure machine in `packages/protocol/src/study/study.ts` makes the same moves.
interface IStudies {
    enum State {
        Unknown,
        Proposed,
        Running,
        Closed,
        Cancelled
    }

    struct Proposal {
        /// SHA-256 digest of the canonical terms document, not 0.
        bytes32 terms;
        /// Merkle root of the invited accounts (OpenZeppelin's double-hashed leaves,
        /// keccak256(bytes.concat(keccak256(abi.encode(account)))), sorted pairs); 0: any member.
        bytes32 invited;
        /// Rounds until the study is complete, 1 to 10,000.
        uint32 rounds;
        /// The fewest survivors of a final round, and the fewest members at the start, 2 to 256.
        uint16 cohortMin;
        /// The most members, cohortMin to 256.
        uint16 membersMax;
        /// Skipped rounds in a row after which anyone may cancel, 1 to 1,000.
        uint16 skipsMax;
        /// Block time until which members may join, that second included; from now to a year ahead. The
        /// proposer may end joining earlier, by starting.
        uint64 joinBy;
        /// From a round's opening until anyone may skip it, in seconds, 1 second to 30 days.
        uint32 roundSeconds;
    }

    struct Study {
        State state;
        address proposer;
        Proposal proposal;
        /// The round that is open, from 1; rounds + 1 when all are final. 0 before the start.
        uint32 round;
        /// Rounds skipped in a row, counted up to `skipsMax`.
        uint16 skips;
        /// How often an opening was skipped in all. Part of what is signed, so that a signature for
        /// a skipped opening is worth nothing in the next.
        uint32 epoch;
        /// Block time from which the open round may be skipped; 0 where no round is open.
        uint64 roundDueAt;
        /// Digest of the artefact of the latest final round; the terms digest before the first.
        bytes32 model;
        /// The model asset, once closed.
        uint256 asset;
    }

    /// What the survivors of a round sign (EIP-712, domain "Commonhold" version "1", this chain and contract).
    /// RoundResult(uint256 study,uint32 round,uint32 epoch,bytes32 previousModel,bytes32 model,
    /// bytes32 transcript,uint256 survivors), without the line break.
    struct RoundResult {
        uint256 study;
        uint32 round;
        uint32 epoch;
        bytes32 previousModel;
        /// SHA-256 digest of the round's artefact.
        bytes32 model;
        /// SHA-256 digest of the round's transcript document.
        bytes32 transcript;
        /// Bit i is set where the member with index i survived the round.
        uint256 survivors;
    }

    event StudyProposed(uint256 indexed study, address indexed proposer, Proposal proposal);
    event StudyJoined(
        uint256 indexed study, address indexed member, uint256 index, uint256 dataset, bytes32 nodeKey
    );
    /// Before the start only. The last member moves into the gap, to `movedToIndex`; `movedMember` is 0
    /// where it was the last one itself that left.
    event StudyLeft(uint256 indexed study, address indexed member, address movedMember, uint256 movedToIndex);
    event StudyStarted(uint256 indexed study, uint256 memberCount, uint64 roundDueAt);
    /// `nextRoundDueAt` is 0 after the last round.
    event RoundFinal(
        uint256 indexed study,
        uint32 indexed round,
        uint32 epoch,
        bytes32 previousModel,
        bytes32 model,
        bytes32 transcript,
        uint256 survivors,
        uint256 signers,
        uint64 nextRoundDueAt
    );
    /// `epoch` and `roundDueAt` are those of the new opening.
    event RoundSkipped(uint256 indexed study, uint32 indexed round, uint32 epoch, uint64 roundDueAt);
    event StudyClosed(uint256 indexed study, uint256 indexed asset, bytes32 model);
    event StudyCancelled(uint256 indexed study, address by);

    /// The Assets contract given at deployment names another registrar than this contract.
    error StudiesNotRegistrar(address registrar);
    error StudiesWrongState(uint256 study, State actual, State needed);
    /// `what` is the name of the first field that is out of its range.
    error StudiesBadProposal(string what);
    error StudiesNotMember(address account);
    error StudiesNotInvited(address account);
    error StudiesAlreadyJoined(address account);
    error StudiesNotJoined(address account);
    error StudiesFull(uint256 membersMax);
    error StudiesWrongTerms(bytes32 given, bytes32 needed);
    error StudiesBadDataset(uint256 dataset, address account);
    error StudiesJoiningOver(uint64 joinBy);
    /// Only the proposer may start now.
    error StudiesJoiningOpen(uint64 joinBy);
    error StudiesTooFew(uint256 count, uint256 countMin);
    /// All rounds are final: nothing is left but `close`.
    error StudiesComplete(uint256 study);
    error StudiesWrongRound(uint32 given, uint32 open);
    error StudiesWrongEpoch(uint32 given, uint32 current);
    error StudiesWrongPrevious(bytes32 given, bytes32 current);
    error StudiesEmptyModel();
    error StudiesUnknownSurvivor(uint256 survivors);
    /// Signers are not all survivors, or are not more than two thirds of them.
    error StudiesNoQuorum(uint256 signers, uint256 survivors);
    error StudiesWrongSignatureCount(uint256 given, uint256 needed);
    error StudiesBadSignature(address member);
    error StudiesNotDue(uint64 dueAt);
    error StudiesNotComplete(uint32 round, uint32 rounds);
    error StudiesMayNotCancel(address account);

    /// @notice Proposes a study. The proposer must be an active member, and joins like any other.
    function propose(Proposal calldata proposal) external returns (uint256 study);
    /// @notice Joins with a dataset asset that the caller owns, agreeing to the terms by their digest. It may
    /// bind at once: the proposer can start the study in the same block.
    function join(uint256 study, uint256 dataset, bytes32 terms, bytes32[] calldata invitation) external;
    /// @notice Withdraws before the start.
    function leave(uint256 study) external;
    /// @notice Ends joining and opens round 1, once at least `cohortMin` have joined: the proposer at any time,
    /// anyone else once `joinBy` has passed or `membersMax` have joined.
    function start(uint256 study) external;
    /// @notice Makes the open round final by signatures of more than two thirds of its survivors.
    /// @param signers bit i is set where the member with index i signed; a subset of the survivors
    /// @param signatures one per set bit of `signers`, by ascending index
    function finalise(RoundResult calldata result, uint256 signers, bytes[] calldata signatures) external;
    /// @notice Anyone, once the open round is due: opens it again with the same model and the next epoch.
    function skip(uint256 study) external;
    /// @notice The proposer before the start; anyone once joining ended with too few members, or once
    /// `skipsMax` rounds in a row were skipped.
    function cancel(uint256 study) external;
    /// @notice Anyone, once all rounds are final: registers the model as the proposer's asset. Its parents
    /// are the members' datasets, with shares in proportion to the rounds that each survived: floor(10,000 ·
    /// its rounds / all), what is left over to the one with the most, first by index. Who would get 0 is not
    /// named. Datasets that were revoked or sold meanwhile, and members that left, change nothing.
    function close(uint256 study) external returns (uint256 asset);

    function studyOf(uint256 study) external view returns (Study memory);
    function studyCount() external view returns (uint256);
    function membersOf(uint256 study) external view returns (address[] memory);
    /// @notice 0 where the account has not joined.
    function datasetOf(uint256 study, address member) external view returns (uint256);
    /// @notice Final rounds that each member survived, by index.
    function survivalsOf(uint256 study) external view returns (uint256[] memory);
    /// @notice The contracts that this one stands on, so that its own address is enough to find all three.
    function registries() external view returns (address members, address assets);
    /// @notice The digest that a survivor signs.
    function hashResult(RoundResult calldata result) external view returns (bytes32);
}
