// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssets} from "../src/interfaces/IAssets.sol";
import {IStudies} from "../src/interfaces/IStudies.sol";
import {Studies} from "../src/Studies.sol";
import {vm} from "./support/Vm.sol";
import {World} from "./support/World.sol";

/// @notice Six persons who do with three studies at a time what the fuzzer likes, and plain books of what went
/// through: who joined and in which order, which models became final, how often each survived.
contract StudiesHandler is World {
    uint256 private constant PERSONS = 6;

    mapping(uint256 study => address[]) private _joined;
    mapping(uint256 study => uint256[]) private _datasets;
    mapping(uint256 study => bytes32[]) private _models;
    mapping(uint256 study => mapping(address member => uint256)) private _survivals;
    mapping(uint256 study => IStudies.State) private _seen;
    mapping(uint256 study => uint256) private _skipped;
    uint256[PERSONS] private _ownDatasets;
    bool public sawBadTransition;
    bool public sawStartByAnother;

    constructor() {
        for (uint256 index = 0; index < PERSONS; index++) {
            _ownDatasets[index] = _dataset(_person(index));
        }
    }

    /// @dev Two studies under way, so that short runs reach their ends too: one is full, one has a place left.
    function begin() external {
        for (uint8 study = 0; study < 2; study++) {
            this.propose(0, study, study);
            this.join(study, study);
            this.join(study, study + 1);
        }
    }

    /// @dev Every move ends by looking at all studies.
    modifier watched() {
        _;
        for (uint256 study = 1; study <= studies.studyCount(); study++) {
            IStudies.State state = studies.studyOf(study).state;
            if (!_mayFollow(_seen[study], state)) sawBadTransition = true;
            _seen[study] = state;
        }
    }

    function propose(uint8 who, uint8 rounds, uint8 size) external watched {
        uint16 membersMax = uint16(_within(size, 2, 5));
        if (studies.studyCount() >= 3) return;
        vm.prank(_person(who % PERSONS));
        try studies.propose(_proposal(uint32(_within(rounds, 1, 3)), 2, membersMax)) {} catch {}
    }

    function join(uint8 which, uint8 who) external watched {
        uint256 study = _pick(which);
        uint256 index = who % PERSONS;
        vm.prank(_person(index));
        try studies.join(study, _ownDatasets[index], TERMS, new bytes32[](0)) {
            _joined[study].push(_person(index));
            _datasets[study].push(_ownDatasets[index]);
        } catch {}
    }

    function leave(uint8 which, uint8 who) external watched {
        uint256 study = _pick(which);
        address person = _person(who % PERSONS);
        vm.prank(person);
        try studies.leave(study) {
            uint256 last = _joined[study].length - 1;
            for (uint256 index = 0; index <= last; index++) {
                if (_joined[study][index] != person) continue;
                _joined[study][index] = _joined[study][last];
                _datasets[study][index] = _datasets[study][last];
                break;
            }
            _joined[study].pop();
            _datasets[study].pop();
        } catch {}
    }

    /// @dev By the proposer every other time, who may do it earlier.
    function start(uint8 which, uint8 who) external watched {
        uint256 study = _pick(which);
        IStudies.Study memory entry = studies.studyOf(study);
        address caller = who % 2 == 0 ? entry.proposer : _person((who / 2) % PERSONS);
        bool isOpen =
            block.timestamp <= entry.proposal.joinBy && _joined[study].length < entry.proposal.membersMax;
        vm.prank(caller);
        try studies.start(study) {
            if (isOpen && caller != entry.proposer) sawStartByAnother = true;
        } catch {}
    }

    /// @dev Mostly right; sometimes with an old model, a wrong epoch, or fewer signatures than needed.
    function finalise(uint8 which, bytes32 model, uint256 survivors, uint8 fault) external watched {
        uint256 study = _pick(which);
        uint256 count = studies.membersOf(study).length;
        if (count < 2) return;
        survivors = _count(survivors & _everyone(count)) < 2 ? _everyone(count) : survivors & _everyone(count);
        IStudies.RoundResult memory result = _result(study, model, survivors);
        if (fault % 8 == 1) result.previousModel = TERMS;
        if (fault % 8 == 2) result.epoch++;
        if (fault % 8 == 3 && result.round > 0) result.round--;
        uint256 signers = fault % 8 == 4 ? survivors & (survivors - 1) : survivors;
        bytes[] memory signatures = _signaturesOf(study, studies.hashResult(result), signers);
        try studies.finalise(result, signers, signatures) {
            _models[study].push(model);
            _skipped[study] = 0;
            for (uint256 index = 0; index < count; index++) {
                if (_has(survivors, index)) _survivals[study][_joined[study][index]]++;
            }
        } catch {}
    }

    function skip(uint8 which) external watched {
        uint256 study = _pick(which);
        try studies.skip(study) {
            _skipped[study]++;
        } catch {}
    }

    function cancel(uint8 which, uint8 who) external watched {
        if (who % 3 != 0) return;
        vm.prank(_person(who % PERSONS));
        try studies.cancel(_pick(which)) {} catch {}
    }

    function close(uint8 which) external watched {
        try studies.close(_pick(which)) {} catch {}
    }

    function leaveAndComeBack(uint8 who, bool comesBack) external watched {
        address person = _person(who % PERSONS);
        if (comesBack) return _enlist(person);
        vm.prank(person);
        try members.leave() {} catch {}
    }

    function revokeDataset(uint8 who) external watched {
        uint256 index = who % PERSONS;
        vm.prank(_person(index));
        try assets.revoke(_ownDatasets[index]) {} catch {}
        _ownDatasets[index] = _dataset(_person(index));
    }

    function wait(uint8 duration) external watched {
        vm.warp(block.timestamp + duration);
    }

    function ledger() external view returns (Studies) {
        return studies;
    }

    function modelsOf(uint256 study) external view returns (bytes32[] memory) {
        return _models[study];
    }

    function skippedOf(uint256 study) external view returns (uint256) {
        return _skipped[study];
    }

    /// @dev Members, their datasets and their survivals, as one digest: from the books.
    function rosterByBooks(uint256 study) external view returns (bytes32) {
        address[] memory joined = _joined[study];
        uint256[] memory survivals = new uint256[](joined.length);
        for (uint256 index = 0; index < joined.length; index++) {
            survivals[index] = _survivals[study][joined[index]];
        }
        return keccak256(abi.encode(joined, _datasets[study], survivals));
    }

    /// @dev The same, from the contract.
    function rosterByContract(uint256 study) external view returns (bytes32) {
        address[] memory joined = studies.membersOf(study);
        uint256[] memory datasets = new uint256[](joined.length);
        for (uint256 index = 0; index < joined.length; index++) {
            datasets[index] = studies.datasetOf(study, joined[index]);
        }
        return keccak256(abi.encode(joined, datasets, studies.survivalsOf(study)));
    }

    function sharesTotal(uint256 asset) external view returns (uint256 totalBps) {
        IAssets.Parent[] memory parents = assets.parentsOf(asset);
        for (uint256 index = 0; index < parents.length; index++) {
            totalBps += parents[index].bps;
        }
    }

    function ownerOf(uint256 asset) external view returns (address) {
        return assets.ownerOf(asset);
    }

    /// @dev Members sit in the order of joining, not of their keys.
    function _signaturesOf(uint256 study, bytes32 digest, uint256 signers)
        private
        view
        returns (bytes[] memory signatures)
    {
        signatures = new bytes[](_count(signers));
        uint256 next = 0;
        for (uint256 index = 0; next < signatures.length; index++) {
            if (!_has(signers, index)) continue;
            for (uint256 who = 0; who < PERSONS; who++) {
                if (_person(who) == _joined[study][index]) signatures[next] = _signature(who, digest);
            }
            next++;
        }
    }

    function _pick(uint8 which) private view returns (uint256) {
        return studies.studyCount() == 0 ? 0 : 1 + which % studies.studyCount();
    }

    function _mayFollow(IStudies.State from, IStudies.State to) private pure returns (bool) {
        if (from == to) return true;
        if (from == IStudies.State.Unknown) return to == IStudies.State.Proposed;
        if (to == IStudies.State.Running) return from == IStudies.State.Proposed;
        if (to == IStudies.State.Closed) return from == IStudies.State.Running;
        return to == IStudies.State.Cancelled && (from == IStudies.State.Proposed || from == IStudies.State.Running);
    }
}

