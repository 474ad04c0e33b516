// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "../src/interfaces/IMembers.sol";
import {Members} from "../src/Members.sol";
import {vm} from "./support/Vm.sol";

/// @notice Four accounts that join, update and leave as the fuzzer likes, and plain books of it.
contract MembersHandler {
    Members public immutable members = new Members();
    mapping(address account => IMembers.Member) private _books;
    /// True once a call went through that should not have, or the other way round.
    bool public surprised;

    function join(uint8 who, bytes32 nodeKey, bytes32 profile) external {
        address account = accountOf(who);
        bool mayPass = !_books[account].active && nodeKey != 0;
        vm.prank(account);
        try members.join(nodeKey, profile) {
            _books[account] = IMembers.Member(uint64(block.timestamp), true, nodeKey, profile);
            if (!mayPass) surprised = true;
        } catch {
            if (mayPass) surprised = true;
        }
    }

    function update(uint8 who, bytes32 nodeKey, bytes32 profile) external {
        address account = accountOf(who);
        bool mayPass = _books[account].active && nodeKey != 0;
        vm.prank(account);
        try members.update(nodeKey, profile) {
            _books[account].nodeKey = nodeKey;
            _books[account].profile = profile;
            if (!mayPass) surprised = true;
        } catch {
            if (mayPass) surprised = true;
        }
    }

    function updateToNoKey(uint8 who, bytes32 profile) external {
        this.update(who, 0, profile);
    }

    function leave(uint8 who) external {
        address account = accountOf(who);
        bool mayPass = _books[account].active;
        vm.prank(account);
        try members.leave() {
            _books[account].active = false;
            if (!mayPass) surprised = true;
        } catch {
            if (mayPass) surprised = true;
        }
    }

    function wait(uint16 duration) external {
        vm.warp(block.timestamp + duration);
    }

    function bookOf(address account) external view returns (IMembers.Member memory) {
        return _books[account];
    }

    function accountOf(uint256 who) public pure returns (address) {
        return vm.addr(1 + who % 4);
    }
}

contract MembersInvariants {
    MembersHandler private _handler;
    Members private _members;

    function setUp() public {
        _handler = new MembersHandler();
        _members = _handler.members();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_M1_entriesAreWhatTheirAccountsWrote() public view {
        for (uint256 who = 0; who < 4; who++) {
            address account = _handler.accountOf(who);
            bytes32 seen = keccak256(abi.encode(_members.memberOf(account)));
            assert(seen == keccak256(abi.encode(_handler.bookOf(account))));
        }
    }

    function invariant_M2_theCountIsOfActiveAccounts() public view {
        uint256 count = 0;
        for (uint256 who = 0; who < 4; who++) {
            if (_members.isActive(_handler.accountOf(who))) count++;
        }
        assert(_members.activeCount() == count);
    }

    function invariant_M3_activeMembersHaveKeyAndTime() public view {
        for (uint256 who = 0; who < 4; who++) {
            IMembers.Member memory member = _members.memberOf(_handler.accountOf(who));
            assert(!member.active || (member.nodeKey != 0 && member.joinedAt != 0));
        }
    }

    function invariant_M4_joiningAndLeavingAlternate() public view {
        assert(!_handler.surprised());
    }
}
