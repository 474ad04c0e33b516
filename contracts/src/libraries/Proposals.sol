// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IStudies} from "../interfaces/IStudies.sol";

/// @title Proposals
/// @notice Holds what a proposer fixes to the ranges that `IStudies.Proposal` gives.
/// @dev A year's bound on `joinBy` also keeps the number safe for readers that count in 53 bits.
library Proposals {
    /// @notice Reverts with the name of the first field that is out of range.
    function check(IStudies.Proposal calldata proposal) internal view {
        uint256 cohortMin = proposal.cohortMin;
        _require(proposal.terms != 0, "terms");
        _require(proposal.rounds >= 1 && proposal.rounds <= 10_000, "rounds");
        _require(cohortMin >= 2 && cohortMin <= 256, "cohortMin");
        _require(proposal.membersMax >= cohortMin && proposal.membersMax <= 256, "membersMax");
        _require(proposal.skipsMax >= 1 && proposal.skipsMax <= 1_000, "skipsMax");
        _require(
            proposal.joinBy >= block.timestamp && proposal.joinBy <= block.timestamp + 365 days, "joinBy"
        );
        _require(proposal.roundSeconds >= 1 && proposal.roundSeconds <= 30 days, "roundSeconds");
    }

    function _require(bool holds, string memory what) private pure {
        if (!holds) revert IStudies.StudiesBadProposal(what);
    }
}