contract StudiesInvariants {
    StudiesHandler private _handler;
    Studies private _studies;

    function setUp() public {
        _handler = new StudiesHandler();
        _handler.begin();
        _studies = _handler.ledger();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_S1_statesMoveOnlyForward() public view {
        assert(!_handler.sawBadTransition());
    }

    function invariant_S12_onlyTheProposerEndsJoining() public view {
        assert(!_handler.sawStartByAnother());
    }

    function invariant_S2_S7_membersAreThoseWhoJoined() public view {
        for (uint256 study = 1; study <= _studies.studyCount(); study++) {
            assert(_handler.rosterByBooks(study) == _handler.rosterByContract(study));
            IStudies.Study memory entry = _studies.studyOf(study);
            uint256 count = _studies.membersOf(study).length;
            assert(count <= entry.proposal.membersMax);
            assert(entry.round == 0 || count >= entry.proposal.cohortMin);
        }
    }

    function invariant_S5_modelsAreAChain() public view {
        for (uint256 study = 1; study <= _studies.studyCount(); study++) {
            IStudies.Study memory entry = _studies.studyOf(study);
            bytes32[] memory models = _handler.modelsOf(study);
            assert(models.length <= entry.proposal.rounds);
            assert(entry.round == 0 ? models.length == 0 : entry.round == models.length + 1);
            assert(entry.model == (models.length == 0 ? entry.proposal.terms : models[models.length - 1]));
        }
    }

    function invariant_S8_skipsAreCounted() public view {
        for (uint256 study = 1; study <= _studies.studyCount(); study++) {
            IStudies.Study memory entry = _studies.studyOf(study);
            uint256 skipped = _handler.skippedOf(study);
            uint256 skipsMax = entry.proposal.skipsMax;
            assert(entry.skips == (skipped < skipsMax ? skipped : skipsMax));
        }
    }

    function invariant_S10_aClosedStudyHasOneWholeModel() public view {
        for (uint256 study = 1; study <= _studies.studyCount(); study++) {
            IStudies.Study memory entry = _studies.studyOf(study);
            assert((entry.asset != 0) == (entry.state == IStudies.State.Closed));
            if (entry.asset == 0) continue;
            assert(_handler.sharesTotal(entry.asset) == 10_000);
            assert(_handler.ownerOf(entry.asset) == entry.proposer);
            assert(_handler.modelsOf(study).length == entry.proposal.rounds);
        }
    }
}
