// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IMembers
/// @notice Who takes part: each account speaks for itself, names its node's key and may leave.
interface IMembers {
    struct Member {
        /// Block time of the latest `join`, in seconds; 0 where the account never joined.
        uint64 joinedAt;
        /// True between `join` and `leave`.
        bool active;
        /// The node's Ed25519 public key (RFC 8032), 32 bytes.
        bytes32 nodeKey;
        /// SHA-256 digest of the member's public profile document.
        bytes32 profile;
    }

    event MemberJoined(address indexed member, bytes32 nodeKey, bytes32 profile);
    event MemberUpdated(address indexed member, bytes32 nodeKey, bytes32 profile);
    event MemberLeft(address indexed member);

    error MembersAlreadyJoined(address member);
    error MembersNotActive(address member);
    error MembersEmptyNodeKey();

    /// @notice Becomes a member, or a member again after `leave`.
    function join(bytes32 nodeKey, bytes32 profile) external;
    /// @notice Replaces the caller's node key and profile.
    function update(bytes32 nodeKey, bytes32 profile) external;
    function leave() external;

    function memberOf(address account) external view returns (Member memory);
    function isActive(address account) external view returns (bool);
    function activeCount() external view returns (uint256);
}
