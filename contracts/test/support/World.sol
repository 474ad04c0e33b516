// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assets} from "../../src/Assets.sol";
import {IAssets} from "../../src/interfaces/IAssets.sol";
import {IStudies} from "../../src/interfaces/IStudies.sol";
import {Members} from "../../src/Members.sol";
import {Studies} from "../../src/Studies.sol";
import {vm} from "./Vm.sol";

/// @title World
/// @notice The three contracts, deployed as they are in earnest, and people to use them.
abstract contract World {
    bytes32 internal constant TERMS = keccak256("terms");

    Members internal members;
    Assets internal assets;
    Studies internal studies;

    constructor() {
        uint64 nonce = vm.getNonce(address(this));
        members = new Members();
        assets = new Assets(members, vm.computeCreateAddress(address(this), nonce + 2));
        studies = new Studies(members, assets);
    }

    /// @dev Private key of person `index`; its account is `_person(index)`.
    function _key(uint256 index) internal pure returns (uint256) {
        return 0x1000 + index;
    }

    function _person(uint256 index) internal pure returns (address) {
        return vm.addr(_key(index));
    }

    function _within(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        return min + value % (max - min + 1);
    }

    function _proposal(uint32 rounds, uint16 cohortMin, uint16 membersMax)
        internal
        view
        returns (IStudies.Proposal memory)
    {
        return IStudies.Proposal({
            terms: TERMS,
            invited: 0,
            rounds: rounds,
            cohortMin: cohortMin,
            membersMax: membersMax,
            skipsMax: 2,
            joinBy: uint64(block.timestamp + 100),
            roundSeconds: 60
        });
    }

    function _enlist(address person) internal {
        if (members.isActive(person)) return;
        vm.prank(person);
        members.join(keccak256(abi.encode(person)), 0);
    }

    function _dataset(address owner) internal returns (uint256) {
        return _asset(owner, IAssets.Kind.Dataset);
    }

    function _asset(address owner, IAssets.Kind kind) internal returns (uint256) {
        _enlist(owner);
        vm.prank(owner);
        return assets.register(kind, keccak256(abi.encode(owner, block.timestamp)), 0, new IAssets.Parent[](0));
    }

    /// @dev A study proposed by person 0, with persons 0 to `count` - 1 in it.
    function _joinedStudy(IStudies.Proposal memory proposal, uint256 count) internal returns (uint256 study) {
        _enlist(_person(0));
        vm.prank(_person(0));
        study = studies.propose(proposal);
        for (uint256 index = 0; index < count; index++) {
            _join(study, index);
        }
    }

    function _join(uint256 study, uint256 index) internal {
        uint256 dataset = _dataset(_person(index));
        vm.prank(_person(index));
        studies.join(study, dataset, TERMS, new bytes32[](0));
    }

    /// @dev As `_joinedStudy`, full and started.
    function _runningStudy(uint32 rounds, uint16 cohortMin, uint256 count) internal returns (uint256 study) {
        study = _joinedStudy(_proposal(rounds, cohortMin, uint16(count)), count);
        studies.start(study);
    }

    /// @dev The result that would make the open round final.
    function _result(uint256 study, bytes32 model, uint256 survivors)
        internal
        view
        returns (IStudies.RoundResult memory)
    {
        IStudies.Study memory entry = studies.studyOf(study);
        return IStudies.RoundResult({
            study: study,
            round: entry.round,
            epoch: entry.epoch,
            previousModel: entry.model,
            model: model,
            transcript: keccak256("transcript"),
            survivors: survivors
        });
    }

    function _signature(uint256 index, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(index), digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev Signatures of persons 0 to 255 that are in `signers`, over the digest the contract gives.
    function _signatures(IStudies.RoundResult memory result, uint256 signers)
        internal
        view
        returns (bytes[] memory signatures)
    {
        bytes32 digest = studies.hashResult(result);
        signatures = new bytes[](_count(signers));
        uint256 next = 0;
        for (uint256 index = 0; next < signatures.length; index++) {
            if (_has(signers, index)) signatures[next++] = _signature(index, digest);
        }
    }

    /// @dev Makes the open round final with everyone's signature.
    function _finalise(uint256 study, bytes32 model, uint256 survivors) internal {
        IStudies.RoundResult memory result = _result(study, model, survivors);
        studies.finalise(result, survivors, _signatures(result, survivors));
    }

    function _everyone(uint256 count) internal pure returns (uint256) {
        return (1 << count) - 1;
    }

    function _has(uint256 set, uint256 index) internal pure returns (bool) {
        return (set >> index) & 1 == 1;
    }

    /// @dev Bits set, counted one by one.
    function _count(uint256 set) internal pure returns (uint256 count) {
        for (; set != 0; set >>= 1) {
            count += set & 1;
        }
    }
}
