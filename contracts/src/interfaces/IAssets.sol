// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IAssets
/// @notice Datasets, models, algorithms, services and content as ERC-721 tokens with lineage.
/// What is told of an asset is a salted commitment, so that deleting the salt erases it.
interface IAssets {
    enum Kind {
        Dataset,
        Model,
        Algorithm,
        Service,
        Content
    }

    struct Parent {
        /// An asset registered earlier.
        uint64 asset;
        /// Its share of what this asset earns, in hundredths of a percent, 1 to 10,000.
        uint16 bps;
    }

    struct Asset {
        Kind kind;
        bool revoked;
        uint64 registeredAt;
        /// Salted commitment (dataset), or SHA-256 digest of the published file (model).
        bytes32 commitment;
        /// SHA-256 digest of the terms document; 0 where there is none.
        bytes32 terms;
    }

    event AssetRegistered(
        uint256 indexed asset, address indexed owner, Kind kind, bytes32 commitment, bytes32 terms, Parent[] parents
    );
    event AssetRevoked(uint256 indexed asset);

    error AssetsUnknown(uint256 asset);
    error AssetsNotOwner(uint256 asset, address caller);
    error AssetsAlreadyRevoked(uint256 asset);
    error AssetsEmptyCommitment();
    error AssetsNotMember(address caller);
    error AssetsNotRegistrar(address caller);
    error AssetsTooManyParents(uint256 count, uint256 countMax);
    /// A parent is unknown, revoked (see `registerFor`), not in ascending order, or named twice.
    error AssetsBadParent(uint64 parent);
    /// A share is 0, or the shares up to it are together over 10,000 basis points.
    error AssetsBadShare(uint256 totalBps);

    /// @notice Registers an asset owned by the caller, who must be an active member.
    /// Parents ascend by number and were registered earlier, so lineage has no cycle.
    function register(Kind kind, bytes32 commitment, bytes32 terms, Parent[] calldata parents)
        external
        returns (uint256 asset);
    /// @notice As `register`, for another owner; only the registrar (the Studies contract) may call it.
    /// It may name revoked parents: who revokes a dataset cannot undo that a model was made from it.
    function registerFor(address owner, Kind kind, bytes32 commitment, bytes32 terms, Parent[] calldata parents)
        external
        returns (uint256 asset);
    /// @notice Withdraws an asset: it can be no parent and join no study any more. Cannot be undone.
    function revoke(uint256 asset) external;

    function assetOf(uint256 asset) external view returns (Asset memory);
    function parentsOf(uint256 asset) external view returns (Parent[] memory);
    /// @notice True where the asset exists and is not revoked.
    function isUsable(uint256 asset) external view returns (bool);
    function assetCount() external view returns (uint256);
    /// @notice The one account that may register for others, fixed at deployment.
    function registrar() external view returns (address);
}
