// Generated from contracts/src/Assets.sol by contracts/scripts/generate-abi.ts: do not edit.

/** The interface of Assets, as viem reads it. */
export const assetsAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IMembers",
        "name": "members_",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "registrar_",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "name": "AssetsAlreadyRevoked",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "parent",
        "type": "uint64"
      }
    ],
    "name": "AssetsBadParent",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "totalBps",
        "type": "uint256"
      }
    ],
    "name": "AssetsBadShare",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "AssetsEmptyCommitment",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AssetsNotMember",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AssetsNotOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AssetsNotRegistrar",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "countMax",
        "type": "uint256"
      }
    ],
    "name": "AssetsTooManyParents",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "name": "AssetsUnknown",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "sender",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "ERC721IncorrectOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "ERC721InsufficientApproval",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "approver",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidApprover",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidOperator",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidReceiver",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "sender",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidSender",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "ERC721NonexistentToken",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "approved",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "Approval",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "operator",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "approved",
        "type": "bool"
      }
    ],
    "name": "ApprovalForAll",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "enum IAssets.Kind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "terms",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "asset",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "bps",
            "type": "uint16"
          }
        ],
        "indexed": false,
        "internalType": "struct IAssets.Parent[]",
        "name": "parents",
        "type": "tuple[]"
      }
    ],
    "name": "AssetRegistered",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "name": "AssetRevoked",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "Transfer",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "PARENTS_MAX",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "approve",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "assetCount",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "name": "assetOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum IAssets.Kind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "bool",
            "name": "revoked",
            "type": "bool"
          },
          {
            "internalType": "uint64",
            "name": "registeredAt",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "terms",
            "type": "bytes32"
          }
        ],
        "internalType": "struct IAssets.Asset",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "balanceOf",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "getApproved",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      }
    ],
    "name": "isApprovedForAll",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "name": "isUsable",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "name",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "ownerOf",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "name": "parentsOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "asset",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "bps",
            "type": "uint16"
          }
        ],
        "internalType": "struct IAssets.Parent[]",
        "name": "",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "enum IAssets.Kind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "terms",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "asset",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "bps",
            "type": "uint16"
          }
        ],
        "internalType": "struct IAssets.Parent[]",
        "name": "parents",
        "type": "tuple[]"
      }
    ],
    "name": "register",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      },
      {
        "internalType": "enum IAssets.Kind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "terms",
        "type": "bytes32"
      },
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "asset",
            "type": "uint64"
          },
          {
            "internalType": "uint16",
            "name": "bps",
            "type": "uint16"
          }
        ],
        "internalType": "struct IAssets.Parent[]",
        "name": "parents",
        "type": "tuple[]"
      }
    ],
    "name": "registerFor",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "registrar",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      }
    ],
    "name": "revoke",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "safeTransferFrom",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      },
      {
        "internalType": "bytes",
        "name": "data",
        "type": "bytes"
      }
    ],
    "name": "safeTransferFrom",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      },
      {
        "internalType": "bool",
        "name": "approved",
        "type": "bool"
      }
    ],
    "name": "setApprovalForAll",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes4",
        "name": "interfaceId",
        "type": "bytes4"
      }
    ],
    "name": "supportsInterface",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "symbol",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "tokenURI",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "transferFrom",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const

/** Names of the errors that Assets can revert with. */
export const assetsErrors = [
  'AssetsAlreadyRevoked',
  'AssetsBadParent',
  'AssetsBadShare',
  'AssetsEmptyCommitment',
  'AssetsNotMember',
  'AssetsNotOwner',
  'AssetsNotRegistrar',
  'AssetsTooManyParents',
  'AssetsUnknown',
  'ERC721IncorrectOwner',
  'ERC721InsufficientApproval',
  'ERC721InvalidApprover',
  'ERC721InvalidOperator',
  'ERC721InvalidOwner',
  'ERC721InvalidReceiver',
  'ERC721InvalidSender',
  'ERC721NonexistentToken'
] as const

