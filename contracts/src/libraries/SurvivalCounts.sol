// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title SurvivalCounts
/// @notice How many rounds each of up to 256 members survived, sixteen 16-bit counters a storage word.
/// @dev Counters and not one bitmap a round, because closing a study must cost the same after 10,000
/// rounds as after one: a bitmap a round would have to be read again, 2,100 gas each, and a long study
/// could then never be closed. They are cheaper a round too: a rewritten word costs 5,000 gas for 16
/// members, a new bitmap 22,100. A counter cannot overflow into its neighbour while a study has
/// at most 65,535 rounds; Studies allows 10,000.
library SurvivalCounts {
    struct Counts {
        mapping(uint256 word => uint256) words;
    }

    /// @notice Adds one to the counter of every member whose bit is set.
    function add(Counts storage counts, uint256 survivors) internal {
        for (uint256 word = 0; survivors != 0; word++) {
            uint256 lanes = spread(survivors & 0xffff);
            if (lanes != 0) counts.words[word] += lanes;
            survivors >>= 16;
        }
    }

    /// @notice The counters of the first `memberCount` members.
    function read(Counts storage counts, uint256 memberCount) internal view returns (uint256[] memory survivals) {
        survivals = new uint256[](memberCount);
        uint256 lanes;
        for (uint256 index = 0; index < memberCount; index++) {
            if (index % 16 == 0) lanes = counts.words[index / 16];
            survivals[index] = lanes & 0xffff;
            lanes >>= 16;
        }
    }

    /// @notice Moves bit i of 16 bits to bit 16·i, by halving the distance in four steps.
    function spread(uint256 bits) internal pure returns (uint256) {
        bits = (bits | (bits << 120)) & 0x000000000000000000000000000000ff_000000000000000000000000000000ff;
        bits = (bits | (bits << 60)) & 0x000000000000000f_000000000000000f_000000000000000f_000000000000000f;
        bits = (bits | (bits << 30)) & 0x00000003_00000003_00000003_00000003_00000003_00000003_00000003_00000003;
        return (bits | (bits << 15)) & 0x0001000100010001000100010001000100010001000100010001000100010001;
    }
}
