// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssets} from "../src/interfaces/IAssets.sol";
import {IStudies} from "../src/interfaces/IStudies.sol";
import {Studies} from "../src/Studies.sol";
import {vm} from "./support/Vm.sol";
import {World} from "./support/World.sol";

/// @notice Proposing, joining, starting and cancelling: S2, S7, S9, S11, S12.
contract StudiesJoiningTest is World {
    bytes32[] private _noInvitation;

    function testFuzz_S2_onlyActiveMembersJoin(bool leaves) public {
        uint256 study = _joinedStudy(_proposal(1, 2, 8), 1);
        uint256 dataset = _dataset(_person(5));
        if (leaves) {
            vm.prank(_person(5));
            members.leave();
        }
        address caller = leaves ? _person(5) : address(0xbeef);
        _refused(study, caller, dataset, TERMS, IStudies.StudiesNotMember.selector);
        vm.prank(address(0xbeef));
        vm.expectPartialRevert(IStudies.StudiesNotMember.selector);
        studies.propose(_proposal(1, 2, 8));
    }

    function testFuzz_S2_joiningNamesTheTerms(bytes32 other) public {
        vm.assume(other != TERMS);
        uint256 study = _joinedStudy(_proposal(1, 2, 8), 1);
        _refused(study, _person(5), _dataset(_person(5)), other, IStudies.StudiesWrongTerms.selector);
    }

    function testFuzz_S2_aDatasetIsUsableAndOnesOwn(uint8 kind, uint256 unknown) public {
        uint256 study = _joinedStudy(_proposal(1, 2, 8), 1);
        bytes4 refusal = IStudies.StudiesBadDataset.selector;
        address person = _person(5);
        _enlist(person);
        _refused(study, person, _dataset(_person(6)), TERMS, refusal);
        _refused(study, person, _asset(person, IAssets.Kind(1 + kind % 4)), TERMS, refusal);
        if (unknown == 0 || unknown > assets.assetCount()) _refused(study, person, unknown, TERMS, refusal);
        uint256 dataset = _dataset(person);
        vm.prank(person);
        assets.revoke(dataset);
        _refused(study, person, dataset, TERMS, refusal);
    }

    function testFuzz_S2_nobodyAndNothingTwice(uint8 who) public {
        uint256 index = who % 4;
        uint256 study = _joinedStudy(_proposal(1, 2, 8), 4);
        bytes4 already = IStudies.StudiesAlreadyJoined.selector;
        _refused(study, _person(index), _dataset(_person(index)), TERMS, already);
        // Sold to someone else, a dataset is still in the study.
        uint256 dataset = studies.datasetOf(study, _person(index));
        _enlist(_person(5));
        vm.prank(_person(index));
        assets.transferFrom(_person(index), _person(5), dataset);
        _refused(study, _person(5), dataset, TERMS, IStudies.StudiesBadDataset.selector);
        // It is free again when its member leaves.
        vm.prank(_person(index));
        studies.leave(study);
        vm.prank(_person(5));
        studies.join(study, dataset, TERMS, _noInvitation);
        assert(studies.datasetOf(study, _person(5)) == dataset);
    }

    function testFuzz_S2_whoIsInvitedJoins(uint8 who, bytes32 junk) public {
        // A tree of two leaves: persons 0 and 1, in the order of their hashes.
        bytes32 leaf0 = _leaf(_person(0));
        bytes32 leaf1 = _leaf(_person(1));
        IStudies.Proposal memory proposal = _proposal(1, 2, 8);
        proposal.invited = leaf0 < leaf1 ? _pair(leaf0, leaf1) : _pair(leaf1, leaf0);
        uint256 study = _joinedStudy(proposal, 0);
        bytes32[] memory invitation = new bytes32[](1);
        invitation[0] = leaf1;
        address stranger = _person(2 + uint256(who));
        uint256 dataset = _dataset(stranger);
        vm.prank(stranger);
        vm.expectPartialRevert(IStudies.StudiesNotInvited.selector);
        studies.join(study, dataset, TERMS, invitation);
        dataset = _dataset(_person(0));
        _refused(study, _person(0), dataset, TERMS, IStudies.StudiesNotInvited.selector);
        vm.prank(_person(0));
        studies.join(study, dataset, TERMS, invitation);
        invitation[0] = junk;
        dataset = _dataset(_person(1));
        if (junk != leaf0) {
            vm.prank(_person(1));
            vm.expectPartialRevert(IStudies.StudiesNotInvited.selector);
            studies.join(study, dataset, TERMS, invitation);
        }
    }

    function testFuzz_S2_joiningEndsWithItsTimeAndItsPlaces(uint16 late) public {
        uint256 study = _joinedStudy(_proposal(1, 2, 2), 2);
        _refused(study, _person(5), _dataset(_person(5)), TERMS, IStudies.StudiesFull.selector);
        study = _joinedStudy(_proposal(1, 2, 8), 2);
        vm.warp(studies.studyOf(study).proposal.joinBy);
        _join(study, 4);
        vm.warp(block.timestamp + 1 + late);
        _refused(study, _person(5), _dataset(_person(5)), TERMS, IStudies.StudiesJoiningOver.selector);
    }

    function testFuzz_S7_aStudyStartsWithEnoughMembers(uint8 count, uint8 cohort, bool isLate) public {
        uint16 cohortMin = uint16(_within(cohort, 2, 6));
        uint256 joined = _within(count, 0, 7);
        uint256 study = _joinedStudy(_proposal(1, cohortMin, 8), joined);
        if (isLate) vm.warp(studies.studyOf(study).proposal.joinBy + 1);
        vm.prank(_person(0));
        if (joined < cohortMin) vm.expectPartialRevert(IStudies.StudiesTooFew.selector);
        studies.start(study);
        bool isRunning = studies.studyOf(study).state == IStudies.State.Running;
        assert(isRunning == (joined >= cohortMin));
    }

    function testFuzz_S7_whoeverLeavesTheOthersKeepTheirSeats(uint8 first, uint8 second) public {
        uint256 study = _joinedStudy(_proposal(1, 2, 8), 4);
        uint256 index = first % 3; // not the last, who takes this place
        vm.prank(_person(index));
        studies.leave(study);
        address[] memory joined = studies.membersOf(study);
        assert(joined.length == 3 && joined[index] == _person(3));
        address next = joined[second % 3];
        vm.prank(next);
        studies.leave(study);
        joined = studies.membersOf(study);
        assert(joined.length == 2 && joined[0] != joined[1]);
        assert(joined[0] != next && joined[1] != next);
        assert(studies.datasetOf(study, next) == 0);
    }

    function testFuzz_S12_onlyTheProposerEndsJoining(uint8 count, uint8 elapsed, uint8 who, address stranger) public {
        uint256 joined = _within(count, 2, 4); // 2 are enough, 4 are all
        // Proposed by person 0, who joins last: neither the first member nor any other may stand in for it.
        uint256 study = _joinedStudy(_proposal(1, 2, 4), 0);
        for (uint256 index = joined; index > 0; index--) {
            _join(study, index - 1);
        }
        // Around the last second of joining, which is 100 seconds after the proposal.
        vm.warp(block.timestamp + _within(elapsed, 98, 102));
        bool isOpen = joined < 4 && _within(elapsed, 98, 102) <= 100;
        address caller = who % 6 == 5 ? stranger : _person(who % 6);
        vm.assume(caller != address(0));
        bool mayStart = !isOpen || caller == _person(0);
        vm.prank(caller);
        if (!mayStart) vm.expectPartialRevert(IStudies.StudiesJoiningOpen.selector);
        studies.start(study);
        assert((studies.studyOf(study).state == IStudies.State.Running) == mayStart);
        assert(studies.membersOf(study).length == joined);
    }

    function testFuzz_S12_anEarlyStartEndsJoiningAndLeaving(uint8 elapsed) public {
        uint256 study = _joinedStudy(_proposal(1, 2, 4), 2);
        vm.warp(block.timestamp + elapsed % 101);
        vm.prank(_person(0));
        studies.start(study);
        assert(studies.studyOf(study).roundDueAt == block.timestamp + 60);
        _refused(study, _person(5), _dataset(_person(5)), TERMS, IStudies.StudiesWrongState.selector);
        vm.prank(_person(1));
        vm.expectPartialRevert(IStudies.StudiesWrongState.selector);
        studies.leave(study);
    }

    function testFuzz_S9_whoMayCancelBeforeTheStart(uint8 count, bool isLate, uint8 caller) public {
        uint256 joined = _within(count, 0, 6);
        uint256 study = _joinedStudy(_proposal(1, 3, 8), joined);
        if (isLate) vm.warp(studies.studyOf(study).proposal.joinBy + 1);
        bool mayCancel = caller % 4 == 0 || (isLate && joined < 3);
        vm.prank(_person(caller % 4));
        if (!mayCancel) vm.expectPartialRevert(IStudies.StudiesMayNotCancel.selector);
        studies.cancel(study);
        assert((studies.studyOf(study).state == IStudies.State.Cancelled) == mayCancel);
    }

    function testFuzz_S9_anyoneCancelsAfterSkips(uint8 skips, address caller) public {
        vm.assume(caller != address(0));
        uint256 study = _runningStudy(2, 2, 3);
        for (uint256 skip = 0; skip < skips % 4; skip++) {
            vm.warp(block.timestamp + 60);
            studies.skip(study);
        }
        bool mayCancel = skips % 4 >= 2; // skipsMax of World's proposals
        vm.prank(mayCancel ? caller : _person(0));
        if (!mayCancel) vm.expectPartialRevert(IStudies.StudiesMayNotCancel.selector);
        studies.cancel(study);
        assert((studies.studyOf(study).state == IStudies.State.Cancelled) == mayCancel);
    }

    function testFuzz_S11_whatIsProposedIsInRange(IStudies.Proposal memory proposal, uint256 seed) public {
        _enlist(_person(0));
        // Near the bounds, so that both sides of each are met.
        uint32[5] memory rounds = [uint32(0), 1, 10_000, 10_001, proposal.rounds];
        uint16[5] memory cohorts = [uint16(1), 2, 256, 257, proposal.cohortMin];
        uint16[5] memory skips = [uint16(0), 1, 1_000, 1_001, proposal.skipsMax];
        uint32[5] memory seconds_ = [uint32(0), 1, 30 days, 30 days + 1, proposal.roundSeconds];
        int40[5] memory joinBys = [int40(-1), 0, 365 days, 365 days + 1, 2];
        if (seed % 2 == 0) proposal = _proposal(1, 2, 256);
        if (seed % 19 == 0) proposal.terms = 0;
        uint256 field = (seed >> 8) % 6;
        uint256 pick = (seed >> 16) % 5;
        if (field == 0) proposal.rounds = rounds[pick];
        if (field == 1) proposal.cohortMin = cohorts[pick];
        if (field == 2) proposal.membersMax = cohorts[pick];
        if (field == 3) proposal.skipsMax = skips[pick];
        if (field == 4) proposal.roundSeconds = seconds_[pick];
        if (field == 5) proposal.joinBy = uint64(uint256(int256(block.timestamp) + joinBys[pick]));
        bool isGood = proposal.terms != 0 && proposal.rounds > 0 && proposal.rounds < 10_001
            && proposal.cohortMin > 1 && proposal.cohortMin < 257 && proposal.membersMax < 257
            && proposal.membersMax >= proposal.cohortMin && proposal.skipsMax > 0 && proposal.skipsMax < 1_001
            && proposal.roundSeconds > 0 && proposal.roundSeconds < 2_592_001
            && proposal.joinBy >= block.timestamp && proposal.joinBy <= block.timestamp + 31_536_000;
        vm.prank(_person(0));
        if (!isGood) vm.expectPartialRevert(IStudies.StudiesBadProposal.selector);
        studies.propose(proposal);
        assert(studies.studyCount() == (isGood ? 1 : 0));
    }

    function test_S10_studiesRefusesAssetsThatNameAnotherRegistrar() public {
        vm.expectPartialRevert(IStudies.StudiesNotRegistrar.selector);
        new Studies(members, assets);
    }

    function _refused(uint256 study, address caller, uint256 dataset, bytes32 terms, bytes4 refusal) private {
        vm.prank(caller);
        vm.expectPartialRevert(refusal);
        studies.join(study, dataset, terms, _noInvitation);
    }

    function _leaf(address account) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(account))));
    }

    function _pair(bytes32 low, bytes32 high) private pure returns (bytes32) {
        return keccak256(bytes.concat(low, high));
    }
}
