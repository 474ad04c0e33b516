// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAssets} from "../src/interfaces/IAssets.sol";
import {Bits} from "../src/libraries/Bits.sol";
import {Shares} from "../src/libraries/Shares.sol";
import {SurvivalCounts} from "../src/libraries/SurvivalCounts.sol";

/// @notice The arithmetic, against the plainest way to write it.
contract LibrariesTest {
    using SurvivalCounts for SurvivalCounts.Counts;

    SurvivalCounts.Counts private _counts;
    uint256[256] private _books;

    function testFuzz_S3_bitsAreCountedOneByOne(uint256 set, uint8 shift) public pure {
        assert(Bits.count(set) == _slowCount(set));
        assert(Bits.count(set >> shift) == _slowCount(set >> shift));
        assert(Bits.count(type(uint256).max >> shift) == 256 - uint256(shift));
    }

    function testFuzz_S10_survivalsAreCountedOneByOne(uint256[5] memory rounds) public {
        rounds[0] = type(uint256).max;
        for (uint256 round = 0; round < 5; round++) {
            _counts.add(rounds[round]);
            for (uint256 index = 0; index < 256; index++) {
                _books[index] += (rounds[round] >> index) & 1;
            }
        }
        uint256[] memory read = _counts.read(256);
        for (uint256 index = 0; index < 256; index++) {
            assert(read[index] == _books[index]);
        }
    }

    function testFuzz_S10_sharesAreInProportion(uint16[12] memory given, uint256 seed) public pure {
        uint256 count = 2 + seed % 11;
        uint256[] memory survivals = new uint256[](count);
        uint256[] memory datasets = new uint256[](count);
        uint256 total = 0;
        uint256 largest = 0;
        for (uint256 index = 0; index < count; index++) {
            survivals[index] = given[index] % 10_001;
            // Different, in no order: an odd factor permutes the numbers below 2^32.
            datasets[index] = uint32((index + 1) * uint256(uint32(seed | 1)));
            total += survivals[index];
            if (survivals[index] > survivals[largest]) largest = index;
        }
        if (total == 0) return;
        IAssets.Parent[] memory parents = Shares.split(datasets, survivals);
        uint256 sum = 0;
        for (uint256 index = 0; index < parents.length; index++) {
            assert(index == 0 || parents[index - 1].asset < parents[index].asset);
            sum += parents[index].bps;
        }
        assert(sum == 10_000);
        for (uint256 index = 0; index < count; index++) {
            uint256 floor = (10_000 * survivals[index]) / total;
            uint256 share = _shareOf(parents, datasets[index]);
            assert(index == largest ? share >= floor && share < floor + count : share == floor);
        }
    }

    function _shareOf(IAssets.Parent[] memory parents, uint256 dataset) private pure returns (uint256) {
        for (uint256 index = 0; index < parents.length; index++) {
            if (parents[index].asset == dataset) return parents[index].bps;
        }
        return 0;
    }

    function _slowCount(uint256 set) private pure returns (uint256 count) {
        for (uint256 index = 0; index < 256; index++) {
            if ((set >> index) & 1 == 1) count++;
        }
    }
}
