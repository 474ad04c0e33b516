// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Assets} from "../src/Assets.sol";
import {IAssets} from "../src/interfaces/IAssets.sol";
import {Members} from "../src/Members.sol";
import {vm} from "./support/Vm.sol";

/// @notice Three members, who register, sell and revoke as the fuzzer likes, a registrar, which is this
/// contract itself, and plain books of what they did.
contract AssetsHandler {
    Members public immutable members = new Members();
    Assets public immutable assets = new Assets(members, address(this));
    /// Digest of everything an asset said of itself when it was registered.
    mapping(uint256 asset => bytes32) public bookOf;
    mapping(uint256 asset => bool) public isRevoked;
    bool public surprised;

    constructor() {
        for (uint256 who = 0; who < 3; who++) {
            vm.prank(accountOf(who));
            members.join(bytes32(uint256(1)), 0);
        }
        // Some to descend from, so that short runs meet every way to name parents.
        for (uint8 asset = 0; asset < 9; asset++) {
            _write(assets.registerFor(accountOf(asset), IAssets.Kind.Dataset, bytes32(uint256(1)), 0, _parents(0)));
        }
    }

    function register(uint8 who, uint8 kind, bytes32 commitment, uint256 seed, bool byRegistrar) external {
        if (commitment == 0) return;
        IAssets.Parent[] memory parents = _parents(seed);
        if (!byRegistrar) vm.prank(accountOf(who));
        uint256 asset = assets.assetCount() + 1;
        if (byRegistrar) {
            try assets.registerFor(accountOf(who), IAssets.Kind(kind % 5), commitment, bytes32(seed), parents) {
                _write(asset);
            } catch {}
        } else {
            try assets.register(IAssets.Kind(kind % 5), commitment, bytes32(seed), parents) {
                _write(asset);
            } catch {}
        }
    }

    function revoke(uint8 who, uint8 which) external {
        if (assets.assetCount() == 0) return;
        uint256 asset = 1 + which % assets.assetCount();
        address account = accountOf(who);
        bool mayPass = assets.ownerOf(asset) == account && !isRevoked[asset];
        vm.prank(account);
        try assets.revoke(asset) {
            isRevoked[asset] = true;
            if (!mayPass) surprised = true;
        } catch {
            if (mayPass) surprised = true;
        }
    }

    function sell(uint8 which, uint8 to) external {
        if (assets.assetCount() == 0) return;
        uint256 asset = 1 + which % assets.assetCount();
        address owner = assets.ownerOf(asset);
        vm.prank(owner);
        assets.transferFrom(owner, accountOf(to), asset);
    }

    function wait(uint16 duration) external {
        vm.warp(block.timestamp + duration);
    }

    function accountOf(uint256 who) public pure returns (address) {
        return vm.addr(1 + who % 3);
    }

    function digestOf(uint256 asset) public view returns (bytes32) {
        IAssets.Asset memory entry = assets.assetOf(asset);
        return keccak256(
            abi.encode(entry.kind, entry.registeredAt, entry.commitment, entry.terms, assets.parentsOf(asset))
        );
    }

    function _write(uint256 asset) private {
        bookOf[asset] = digestOf(asset);
    }

    /// @dev Up to three parents: mostly good ones, sometimes the asset to come, one twice, or no share.
    function _parents(uint256 seed) private view returns (IAssets.Parent[] memory parents) {
        uint256 count = seed % 4; // none for a seed of 0
        uint256 assetMax = assets.assetCount() + 1;
        parents = new IAssets.Parent[](count);
        uint256 asset = 0;
        for (uint256 index = 0; index < count; index++) {
            uint256 random = uint256(keccak256(abi.encode(seed, index)));
            asset += random % 5 == 0 ? 0 : 1 + (random >> 8) % (assetMax / 3);
            uint256 bps = (random >> 32) % 7 == 0 ? 0 : (random >> 64) % 6_000;
            parents[index] = IAssets.Parent({asset: uint64(asset), bps: uint16(bps)});
        }
    }
}

