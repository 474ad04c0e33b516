// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssets} from "../src/interfaces/IAssets.sol";
import {IStudies} from "../src/interfaces/IStudies.sol";
import {vm} from "./support/Vm.sol";
import {World} from "./support/World.sol";

/// @notice A wallet that is a contract: it says yes to exactly one digest (ERC-1271).
contract OneDigestWallet {
    bytes32 private immutable _digest;

    constructor(bytes32 digest) {
        _digest = digest;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == _digest ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @notice Rounds: what makes one final, what does not, and how a study ends. S3 to S8, S10.
contract StudiesRoundsTest is World {
    bytes32 private constant MODEL = keccak256("model");

    function testFuzz_S3_aRoundNeedsMoreThanTwoThirds(uint8 size, uint256 survivors, uint256 signers) public {
        uint256 count = _within(size, 2, 12);
        uint256 study = _runningStudy(2, 2, count);
        survivors &= _everyone(count);
        if (_count(survivors) < 2) survivors |= 3;
        signers &= survivors;
        IStudies.RoundResult memory result = _result(study, MODEL, survivors);
        bytes[] memory signatures = _signatures(result, signers);
        bool isEnough = 3 * _count(signers) > 2 * _count(survivors);
        if (!isEnough) vm.expectPartialRevert(IStudies.StudiesNoQuorum.selector);
        studies.finalise(result, signers, signatures);
        assert(studies.studyOf(study).round == (isEnough ? 2 : 1));
    }

    function testFuzz_S3_exactlyTwoThirdsAreTooFew(uint8 size) public {
        uint256 count = _within(size, 1, 4) * 3;
        uint256 study = _runningStudy(2, 2, count);
        IStudies.RoundResult memory result = _result(study, MODEL, _everyone(count));
        uint256 signers = _everyone(count * 2 / 3);
        _finaliseRefused(result, signers, _signatures(result, signers), IStudies.StudiesNoQuorum.selector);
        signers = _everyone(count * 2 / 3 + 1);
        studies.finalise(result, signers, _signatures(result, signers));
    }

    function testFuzz_S3_oneBadSignatureIsEnoughToRefuse(uint8 which, uint8 forger, bytes32 junk) public {
        uint256 study = _runningStudy(1, 2, 5);
        uint256 signers = _everyone(5);
        IStudies.RoundResult memory result = _result(study, MODEL, signers);
        bytes[] memory signatures = _signatures(result, signers);
        uint256 bad = which % 5;
        bytes memory good = signatures[bad];
        bytes4 refusal = IStudies.StudiesBadSignature.selector;
        signatures[bad] = _signature(5 + uint256(forger), studies.hashResult(result));
        _finaliseRefused(result, signers, signatures, refusal);
        signatures[bad] = _signature(bad, junk);
        _finaliseRefused(result, signers, signatures, refusal);
        signatures[bad] = signatures[(bad + 1) % 5];
        _finaliseRefused(result, signers, signatures, refusal);
        signatures[bad] = bytes("");
        _finaliseRefused(result, signers, signatures, refusal);
        signatures[bad] = _otherHalf(good);
        _finaliseRefused(result, signers, signatures, refusal);
        signatures[bad] = good;
        studies.finalise(result, signers, signatures);
    }

    function testFuzz_S3_signersAreSurvivors(uint8 dropped) public {
        uint256 study = _runningStudy(1, 2, 6);
        uint256 survivors = _everyone(6) & ~(uint256(1) << (dropped % 6));
        IStudies.RoundResult memory result = _result(study, MODEL, survivors);
        uint256 signers = _everyone(6);
        _finaliseRefused(result, signers, _signatures(result, signers), IStudies.StudiesNoQuorum.selector);
    }

    function testFuzz_S3_asManySignaturesAsSigners(uint8 given) public {
        uint256 study = _runningStudy(1, 2, 4);
        uint256 signers = _everyone(4);
        IStudies.RoundResult memory result = _result(study, MODEL, signers);
        bytes[] memory signatures = _signatures(result, signers);
        bytes[] memory other = new bytes[](given % 9);
        for (uint256 index = 0; index < other.length; index++) {
            other[index] = signatures[index % 4];
        }
        if (other.length == 4) return;
        _finaliseRefused(result, signers, other, IStudies.StudiesWrongSignatureCount.selector);
    }

    function testFuzz_S4_survivorsAreMembersAndEnough(uint8 size, uint8 cohort, uint256 survivors) public {
        uint256 count = _within(size, 2, 10);
        uint16 cohortMin = uint16(_within(cohort, 2, count));
        uint256 study = _runningStudy(1, cohortMin, count);
        // One member too many half of the time; persons beyond the members have keys too.
        survivors &= _everyone(count + 1);
        bool isEnough = _count(survivors) >= cohortMin;
        bool isKnown = !_has(survivors, count);
        IStudies.RoundResult memory result = _result(study, MODEL, survivors);
        bytes[] memory signatures = _signatures(result, survivors);
        if (!isKnown) vm.expectPartialRevert(IStudies.StudiesUnknownSurvivor.selector);
        else if (!isEnough) vm.expectPartialRevert(IStudies.StudiesTooFew.selector);
        studies.finalise(result, survivors, signatures);
    }

    function testFuzz_S5_roundsFollowEachOther(uint32 round, bytes32 previous) public {
        uint256 study = _runningStudy(3, 2, 2);
        _finalise(study, MODEL, 3);
        vm.assume(round != 2 && previous != MODEL);
        IStudies.RoundResult memory result = _result(study, keccak256("second"), 3);
        result.round = round;
        _finaliseRefused(result, 3, _signatures(result, 3), IStudies.StudiesWrongRound.selector);
        result.round = 2;
        result.previousModel = previous;
        _finaliseRefused(result, 3, _signatures(result, 3), IStudies.StudiesWrongPrevious.selector);
        result.previousModel = MODEL;
        result.model = 0;
        _finaliseRefused(result, 3, _signatures(result, 3), IStudies.StudiesEmptyModel.selector);
        _finalise(study, keccak256("second"), 3);
        _finalise(study, keccak256("third"), 3);
        result = _result(study, keccak256("fourth"), 3);
        _finaliseRefused(result, 3, _signatures(result, 3), IStudies.StudiesComplete.selector);
    }

    function testFuzz_S6_aSignatureCountsForOneResultOnly(IStudies.RoundResult memory result) public view {
        // EIP-712 written out from the standard, with nothing of the contract's in it but its address.
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Commonhold"),
                keccak256("1"),
                block.chainid,
                address(studies)
            )
        );
        bytes32 kind = keccak256(
            "RoundResult(uint256 study,uint32 round,uint32 epoch,bytes32 previousModel,bytes32 model,"
            "bytes32 transcript,uint256 survivors)"
        );
        bytes32 content = keccak256(
            bytes.concat(
                abi.encode(kind, result.study, uint256(result.round), uint256(result.epoch)),
                abi.encode(result.previousModel, result.model, result.transcript, result.survivors)
            )
        );
        assert(studies.hashResult(result) == keccak256(bytes.concat(bytes2(0x1901), domain, content)));
    }

    function testFuzz_S6_aSkippedOpeningsSignaturesAreWorthless(uint32 epoch) public {
        uint256 study = _runningStudy(1, 2, 3);
        IStudies.RoundResult memory result = _result(study, MODEL, 7);
        bytes[] memory signatures = _signatures(result, 7);
        vm.warp(block.timestamp + 60);
        studies.skip(study);
        _finaliseRefused(result, 7, signatures, IStudies.StudiesWrongEpoch.selector);
        result.epoch = 1;
        _finaliseRefused(result, 7, signatures, IStudies.StudiesBadSignature.selector);
        vm.assume(epoch != 1);
        result.epoch = epoch;
        _finaliseRefused(result, 7, _signatures(result, 7), IStudies.StudiesWrongEpoch.selector);
        _finalise(study, MODEL, 7);
        assert(studies.studyOf(study).epoch == 1);
    }

    function test_S6_aContractSignsByItsOwnRule() public {
        uint256 study = _runningStudy(1, 2, 3);
        IStudies.RoundResult memory result = _result(study, MODEL, 7);
        bytes[] memory signatures = _signatures(result, 7);
        signatures[2] = bytes("anything");
        _setWallet(_person(2), new OneDigestWallet(keccak256("another digest")));
        _finaliseRefused(result, 7, signatures, IStudies.StudiesBadSignature.selector);
        _setWallet(_person(2), new OneDigestWallet(studies.hashResult(result)));
        studies.finalise(result, 7, signatures);
    }

    function testFuzz_S8_anyoneSkipsWhatIsDue(address caller, uint16 early, uint16 late) public {
        vm.assume(caller != address(0));
        uint256 study = _runningStudy(2, 2, 2);
        _finalise(study, MODEL, 3);
        uint64 dueAt = studies.studyOf(study).roundDueAt;
        assert(dueAt == block.timestamp + 60);
        vm.warp(dueAt - 1 - early % 60);
        vm.prank(caller);
        vm.expectPartialRevert(IStudies.StudiesNotDue.selector);
        studies.skip(study);
        vm.warp(dueAt + uint256(late));
        vm.prank(caller);
        studies.skip(study);
        IStudies.Study memory entry = studies.studyOf(study);
        assert(entry.model == MODEL && entry.round == 2 && entry.epoch == 1 && entry.skips == 1);
        assert(entry.roundDueAt == block.timestamp + 60);
    }

    function testFuzz_S8_noNumberOfSkipsBlocksTheNext(uint8 skips) public {
        uint256 study = _runningStudy(1, 2, 2);
        for (uint256 skip = 0; skip < skips % 8; skip++) {
            vm.warp(block.timestamp + 60);
            studies.skip(study);
        }
        IStudies.Study memory entry = studies.studyOf(study);
        assert(entry.epoch == skips % 8);
        assert(entry.skips == (skips % 8 < 2 ? skips % 8 : 2));
        _finalise(study, MODEL, 3);
        assert(studies.studyOf(study).skips == 0);
        vm.expectPartialRevert(IStudies.StudiesComplete.selector);
        studies.skip(study);
    }

    function testFuzz_S10_nobodyCanKeepAStudyFromClosing(uint256[4] memory survivors, address caller) public {
        vm.assume(caller != address(0));
        uint256 study = _runningStudy(4, 2, 4);
        uint256[] memory survivals = new uint256[](4);
        for (uint256 round = 0; round < 4; round++) {
            vm.expectPartialRevert(IStudies.StudiesNotComplete.selector);
            studies.close(study);
            survivors[round] = _count(survivors[round] & 15) < 2 ? 12 : survivors[round] & 15;
            _finalise(study, keccak256(abi.encode(round)), survivors[round]);
            for (uint256 index = 0; index < 4; index++) {
                if (_has(survivors[round], index)) survivals[index]++;
            }
        }
        assert(keccak256(abi.encode(studies.survivalsOf(study))) == keccak256(abi.encode(survivals)));
        _obstruct(study);
        vm.prank(caller);
        uint256 asset = studies.close(study);
        assert(assets.ownerOf(asset) == _person(0));
        IAssets.Asset memory entry = assets.assetOf(asset);
        assert(entry.kind == IAssets.Kind.Model && entry.commitment == keccak256(abi.encode(uint256(3))));
        assert(entry.terms == TERMS && studies.studyOf(study).asset == asset);
        _checkShares(study, asset, survivals);
        vm.expectPartialRevert(IStudies.StudiesWrongState.selector);
        studies.close(study);
    }

    /// @dev What a member who wants no model could do: revoke, sell, leave, refuse tokens.
    function _obstruct(uint256 study) private {
        for (uint256 index = 0; index < 4; index++) {
            uint256 dataset = studies.datasetOf(study, _person(index));
            vm.prank(_person(index));
            if (index % 2 == 0) assets.revoke(dataset);
            else assets.transferFrom(_person(index), address(0xbeef), dataset);
            vm.prank(_person(index));
            members.leave();
        }
        _setWallet(_person(0), new OneDigestWallet(0));
    }

    function _checkShares(uint256 study, uint256 asset, uint256[] memory survivals) private view {
        IAssets.Parent[] memory parents = assets.parentsOf(asset);
        uint256 total = 0;
        uint256 most = 0;
        for (uint256 index = 0; index < 4; index++) {
            total += survivals[index];
            if (survivals[index] > most) most = survivals[index];
        }
        uint256 sum = 0;
        uint256 next = 0;
        uint256 overs = 0;
        // Datasets were registered in the order of joining, so parents are in the order of members.
        for (uint256 index = 0; index < 4; index++) {
            if (survivals[index] == 0) continue;
            IAssets.Parent memory parent = parents[next++];
            assert(parent.asset == studies.datasetOf(study, _person(index)));
            sum += parent.bps;
            uint256 floor = 10_000 * survivals[index] / total;
            if (parent.bps != floor) {
                assert(parent.bps > floor && survivals[index] == most);
                overs++;
            }
        }
        assert(next == parents.length && sum == 10_000 && overs <= 1);
    }

    function _finaliseRefused(
        IStudies.RoundResult memory result,
        uint256 signers,
        bytes[] memory signatures,
        bytes4 refusal
    ) private {
        vm.expectPartialRevert(refusal);
        studies.finalise(result, signers, signatures);
    }

    /// @dev The other signature that ECDSA would take for the same digest and key.
    function _otherHalf(bytes memory signature) private pure returns (bytes memory) {
        (bytes32 r, uint256 s, uint8 v) = (0, 0, uint8(signature[64]));
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
        }
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        return abi.encodePacked(r, order - s, v == 27 ? 28 : 27);
    }

    function _setWallet(address account, OneDigestWallet wallet) private {
        vm.etch(account, address(wallet).code);
    }
}
