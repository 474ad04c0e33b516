// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAssets} from "../interfaces/IAssets.sol";

/// @title Shares
/// @notice Splits 10,000 basis points among datasets in proportion to the rounds each survived.
/// @dev Each gets floor(10,000 · survivals / all survivals); what rounding leaves over goes to the one with
/// the most survivals, the first of them by index. Who would get 0 is not named.
/// Sorting is by merging, whose cost is the same for every order: a quicksort's worst case, 4 million gas at
/// 256 datasets, is the order in which datasets are usually registered.
library Shares {
    uint256 internal constant TOTAL_BPS = 10_000;

    /// @notice The parents of a study's model, ascending by asset; their shares add up to 10,000.
    /// @param datasets different assets, below 2^64
    /// @param survivals of the same length; at least one is not 0
    function split(uint256[] memory datasets, uint256[] memory survivals)
        internal
        pure
        returns (IAssets.Parent[] memory parents)
    {
        (uint256 total, uint256 largest) = _totalAndLargest(survivals);
        uint256 left = TOTAL_BPS;
        uint256 named = 0;
        // Asset in the upper bits, share in the lower 16: one word sorts by asset.
        uint256[] memory keys = new uint256[](datasets.length);
        for (uint256 index = 0; index < datasets.length; index++) {
            uint256 bps = (TOTAL_BPS * survivals[index]) / total;
            left -= bps;
            keys[index] = (datasets[index] << 16) | bps;
            if (bps != 0) named++;
        }
        if (keys[largest] & 0xffff == 0) named++;
        keys[largest] += left;
        keys = _sorted(keys);
        parents = new IAssets.Parent[](named);
        uint256 next = 0;
        for (uint256 index = 0; index < keys.length; index++) {
            uint16 bps = uint16(keys[index]);
            if (bps != 0) parents[next++] = IAssets.Parent({asset: uint64(keys[index] >> 16), bps: bps});
        }
    }

    /// @dev Merges runs of 1, 2, 4 and so on, from one array to the other and back.
    function _sorted(uint256[] memory from) private pure returns (uint256[] memory) {
        uint256[] memory to = new uint256[](from.length);
        for (uint256 width = 1; width < from.length; width *= 2) {
            for (uint256 start = 0; start < from.length; start += 2 * width) {
                _merge(from, to, start, width);
            }
            (from, to) = (to, from);
        }
        return from;
    }

    function _merge(uint256[] memory from, uint256[] memory to, uint256 left, uint256 width) private pure {
        uint256 middle = Math.min(left + width, from.length);
        uint256 right = middle;
        uint256 end = Math.min(middle + width, from.length);
        for (uint256 next = left; next < end; next++) {
            bool isLeft = left < middle && (right >= end || from[left] < from[right]);
            to[next] = isLeft ? from[left++] : from[right++];
        }
    }

    function _totalAndLargest(uint256[] memory survivals) private pure returns (uint256 total, uint256 largest) {
        for (uint256 index = 0; index < survivals.length; index++) {
            total += survivals[index];
            if (survivals[index] > survivals[largest]) largest = index;
        }
    }
}
