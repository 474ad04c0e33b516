// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IAssets} from "./interfaces/IAssets.sol";
import {IMembers} from "./interfaces/IMembers.sol";

/// @title Assets
/// @notice What members own, as ERC-721 tokens that know what they were made from.
/// @dev What always holds, each line tested by its number:
///   A1  Kind, commitment, terms, time and parents of an asset never change.
///   A2  Every parent has a lower number than its child, and is named once: lineage has no cycle.
///   A3  Each parent's share is at least 1 basis point, and all together at most 10,000.
///   A4  Only the owner revokes, once, and nothing undoes it.
///   A5  Active members register for themselves; only the registrar registers for another.
///   A6  Nobody but the registrar names a revoked parent.
/// The registrar may name revoked parents because a model was made from what it was made from: an owner who
/// revokes or sells a dataset could else keep a finished study from closing. Minting calls nobody.
contract Assets is IAssets, ERC721 {
    /// @notice The most parents of one asset.
    uint256 public constant PARENTS_MAX = 256;

    IMembers private immutable _members;
    address private immutable _registrar;

    mapping(uint256 asset => Asset) private _assets;
    mapping(uint256 asset => Parent[]) private _parents;
    uint256 private _assetCount;

    /// @param registrar_ the Studies contract, whose address the deployer computes beforehand from its own
    /// account and nonce. Studies refuses to be deployed elsewhere, so no key is needed to set it later.
    constructor(IMembers members_, address registrar_) ERC721("Commonhold Assets", "CHA") {
        _members = members_;
        _registrar = registrar_;
    }

    /// @inheritdoc IAssets
    function register(Kind kind, bytes32 commitment, bytes32 terms, Parent[] calldata parents)
        external
        returns (uint256 asset)
    {
        if (!_members.isActive(msg.sender)) revert AssetsNotMember(msg.sender);
        for (uint256 index = 0; index < parents.length; index++) {
            if (_assets[parents[index].asset].revoked) revert AssetsBadParent(parents[index].asset);
        }
        return _register(msg.sender, kind, commitment, terms, parents);
    }

    /// @inheritdoc IAssets
    function registerFor(address owner, Kind kind, bytes32 commitment, bytes32 terms, Parent[] calldata parents)
        external
        returns (uint256 asset)
    {
        if (msg.sender != _registrar) revert AssetsNotRegistrar(msg.sender);
        return _register(owner, kind, commitment, terms, parents);
    }

    /// @inheritdoc IAssets
    function revoke(uint256 asset) external {
        Asset storage entry = _known(asset);
        if (_ownerOf(asset) != msg.sender) revert AssetsNotOwner(asset, msg.sender);
        if (entry.revoked) revert AssetsAlreadyRevoked(asset);
        entry.revoked = true;
        emit AssetRevoked(asset);
    }

    /// @inheritdoc IAssets
    function assetOf(uint256 asset) external view returns (Asset memory) {
        return _known(asset);
    }

    /// @inheritdoc IAssets
    function parentsOf(uint256 asset) external view returns (Parent[] memory) {
        _known(asset);
        return _parents[asset];
    }

    /// @inheritdoc IAssets
    function isUsable(uint256 asset) external view returns (bool) {
        return _exists(asset) && !_assets[asset].revoked;
    }

    /// @inheritdoc IAssets
    function assetCount() external view returns (uint256) {
        return _assetCount;
    }

    /// @inheritdoc IAssets
    function registrar() external view returns (address) {
        return _registrar;
    }

    function _register(address owner, Kind kind, bytes32 commitment, bytes32 terms, Parent[] calldata parents)
        private
        returns (uint256 asset)
    {
        if (commitment == 0) revert AssetsEmptyCommitment();
        asset = ++_assetCount;
        _keepParents(asset, parents);
        _assets[asset] = Asset({
            kind: kind,
            revoked: false,
            registeredAt: uint64(block.timestamp),
            commitment: commitment,
            terms: terms
        });
        _mint(owner, asset);
        emit AssetRegistered(asset, owner, kind, commitment, terms, parents);
    }

    /// @dev All of A2 and A3: a parent is above the one before it and below the child.
    function _keepParents(uint256 asset, Parent[] calldata parents) private {
        if (parents.length > PARENTS_MAX) revert AssetsTooManyParents(parents.length, PARENTS_MAX);
        uint256 totalBps = 0;
        uint64 last = 0;
        Parent[] storage kept = _parents[asset];
        for (uint256 index = 0; index < parents.length; index++) {
            Parent calldata parent = parents[index];
            if (parent.asset <= last || parent.asset >= asset) revert AssetsBadParent(parent.asset);
            totalBps += parent.bps;
            if (parent.bps == 0 || totalBps > 10_000) revert AssetsBadShare(totalBps);
            last = parent.asset;
            kept.push(parent);
        }
    }

    function _exists(uint256 asset) private view returns (bool) {
        return asset != 0 && asset <= _assetCount;
    }

    function _known(uint256 asset) private view returns (Asset storage) {
        if (!_exists(asset)) revert AssetsUnknown(asset);
        return _assets[asset];
    }
}
