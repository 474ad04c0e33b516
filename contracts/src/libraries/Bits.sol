// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Bits
/// @notice Sets of up to 256 members as one word.
library Bits {
    uint256 private constant M1 = 0x5555555555555555555555555555555555555555555555555555555555555555;
    uint256 private constant M2 = 0x3333333333333333333333333333333333333333333333333333333333333333;
    uint256 private constant M4 = 0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f;
    uint256 private constant LANES = 0x0101010101010101010101010101010101010101010101010101010101010101;

    /// @notice How many bits are set, 0 to 256.
    /// @dev Sums neighbours in place, then adds all 32 bytes by one multiplication, whose top byte would
    /// wrap at 256: the full set is told apart first.
    function count(uint256 set) internal pure returns (uint256) {
        if (set == type(uint256).max) return 256;
        unchecked {
            // No step can borrow or carry out of its lane: each holds at most the lane's width in bits.
            set -= (set >> 1) & M1;
            set = (set & M2) + ((set >> 2) & M2);
            set = (set + (set >> 4)) & M4;
            return (set * LANES) >> 248;
        }
    }
}