/** Creation code of Assets, without constructor arguments. */
export const assetsBytecode: `0x${string}` =
  '0x60c060405234801561000f575f5ffd5b50604051611fb7380380611fb783398101604081905261002e916100c0565b60405180604001604052806011815260200170436f6d6d6f6e686f6c642041737365747360781b8152506040518060400160405280600381526020016243484160e81b815250815f9081610082919061019b565b50600161008f828261019b565b5050506001600160a01b039182166080521660a052610259565b6001600160a01b03811681146100bd575f5ffd5b50565b5f5f604083850312156100d1575f5ffd5b82516100dc816100a9565b60208401519092506100ed816100a9565b809150509250929050565b634e487b7160e01b5f52604160045260245ffd5b600181811c9082168061012057607f821691505b60208210810361013e57634e487b7160e01b5f52602260045260245ffd5b50919050565b601f821115610196578282111561019657805f5260205f20601f840160051c602085101561016f57505f5b90810190601f840160051c035f5b81811015610192575f8382015560010161017d565b5050505b505050565b81516001600160401b038111156101b4576101b46100f8565b6101c8816101c2845461010c565b84610144565b6020601f8211600181146101fa575f83156101e35750848201515b5f19600385901b1c1916600184901b178455610252565b5f84815260208120601f198516915b828110156102295787850151825560209485019460019092019101610209565b508482101561024657868401515f19600387901b60f8161c191681555b505060018360011b0184555b5050505050565b60805160a051611d366102815f395f8181610276015261052c01525f6109ce0152611d365ff3fe608060405234801561000f575f5ffd5b5060043610610179575f3560e01c80636352211e116100d2578063a22cb46511610088578063cb59f05311610063578063cb59f0531461033d578063e985e9c514610350578063eafe7a741461038b575f5ffd5b8063a22cb46514610304578063b88d4fde14610317578063c87b56dd1461032a575f5ffd5b80637db78fac116100b85780637db78fac146102d35780638d351d0b146102f357806395d89b41146102fc575f5ffd5b80636352211e146102ad57806370a08231146102c0575f5ffd5b8063166403e01161013257806326de059d1161010d57806326de059d146102545780632b20e3971461027457806342842e0e1461029a575f5ffd5b8063166403e01461020d57806320c5429b1461022e57806323b872dd14610241575f5ffd5b8063081812fc11610162578063081812fc146101ba578063095ea7b3146101e55780630fdfe771146101fa575f5ffd5b806301ffc9a71461017d57806306fdde03146101a5575b5f5ffd5b61019061018b366004611667565b610393565b60405190151581526020015b60405180910390f35b6101ad61042f565b60405161019c91906116b0565b6101cd6101c83660046116c2565b6104be565b6040516001600160a01b03909116815260200161019c565b6101f86101f33660046116f4565b6104e5565b005b6101906102083660046116c2565b6104f4565b61022061021b366004611772565b610520565b60405190815260200161019c565b6101f861023c3660046116c2565b6105a3565b6101f861024f3660046117e5565b610696565b6102676102623660046116c2565b610738565b60405161019c919061181f565b7f00000000000000000000000000000000000000000000000000000000000000006101cd565b6101f86102a83660046117e5565b6107c6565b6101cd6102bb3660046116c2565b6107e5565b6102206102ce36600461187b565b6107ef565b6102e66102e13660046116c2565b61084d565b60405161019c91906118c8565b61022061010081565b6101ad6108fb565b6101f8610312366004611921565b61090a565b6101f861032536600461196a565b610915565b6101ad6103383660046116c2565b61092d565b61022061034b366004611a47565b61099e565b61019061035e366004611aaa565b6001600160a01b039182165f90815260056020908152604080832093909416825291909152205460ff1690565b600854610220565b5f6001600160e01b031982167f80ac58cd0000000000000000000000000000000000000000000000000000000014806103f557506001600160e01b031982167f5b5e139f00000000000000000000000000000000000000000000000000000000145b8061042957507f01ffc9a7000000000000000000000000000000000000000000000000000000006001600160e01b03198316145b92915050565b60605f805461043d90611adb565b80601f016020809104026020016040519081016040528092919081815260200182805461046990611adb565b80156104b45780601f1061048b576101008083540402835291602001916104b4565b820191905f5260205f20905b81548152906001019060200180831161049757829003601f168201915b5050505050905090565b5f6104c882610b5b565b505f828152600460205260409020546001600160a01b0316610429565b6104f0828233610b93565b5050565b5f6104fe82610ba0565b80156104295750505f90815260066020526040902054610100900460ff161590565b5f336001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461058a576040517f893fc5340000000000000000000000000000000000000000000000000000000081523360048201526024015b60405180910390fd5b610598878787878787610bb4565b979650505050505050565b5f6105ad82610d3d565b9050336105ce835f908152600260205260409020546001600160a01b031690565b6001600160a01b031614610617576040517f960bb01300000000000000000000000000000000000000000000000000000000815260048101839052336024820152604401610581565b8054610100900460ff161561065b576040517fa50db04800000000000000000000000000000000000000000000000000000000815260048101839052602401610581565b805461ff00191661010017815560405182907fea6dfb8ff47a469ed2bf3f55c2a48f5bc1d6d891f3f1431cbf6aae1603fdafad905f90a25050565b6001600160a01b0382166106bf57604051633250574960e11b81525f6004820152602401610581565b5f6106cb838333610d91565b9050836001600160a01b0316816001600160a01b031614610732576040517f64283d7b0000000000000000000000000000000000000000000000000000000081526001600160a01b0380861660048301526024820184905282166044820152606401610581565b50505050565b606061074382610d3d565b505f82815260076020908152604080832080548251818502810185019093528083529193909284015b828210156107bb575f848152602090819020604080518082019091529084015467ffffffffffffffff8116825268010000000000000000900461ffff168183015282526001909201910161076c565b505050509050919050565b6107e083838360405180602001604052805f815250610915565b505050565b5f61042982610b5b565b5f6001600160a01b038216610832576040517f89c62b640000000000000000000000000000000000000000000000000000000081525f6004820152602401610581565b506001600160a01b03165f9081526003602052604090205490565b6040805160a0810182525f8082526020820181905291810182905260608101829052608081019190915261088082610d3d565b6040805160a081019091528154909190829060ff1660048111156108a6576108a6611894565b60048111156108b7576108b7611894565b81528154610100810460ff161515602083015262010000900467ffffffffffffffff1660408201526001820154606082015260029091015460809091015292915050565b60606001805461043d90611adb565b6104f0338383610e90565b610920848484610696565b6107323385858585610f70565b606061093882610b5b565b505f61094e60408051602081019091525f815290565b90505f81511161096c5760405180602001604052805f815250610997565b8061097684611098565b604051602001610987929190611b2a565b6040516020818303038152906040525b9392505050565b6040517f9f8a13d70000000000000000000000000000000000000000000000000000000081523360048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610a1b573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610a3f9190611b3e565b610a77576040517f6e01425d000000000000000000000000000000000000000000000000000000008152336004820152602401610581565b5f5b82811015610b425760065f858584818110610a9657610a96611b59565b610aac9260206040909202019081019150611b82565b67ffffffffffffffff16815260208101919091526040015f2054610100900460ff1615610b3a57838382818110610ae557610ae5611b59565b610afb9260206040909202019081019150611b82565b6040517fb2066fa200000000000000000000000000000000000000000000000000000000815267ffffffffffffffff9091166004820152602401610581565b600101610a79565b50610b51338787878787610bb4565b9695505050505050565b5f818152600260205260408120546001600160a01b03168061042957604051637e27328960e01b815260048101849052602401610581565b6107e08383836001611135565b5f8115801590610429575050600854101590565b5f848103610bee576040517f8dac8e7b00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b60085f8154610bfc90611bb1565b91829055509050610c0e818484611264565b6040518060a00160405280876004811115610c2b57610c2b611894565b81525f602080830182905267ffffffffffffffff4216604080850191909152606084018a90526080909301889052848252600690522081518154829060ff19166001836004811115610c7f57610c7f611894565b021790555060208201518154604084015167ffffffffffffffff16620100000269ffffffffffffffff000019921515610100029290921669ffffffffffffffffff00199091161717815560608201516001820155608090910151600290910155610ce987826113f4565b866001600160a01b0316817f496e8b7d353493743ceeeacdb5ea988269bdf62f42703524e2a913f667efbd338888888888604051610d2b959493929190611bd8565b60405180910390a39695505050505050565b5f610d4782610ba0565b610d80576040517f72aa90ca00000000000000000000000000000000000000000000000000000000815260048101839052602401610581565b505f90815260066020526040902090565b5f828152600260205260408120546001600160a01b0390811690831615610dbd57610dbd81848661146e565b6001600160a01b03811615610df757610dd85f855f5f611135565b6001600160a01b0381165f90815260036020526040902080545f190190555b6001600160a01b03851615610e25576001600160a01b0385165f908152600360205260409020805460010190555b5f84815260026020526040808220805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b0389811691821790925591518793918516917fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef91a4949350505050565b6001600160a01b038316610eb95760405163a9fbf51f60e01b81525f6004820152602401610581565b6001600160a01b038216610f04576040517f5b08ba180000000000000000000000000000000000000000000000000000000081526001600160a01b0383166004820152602401610581565b6001600160a01b038381165f81815260056020908152604080832094871680845294825291829020805460ff191686151590811790915591519182527f17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c31910160405180910390a3505050565b6001600160a01b0383163b1561109157604051630a85bd0160e11b81526001600160a01b0384169063150b7a0290610fb2908890889087908790600401611c5b565b6020604051808303815f875af1925050508015610fec575060408051601f3d908101601f19168201909252610fe991810190611c91565b60015b611053573d808015611019576040519150601f19603f3d011682016040523d82523d5f602084013e61101e565b606091505b5080515f0361104b57604051633250574960e11b81526001600160a01b0385166004820152602401610581565b805160208201fd5b6001600160e01b03198116630a85bd0160e11b1461108f57604051633250574960e11b81526001600160a01b0385166004820152602401610581565b505b5050505050565b60605f6110a4836114eb565b60010190505f8167ffffffffffffffff8111156110c3576110c3611956565b6040519080825280601f01601f1916602001820160405280156110ed576020820181803683370190505b5090508181016020015b5f19017f3031323334353637383961626364656600000000000000000000000000000000600a86061a8153600a85049450846110f757509392505050565b808061114957506001600160a01b03821615155b15611228575f61115884610b5b565b90506001600160a01b038316158015906111845750826001600160a01b0316816001600160a01b031614155b80156111b557506001600160a01b038082165f9081526005602090815260408083209387168352929052205460ff16155b156111de5760405163a9fbf51f60e01b81526001600160a01b0384166004820152602401610581565b81156112265783856001600160a01b0316826001600160a01b03167f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92560405160405180910390a45b505b50505f908152600460205260409020805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b0392909216919091179055565b6101008111156112ab576040517f214a9985000000000000000000000000000000000000000000000000000000008152600481018290526101006024820152604401610581565b5f8381526007602052604081208190815b848110156113eb57368686838181106112d7576112d7611b59565b6040029190910191505067ffffffffffffffff84166112f96020830183611b82565b67ffffffffffffffff161115806113265750876113196020830183611b82565b67ffffffffffffffff1610155b1561133857610afb6020820182611b82565b6113486040820160208301611cac565b6113569061ffff1686611cc7565b94506113686040820160208301611cac565b61ffff161580611379575061271085115b156113b3576040517f92e99d6000000000000000000000000000000000000000000000000000000000815260048101869052602401610581565b6113c06020820182611b82565b83546001810185555f858152602090209195508291016113e08282611cda565b5050506001016112bc565b50505050505050565b6001600160a01b03821661141d57604051633250574960e11b81525f6004820152602401610581565b5f61142983835f610d91565b90506001600160a01b038116156107e0576040517f73c6ac6e0000000000000000000000000000000000000000000000000000000081525f6004820152602401610581565b6114798383836115cc565b6107e0576001600160a01b0383166114a757604051637e27328960e01b815260048101829052602401610581565b6040517f177e802f0000000000000000000000000000000000000000000000000000000081526001600160a01b038316600482015260248101829052604401610581565b5f807a184f03e93ff9f4daa797ed6e38ed64bf6a1f0100000000000000008310611533577a184f03e93ff9f4daa797ed6e38ed64bf6a1f010000000000000000830492506040015b6d04ee2d6d415b85acef8100000000831061155f576d04ee2d6d415b85acef8100000000830492506020015b662386f26fc10000831061157d57662386f26fc10000830492506010015b6305f5e1008310611595576305f5e100830492506008015b61271083106115a957612710830492506004015b606483106115bb576064830492506002015b600a83106104295760010192915050565b5f6001600160a01b038316158015906116475750826001600160a01b0316846001600160a01b0316148061162457506001600160a01b038085165f9081526005602090815260408083209387168352929052205460ff165b8061164757505f828152600460205260409020546001600160a01b038481169116145b949350505050565b6001600160e01b031981168114611664575f5ffd5b50565b5f60208284031215611677575f5ffd5b81356109978161164f565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b602081525f6109976020830184611682565b5f602082840312156116d2575f5ffd5b5035919050565b80356001600160a01b03811681146116ef575f5ffd5b919050565b5f5f60408385031215611705575f5ffd5b61170e836116d9565b946020939093013593505050565b8035600581106116ef575f5ffd5b5f5f83601f84011261173a575f5ffd5b50813567ffffffffffffffff811115611751575f5ffd5b6020830191508360208260061b850101111561176b575f5ffd5b9250929050565b5f5f5f5f5f5f60a08789031215611787575f5ffd5b611790876116d9565b955061179e6020880161171c565b94506040870135935060608701359250608087013567ffffffffffffffff8111156117c7575f5ffd5b6117d389828a0161172a565b979a9699509497509295939492505050565b5f5f5f606084860312156117f7575f5ffd5b611800846116d9565b925061180e602085016116d9565b929592945050506040919091013590565b602080825282518282018190525f918401906040840190835b81811015611870578351805167ffffffffffffffff16845260209081015161ffff168185015290930192604090920191600101611838565b509095945050505050565b5f6020828403121561188b575f5ffd5b610997826116d9565b634e487b7160e01b5f52602160045260245ffd5b600581106118c457634e487b7160e01b5f52602160045260245ffd5b9052565b5f60a0820190506118da8284516118a8565b60208301511515602083015267ffffffffffffffff6040840151166040830152606083015160608301526080830151608083015292915050565b8015158114611664575f5ffd5b5f5f60408385031215611932575f5ffd5b61193b836116d9565b9150602083013561194b81611914565b809150509250929050565b634e487b7160e01b5f52604160045260245ffd5b5f5f5f5f6080858703121561197d575f5ffd5b611986856116d9565b9350611994602086016116d9565b925060408501359150606085013567ffffffffffffffff8111156119b6575f5ffd5b8501601f810187136119c6575f5ffd5b803567ffffffffffffffff8111156119e0576119e0611956565b604051601f8201601f19908116603f0116810167ffffffffffffffff81118282101715611a0f57611a0f611956565b604052818152828201602001891015611a26575f5ffd5b816020840160208301375f6020838301015280935050505092959194509250565b5f5f5f5f5f60808688031215611a5b575f5ffd5b611a648661171c565b94506020860135935060408601359250606086013567ffffffffffffffff811115611a8d575f5ffd5b611a998882890161172a565b969995985093965092949392505050565b5f5f60408385031215611abb575f5ffd5b611ac4836116d9565b9150611ad2602084016116d9565b90509250929050565b600181811c90821680611aef57607f821691505b602082108103611b0d57634e487b7160e01b5f52602260045260245ffd5b50919050565b5f81518060208401855e5f93019283525090919050565b5f611647611b388386611b13565b84611b13565b5f60208284031215611b4e575f5ffd5b815161099781611914565b634e487b7160e01b5f52603260045260245ffd5b67ffffffffffffffff81168114611664575f5ffd5b5f60208284031215611b92575f5ffd5b813561099781611b6d565b634e487b7160e01b5f52601160045260245ffd5b5f60018201611bc257611bc2611b9d565b5060010190565b61ffff81168114611664575f5ffd5b5f60808201611be783896118a8565b6020830187905260408301869052608060608401528390528360a083015f5b85811015611c4e578235611c1981611b6d565b67ffffffffffffffff1682526020830135611c3381611bc9565b61ffff16602083015260409283019290910190600101611c06565b5098975050505050505050565b6001600160a01b03851681526001600160a01b0384166020820152826040820152608060608201525f610b516080830184611682565b5f60208284031215611ca1575f5ffd5b81516109978161164f565b5f60208284031215611cbc575f5ffd5b813561099781611bc9565b8082018082111561042957610429611b9d565b8135611ce581611b6d565b81546020840135611cf581611bc9565b69ffff00000000000000008160401b1667ffffffffffffffff841669ffffffffffffffffffff19841617178455505050505056fea164736f6c6343000825000a'
