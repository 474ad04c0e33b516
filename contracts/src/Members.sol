// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMembers} from "./interfaces/IMembers.sol";

/// @title Members
/// @notice Who takes part. Each account writes its own entry and no other.
/// @dev What always holds, each line tested by its number:
///   M1  An account's entry changes by that account's own call only.
///   M2  `activeCount` is the number of active accounts.
///   M3  An active member has a node key and a time of joining.
///   M4  `join` is for those who are not active; `update` and `leave` are for those who are.
contract Members is IMembers {
    mapping(address account => Member) private _members;
    uint256 private _activeCount;

    /// @inheritdoc IMembers
    function join(bytes32 nodeKey, bytes32 profile) external {
        if (_members[msg.sender].active) revert MembersAlreadyJoined(msg.sender);
        if (nodeKey == 0) revert MembersEmptyNodeKey();
        _members[msg.sender] =
            Member({joinedAt: uint64(block.timestamp), active: true, nodeKey: nodeKey, profile: profile});
        _activeCount++;
        emit MemberJoined(msg.sender, nodeKey, profile);
    }

    /// @inheritdoc IMembers
    function update(bytes32 nodeKey, bytes32 profile) external {
        Member storage member = _activeMember();
        if (nodeKey == 0) revert MembersEmptyNodeKey();
        member.nodeKey = nodeKey;
        member.profile = profile;
        emit MemberUpdated(msg.sender, nodeKey, profile);
    }

    /// @inheritdoc IMembers
    function leave() external {
        _activeMember().active = false;
        _activeCount--;
        emit MemberLeft(msg.sender);
    }

    /// @inheritdoc IMembers
    function memberOf(address account) external view returns (Member memory) {
        return _members[account];
    }

    /// @inheritdoc IMembers
    function isActive(address account) external view returns (bool) {
        return _members[account].active;
    }

    /// @inheritdoc IMembers
    function activeCount() external view returns (uint256) {
        return _activeCount;
    }

    function _activeMember() private view returns (Member storage member) {
        member = _members[msg.sender];
        if (!member.active) revert MembersNotActive(msg.sender);
    }
}