contract AssetsInvariants {
    AssetsHandler private _handler;
    Assets private _assets;

    function setUp() public {
        _handler = new AssetsHandler();
        _assets = _handler.assets();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function invariant_A1_whatWasRegisteredStays() public view {
        for (uint256 asset = 1; asset <= _assets.assetCount(); asset++) {
            assert(_handler.bookOf(asset) == _handler.digestOf(asset));
        }
    }

    function invariant_A2_parentsAscendAndAreOlder() public view {
        for (uint256 asset = 1; asset <= _assets.assetCount(); asset++) {
            IAssets.Parent[] memory parents = _assets.parentsOf(asset);
            for (uint256 index = 0; index < parents.length; index++) {
                assert(parents[index].asset < asset && parents[index].asset != 0);
                assert(index == 0 || parents[index - 1].asset < parents[index].asset);
            }
        }
    }

    function invariant_A3_sharesAreSomethingAndNotMoreThanAll() public view {
        for (uint256 asset = 1; asset <= _assets.assetCount(); asset++) {
            IAssets.Parent[] memory parents = _assets.parentsOf(asset);
            uint256 totalBps = 0;
            for (uint256 index = 0; index < parents.length; index++) {
                assert(parents[index].bps != 0);
                totalBps += parents[index].bps;
            }
            assert(totalBps <= 10_000);
        }
    }

    function invariant_A4_onlyOwnersRevokeAndOnce() public view {
        assert(!_handler.surprised());
        for (uint256 asset = 1; asset <= _assets.assetCount(); asset++) {
            assert(_assets.assetOf(asset).revoked == _handler.isRevoked(asset));
            assert(_assets.isUsable(asset) != _handler.isRevoked(asset));
        }
    }
}

contract AssetsTest {
    IAssets.Kind private constant MODEL = IAssets.Kind.Model;

    AssetsHandler private _handler = new AssetsHandler();
    Assets private _assets = _handler.assets();

    function testFuzz_A5_membersRegisterForThemselves(address account, bytes32 commitment) public {
        vm.assume(commitment != 0 && account != address(0) && account != address(_handler));
        vm.prank(_handler.accountOf(1));
        uint256 asset = _assets.register(MODEL, commitment, 0, _none());
        assert(_assets.ownerOf(asset) == _handler.accountOf(1));
        if (_handler.members().isActive(account)) return;
        vm.prank(account);
        vm.expectPartialRevert(IAssets.AssetsNotMember.selector);
        _assets.register(MODEL, commitment, 0, _none());
    }

    function testFuzz_A5_onlyTheRegistrarRegistersForAnother(address account, address owner) public {
        vm.assume(owner != address(0) && account != address(0) && account != address(_handler));
        vm.prank(account);
        vm.expectPartialRevert(IAssets.AssetsNotRegistrar.selector);
        _assets.registerFor(owner, MODEL, bytes32(uint256(1)), 0, _none());
        vm.prank(address(_handler));
        assert(_assets.ownerOf(_assets.registerFor(owner, MODEL, bytes32(uint256(1)), 0, _none())) == owner);
    }

    function testFuzz_A6_onlyTheRegistrarNamesARevokedParent(bytes32 commitment, uint16 bps) public {
        vm.assume(commitment != 0);
        address owner = _handler.accountOf(0);
        vm.prank(owner);
        uint256 parent = _assets.register(MODEL, commitment, 0, _none());
        vm.prank(owner);
        _assets.revoke(parent);
        IAssets.Parent[] memory parents = new IAssets.Parent[](1);
        parents[0] = IAssets.Parent({asset: uint64(parent), bps: 1 + bps % 10_000});
        vm.prank(owner);
        vm.expectPartialRevert(IAssets.AssetsBadParent.selector);
        _assets.register(MODEL, commitment, 0, parents);
        vm.prank(address(_handler));
        _assets.registerFor(owner, MODEL, commitment, 0, parents);
    }

    function testFuzz_A2_nothingDescendsFromItselfOrFromWhatIsToCome(uint8 ahead) public {
        IAssets.Parent[] memory parents = new IAssets.Parent[](1);
        uint256 own = _assets.assetCount() + 1;
        for (uint256 later = own; later <= own + ahead; later += 1 + uint256(ahead)) {
            parents[0] = IAssets.Parent({asset: uint64(later), bps: 1});
            vm.prank(_handler.accountOf(0));
            vm.expectPartialRevert(IAssets.AssetsBadParent.selector);
            _assets.register(MODEL, bytes32(uint256(1)), 0, parents);
        }
        parents[0] = IAssets.Parent({asset: uint64(own - 1), bps: 1});
        vm.prank(_handler.accountOf(0));
        assert(_assets.register(MODEL, bytes32(uint256(1)), 0, parents) == own);
    }

    function testFuzz_A3_moreThan256ParentsAreRefused(uint8 over) public {
        IAssets.Parent[] memory parents = new IAssets.Parent[](257 + uint256(over));
        vm.prank(_handler.accountOf(0));
        vm.expectPartialRevert(IAssets.AssetsTooManyParents.selector);
        _assets.register(MODEL, bytes32(uint256(1)), 0, parents);
    }

    function test_emptyCommitmentsAndUnknownAssetsAreRefused() public {
        vm.prank(_handler.accountOf(0));
        vm.expectPartialRevert(IAssets.AssetsEmptyCommitment.selector);
        _assets.register(MODEL, 0, 0, _none());
        vm.expectPartialRevert(IAssets.AssetsUnknown.selector);
        _assets.assetOf(0);
        uint256 next = _assets.assetCount() + 1;
        vm.expectPartialRevert(IAssets.AssetsUnknown.selector);
        _assets.parentsOf(next);
        vm.expectPartialRevert(IAssets.AssetsUnknown.selector);
        _assets.revoke(next);
        assert(!_assets.isUsable(0) && !_assets.isUsable(next) && _assets.isUsable(next - 1));
    }

    function _none() private pure returns (IAssets.Parent[] memory) {
        return new IAssets.Parent[](0);
    }
}
