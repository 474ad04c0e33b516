// Generated from contracts/src/Members.sol by contracts/scripts/generate-abi.ts: do not edit.

/** The interface of Members, as viem reads it. */
export const membersAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "member",
        "type": "address"
      }
    ],
    "name": "MembersAlreadyJoined",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "MembersEmptyNodeKey",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "member",
        "type": "address"
      }
    ],
    "name": "MembersNotActive",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "member",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "nodeKey",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "profile",
        "type": "bytes32"
      }
    ],
    "name": "MemberJoined",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "member",
        "type": "address"
      }
    ],
    "name": "MemberLeft",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "member",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "nodeKey",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "profile",
        "type": "bytes32"
      }
    ],
    "name": "MemberUpdated",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "activeCount",
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
        "name": "account",
        "type": "address"
      }
    ],
    "name": "isActive",
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
        "internalType": "bytes32",
        "name": "nodeKey",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "profile",
        "type": "bytes32"
      }
    ],
    "name": "join",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "leave",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "memberOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint64",
            "name": "joinedAt",
            "type": "uint64"
          },
          {
            "internalType": "bool",
            "name": "active",
            "type": "bool"
          },
          {
            "internalType": "bytes32",
            "name": "nodeKey",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "profile",
            "type": "bytes32"
          }
        ],
        "internalType": "struct IMembers.Member",
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
        "internalType": "bytes32",
        "name": "nodeKey",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "profile",
        "type": "bytes32"
      }
    ],
    "name": "update",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const

/** Names of the errors that Members can revert with. */
export const membersErrors = [
  'MembersAlreadyJoined',
  'MembersEmptyNodeKey',
  'MembersNotActive'
] as const

/** Creation code of Members, without constructor arguments. */
export const membersBytecode: `0x${string}` =
  '0x6080604052348015600e575f5ffd5b506105368061001c5f395ff3fe608060405234801561000f575f5ffd5b506004361061006f575f3560e01c80635b419a651161004d5780635b419a65146101815780639f8a13d714610194578063d66d9e19146101e8575f5ffd5b806313f57c3e146100735780633b4c9891146100885780634331ed1f14610170575b5f5ffd5b610086610081366004610475565b6101f0565b005b610128610096366004610495565b604080516080810182525f8082526020820181905291810182905260608101919091525073ffffffffffffffffffffffffffffffffffffffff165f90815260208181526040918290208251608081018452815467ffffffffffffffff8116825268010000000000000000900460ff16151592810192909252600181015492820192909252600290910154606082015290565b6040516101679190815167ffffffffffffffff168152602080830151151590820152604080830151908201526060918201519181019190915260800190565b60405180910390f35b600154604051908152602001610167565b61008661018f366004610475565b61026a565b6101d86101a2366004610495565b73ffffffffffffffffffffffffffffffffffffffff165f9081526020819052604090205468010000000000000000900460ff1690565b6040519015158152602001610167565b6100866103ae565b5f6101f961041b565b90505f83900361021c57604051631afdfc1360e11b815260040160405180910390fd5b6001810183905560028101829055604080518481526020810184905233917f7f59271c0b71b7f582051c34a6ef0d499e7abfe3b2b9f9649398b2405251c872910160405180910390a2505050565b335f9081526020819052604090205468010000000000000000900460ff16156102c6576040517f6996e4240000000000000000000000000000000000000000000000000000000081523360048201526024015b60405180910390fd5b5f8290036102e757604051631afdfc1360e11b815260040160405180910390fd5b6040805160808101825267ffffffffffffffff42811682526001602080840182815284860188815260608601888152335f908152938490529683209551865492511515680100000000000000000268ffffffffffffffffff1990931695169490941717845591518382015592516002909201919091558154919061036a836104fc565b9091555050604080518381526020810183905233917f491a5d9af04f2e1a07e0369b1b620f430e3b72a88479df25b9acf21c3015fff0910160405180910390a25050565b5f6103b761041b565b8054911515680100000000000000000268ff00000000000000001990921691909117905560018054905f6103ea83610514565b909155505060405133907fbea911b50ccdd2233b28faa49766c3cbd0631608f32e5a724d7b83b32b681ad0905f90a2565b335f908152602081905260409020805468010000000000000000900460ff16610472576040517f6dae6d200000000000000000000000000000000000000000000000000000000081523360048201526024016102bd565b90565b5f5f60408385031215610486575f5ffd5b50508035926020909101359150565b5f602082840312156104a5575f5ffd5b813573ffffffffffffffffffffffffffffffffffffffff811681146104c8575f5ffd5b9392505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b5f6001820161050d5761050d6104cf565b5060010190565b5f81610522576105226104cf565b505f19019056fea164736f6c6343000825000a'
