// Generated from contracts/src/Studies.sol by contracts/scripts/generate-abi.ts: do not edit.

/** The interface of Studies, as viem reads it. */
export const studiesAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IMembers",
        "name": "members_",
        "type": "address"
      },
      {
        "internalType": "contract IAssets",
        "name": "assets_",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
  },
  {
    "inputs": [],
    "name": "InvalidShortString",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "str",
        "type": "string"
      }
    ],
    "name": "StringTooLong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "StudiesAlreadyJoined",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "dataset",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "StudiesBadDataset",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "what",
        "type": "string"
      }
    ],
    "name": "StudiesBadProposal",
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
    "name": "StudiesBadSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "StudiesComplete",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "StudiesEmptyModel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "membersMax",
        "type": "uint256"
      }
    ],
    "name": "StudiesFull",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "joinBy",
        "type": "uint64"
      }
    ],
    "name": "StudiesJoiningOpen",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "joinBy",
        "type": "uint64"
      }
    ],
    "name": "StudiesJoiningOver",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "StudiesMayNotCancel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "signers",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "survivors",
        "type": "uint256"
      }
    ],
    "name": "StudiesNoQuorum",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "round",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "rounds",
        "type": "uint32"
      }
    ],
    "name": "StudiesNotComplete",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "dueAt",
        "type": "uint64"
      }
    ],
    "name": "StudiesNotDue",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "StudiesNotInvited",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "StudiesNotJoined",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "StudiesNotMember",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "registrar",
        "type": "address"
      }
    ],
    "name": "StudiesNotRegistrar",
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
        "name": "countMin",
        "type": "uint256"
      }
    ],
    "name": "StudiesTooFew",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "survivors",
        "type": "uint256"
      }
    ],
    "name": "StudiesUnknownSurvivor",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "given",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "current",
        "type": "uint32"
      }
    ],
    "name": "StudiesWrongEpoch",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "given",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "current",
        "type": "bytes32"
      }
    ],
    "name": "StudiesWrongPrevious",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint32",
        "name": "given",
        "type": "uint32"
      },
      {
        "internalType": "uint32",
        "name": "open",
        "type": "uint32"
      }
    ],
    "name": "StudiesWrongRound",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "given",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      }
    ],
    "name": "StudiesWrongSignatureCount",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "internalType": "enum IStudies.State",
        "name": "actual",
        "type": "uint8"
      },
      {
        "internalType": "enum IStudies.State",
        "name": "needed",
        "type": "uint8"
      }
    ],
    "name": "StudiesWrongState",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "given",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "needed",
        "type": "bytes32"
      }
    ],
    "name": "StudiesWrongTerms",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [],
    "name": "EIP712DomainChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "round",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "previousModel",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "model",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "transcript",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "survivors",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "signers",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "nextRoundDueAt",
        "type": "uint64"
      }
    ],
    "name": "RoundFinal",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "uint32",
        "name": "round",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "epoch",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "roundDueAt",
        "type": "uint64"
      }
    ],
    "name": "RoundSkipped",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "by",
        "type": "address"
      }
    ],
    "name": "StudyCancelled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "asset",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "model",
        "type": "bytes32"
      }
    ],
    "name": "StudyClosed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "member",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "index",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "dataset",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "nodeKey",
        "type": "bytes32"
      }
    ],
    "name": "StudyJoined",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "member",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "movedMember",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "movedToIndex",
        "type": "uint256"
      }
    ],
    "name": "StudyLeft",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "proposer",
        "type": "address"
      },
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "terms",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "invited",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "rounds",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "cohortMin",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "membersMax",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "skipsMax",
            "type": "uint16"
          },
          {
            "internalType": "uint64",
            "name": "joinBy",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "roundSeconds",
            "type": "uint32"
          }
        ],
        "indexed": false,
        "internalType": "struct IStudies.Proposal",
        "name": "proposal",
        "type": "tuple"
      }
    ],
    "name": "StudyProposed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "memberCount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "roundDueAt",
        "type": "uint64"
      }
    ],
    "name": "StudyStarted",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "cancel",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "close",
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
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "member",
        "type": "address"
      }
    ],
    "name": "datasetOf",
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
    "inputs": [],
    "name": "eip712Domain",
    "outputs": [
      {
        "internalType": "bytes1",
        "name": "fields",
        "type": "bytes1"
      },
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "version",
        "type": "string"
      },
      {
        "internalType": "uint256",
        "name": "chainId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "verifyingContract",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "salt",
        "type": "bytes32"
      },
      {
        "internalType": "uint256[]",
        "name": "extensions",
        "type": "uint256[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "study",
            "type": "uint256"
          },
          {
            "internalType": "uint32",
            "name": "round",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "epoch",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "previousModel",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "model",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "transcript",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "survivors",
            "type": "uint256"
          }
        ],
        "internalType": "struct IStudies.RoundResult",
        "name": "result",
        "type": "tuple"
      },
      {
        "internalType": "uint256",
        "name": "signers",
        "type": "uint256"
      },
      {
        "internalType": "bytes[]",
        "name": "signatures",
        "type": "bytes[]"
      }
    ],
    "name": "finalise",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "study",
            "type": "uint256"
          },
          {
            "internalType": "uint32",
            "name": "round",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "epoch",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "previousModel",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "model",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "transcript",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "survivors",
            "type": "uint256"
          }
        ],
        "internalType": "struct IStudies.RoundResult",
        "name": "result",
        "type": "tuple"
      }
    ],
    "name": "hashResult",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "dataset",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "terms",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32[]",
        "name": "invitation",
        "type": "bytes32[]"
      }
    ],
    "name": "join",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "leave",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "membersOf",
    "outputs": [
      {
        "internalType": "address[]",
        "name": "",
        "type": "address[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "terms",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "invited",
            "type": "bytes32"
          },
          {
            "internalType": "uint32",
            "name": "rounds",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "cohortMin",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "membersMax",
            "type": "uint16"
          },
          {
            "internalType": "uint16",
            "name": "skipsMax",
            "type": "uint16"
          },
          {
            "internalType": "uint64",
            "name": "joinBy",
            "type": "uint64"
          },
          {
            "internalType": "uint32",
            "name": "roundSeconds",
            "type": "uint32"
          }
        ],
        "internalType": "struct IStudies.Proposal",
        "name": "proposal",
        "type": "tuple"
      }
    ],
    "name": "propose",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "skip",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "start",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "studyCount",
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
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "studyOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum IStudies.State",
            "name": "state",
            "type": "uint8"
          },
          {
            "internalType": "address",
            "name": "proposer",
            "type": "address"
          },
          {
            "components": [
              {
                "internalType": "bytes32",
                "name": "terms",
                "type": "bytes32"
              },
              {
                "internalType": "bytes32",
                "name": "invited",
                "type": "bytes32"
              },
              {
                "internalType": "uint32",
                "name": "rounds",
                "type": "uint32"
              },
              {
                "internalType": "uint16",
                "name": "cohortMin",
                "type": "uint16"
              },
              {
                "internalType": "uint16",
                "name": "membersMax",
                "type": "uint16"
              },
              {
                "internalType": "uint16",
                "name": "skipsMax",
                "type": "uint16"
              },
              {
                "internalType": "uint64",
                "name": "joinBy",
                "type": "uint64"
              },
              {
                "internalType": "uint32",
                "name": "roundSeconds",
                "type": "uint32"
              }
            ],
            "internalType": "struct IStudies.Proposal",
            "name": "proposal",
            "type": "tuple"
          },
          {
            "internalType": "uint32",
            "name": "round",
            "type": "uint32"
          },
          {
            "internalType": "uint16",
            "name": "skips",
            "type": "uint16"
          },
          {
            "internalType": "uint32",
            "name": "epoch",
            "type": "uint32"
          },
          {
            "internalType": "uint64",
            "name": "roundDueAt",
            "type": "uint64"
          },
          {
            "internalType": "bytes32",
            "name": "model",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "asset",
            "type": "uint256"
          }
        ],
        "internalType": "struct IStudies.Study",
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
        "internalType": "uint256",
        "name": "study",
        "type": "uint256"
      }
    ],
    "name": "survivalsOf",
    "outputs": [
      {
        "internalType": "uint256[]",
        "name": "",
        "type": "uint256[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const

/** Names of the errors that Studies can revert with. */
export const studiesErrors = [
  'InvalidShortString',
  'StringTooLong',
  'StudiesAlreadyJoined',
  'StudiesBadDataset',
  'StudiesBadProposal',
  'StudiesBadSignature',
  'StudiesComplete',
  'StudiesEmptyModel',
  'StudiesFull',
  'StudiesJoiningOpen',
  'StudiesJoiningOver',
  'StudiesMayNotCancel',
  'StudiesNoQuorum',
  'StudiesNotComplete',
  'StudiesNotDue',
  'StudiesNotInvited',
  'StudiesNotJoined',
  'StudiesNotMember',
  'StudiesNotRegistrar',
  'StudiesTooFew',
  'StudiesUnknownSurvivor',
  'StudiesWrongEpoch',
  'StudiesWrongPrevious',
  'StudiesWrongRound',
  'StudiesWrongSignatureCount',
  'StudiesWrongState',
  'StudiesWrongTerms'
] as const

/** Creation code of Studies, without constructor arguments. */
export const studiesBytecode: `0x${string}` =
  '0x6101a0604052348015610010575f5ffd5b50604051613d50380380613d5083398101604081905261002f9161028b565b6040518060400160405280600a81526020016910dbdb5b5bdb9a1bdb1960b21b815250604051806040016040528060018152602001603160f81b81525061007b8261023760201b60201c565b6101205261008881610237565b61014052815160208084019190912060e052815190820120610100524660a05261011460e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c081905260408051632b20e39760e01b815290516001600160a01b03841691632b20e3979160048083019260209291908290030181865afa158015610162573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061018691906102c3565b6001600160a01b03161461021e57806001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101d0573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101f491906102c3565b604051633af0da9360e21b81526001600160a01b0390911660048201526024015b60405180910390fd5b6001600160a01b03918216610160521661018052610340565b5f5f829050601f81511115610261578260405163305a27a960e01b815260040161021591906102e5565b805161026c8261031a565b179392505050565b6001600160a01b0381168114610288575f5ffd5b50565b5f5f6040838503121561029c575f5ffd5b82516102a781610274565b60208401519092506102b881610274565b809150509250929050565b5f602082840312156102d3575f5ffd5b81516102de81610274565b9392505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b8051602080830151919081101561033a575f198160200360031b1b821691505b50919050565b60805160a05160c05160e05161010051610120516101405161016051610180516139886103c85f395f818161045201528181611b0901528181611bb10152611c7601525f81816105ba015281816109340152610aa801525f61266101525f61263101525f61289d01525f61287501525f6127d001525f6127fa01525f61282401526139885ff3fe608060405234801561000f575f5ffd5b50600436106100f0575f3560e01c80635c362d9911610093578063a5e48c2711610063578063a5e48c2714610222578063b9c071b414610242578063c616071914610255578063e455fa5a14610275575f5ffd5b80635c362d99146101ce57806367dfd4c9146101e157806384b0196e146101f457806395805dad1461020f575f5ffd5b806319c0fc07116100ce57806319c0fc071461014f5780632065482d1461016257806340e58ee5146101755780634a62cd5514610188575f5ffd5b80630aebeb4e146100f45780630d0b4a721461011a5780630e2aa4551461012f575b5f5ffd5b610107610102366004612de7565b61027d565b6040519081526020015b60405180910390f35b61012d610128366004612e46565b61052a565b005b61014261013d366004612de7565b6109d0565b6040516101119190612ea2565b61010761015d366004612f03565b610a39565b610107610170366004612f1d565b610a91565b61012d610183366004612de7565b610bf0565b610107610196366004612f4e565b5f8281526004602090815260408083206001600160a01b038516845290915290205462010000900467ffffffffffffffff1692915050565b61012d6101dc366004612f7c565b610d8f565b61012d6101ef366004612de7565b610ea8565b6101fc6110eb565b604051610111979695949392919061303d565b61012d61021d366004612de7565b611149565b610235610230366004612de7565b6112d6565b6040516101119190613186565b61012d610250366004612de7565b6114bf565b610268610263366004612de7565b6116ae565b6040516101119190613226565b600754610107565b5f5f61028a8360026116d4565b60038101546004820154919250600183019163ffffffff9182169116116102fe5760048281015460028301546040517f0990e73500000000000000000000000000000000000000000000000000000000815263ffffffff928316938101939093521660248201526044015b60405180910390fd5b815460ff1916600390811783555f85815260209190915260408120805490919067ffffffffffffffff81111561033657610336613238565b60405190808252806020026020018201604052801561035f578160200160208202803683370190505b5090505f5b81518110156103ef5760045f8881526020019081526020015f205f8483815481106103915761039161324c565b5f918252602080832091909101546001600160a01b0316835282019290925260400190205482516201000090910467ffffffffffffffff16908390839081106103dc576103dc61324c565b6020908102919091010152600101610364565b5080515f87815260066020526040812090916104169184916104119190611733565b6117ed565b8554600587015486546040517f166403e00000000000000000000000000000000000000000000000000000000081529394506001600160a01b037f000000000000000000000000000000000000000000000000000000000000000081169463166403e0946104969461010090910490921692600192918890600401613260565b6020604051808303815f875af11580156104b2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906104d691906132ee565b955085856006018190555085877f7da9806be556b5364bdfef46c6b15668ab962cfa64fda16b37dd667071785e1d876005015460405161051891815260200190565b60405180910390a35050505050919050565b5f6105368660016116d4565b60038101549091506001820190600160501b900467ffffffffffffffff164211156105a55760028101546040517f4c492d06000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff1660048201526024016102f5565b604051639f8a13d760e01b81523360048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610607573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061062b9190613319565b61064a5760405163dad6ed0760e01b81523360048201526024016102f5565b5f87815260046020908152604080832033845290915290205461ffff16156106a0576040517fa510a8f70000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b5f8781526003602052604090205460028201546601000000000000900461ffff16811061070e5760028201546040517f853df2fd000000000000000000000000000000000000000000000000000000008152660100000000000090910461ffff1660048201526024016102f5565b815486146107555781546040517f2d89cba80000000000000000000000000000000000000000000000000000000081526102f5918891600401918252602082015260400190565b61076482600101548686611a6f565b61079c576040517fbdc4f58a0000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b5f8881526005602090815260408083208a845290915290205460ff16806107c957506107c787611ad8565b155b15610809576040517fb628670b000000000000000000000000000000000000000000000000000000008152600481018890523360248201526044016102f5565b5f88815260036020908152604080832080546001818101835591855292909320909101805473ffffffffffffffffffffffffffffffffffffffff191633179055805180820190915290819061085f908490613346565b61ffff908116825267ffffffffffffffff8a81166020938401525f8c815260048085526040808320338085529087528184208851815499890151909616620100000269ffffffffffffffffffff199099169590961694909417969096179093558c8152600584528481208c825290935291839020805460ff1916600117905591517f3b4c98910000000000000000000000000000000000000000000000000000000081529182018190529089907f41d8683eb8b5c1511005910679a118f64d382f5f4361dcd780d0a5d0b92ea4d39084908b907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690633b4c989190602401608060405180830381865afa158015610981573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109a5919061336e565b6040908101518151938452602084019290925282015260600160405180910390a35050505050505050565b5f81815260036020908152604091829020805483518184028101840190945280845260609392830182828015610a2d57602002820191905f5260205f20905b81546001600160a01b03168152600190910190602001808311610a0f575b50505050509050919050565b5f610a8b7ff6a483f312ad02b18427fc309f0917360bc0eb2863c6e9a719f8afa1951b741483604051602001610a70929190613409565b60405160208183030381529060405280519060200120611cef565b92915050565b604051639f8a13d760e01b81523360048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610af5573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b199190613319565b610b385760405163dad6ed0760e01b81523360048201526024016102f5565b610b4182611d36565b60075f8154610b4f90613486565b91829055505f818152600260205260409020805460017fffffffffffffffffffffff000000000000000000000000000000000000000000909116336101000217811782559192509083908201610ba582826134d1565b505082356005820155604051339083907fe8535cd6a8340001ee4bd00863741985825741f5cf1a6ad8fbde47b7843d9cab90610be2908790613648565b60405180910390a350919050565b5f8181526002602052604081209060018083019190835460ff166004811115610c1b57610c1b6130c6565b03610c8057825461010090046001600160a01b0316331480610c7957506002820154600160501b900467ffffffffffffffff1642118015610c79575060028201545f8581526003602052604090205464010000000090910461ffff16115b9050610cf2565b6002835460ff166004811115610c9857610c986130c6565b03610ccc5750600281015460048301546801000000000000000090910461ffff908116640100000000909204161015610cf2565b825460405163116afbbd60e01b81526102f591869160ff909116906001906004016136ef565b80610d2b576040517ff04c168f0000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b825460ff1916600490811784558301805471ffffffffffffffff000000000000000000001916905560405133815284907f99570228585a5a822ea10eb7918e227e98d1e92b6d20e801a8920cf320f8e074906020015b60405180910390a250505050565b5f610d9c853560026116d4565b9050610da8818661205c565b6003810154610dca90863590640100000000900461ffff1660c0880135612233565b610dd6858585856122bb565b5f610de7604087016020880161371c565b610df2906001613737565b60038301549091505f9063ffffffff90811690831611610e1a57610e1583612477565b610e1c565b5f5b60048401805463ffffffff8581167fffffffffffffffffffffffffffff0000000000000000ffffffff00000000000090921691909117600160501b67ffffffffffffffff851602179091556080890135600586015588355f908152600660205260409020919250610e94919060c08a0135906124a416565b610e9f87878361257f565b50505050505050565b610eb38160016116d4565b505f818152600460209081526040808320338452825280832081518083019092525461ffff81168083526201000090910467ffffffffffffffff16928201929092529103610f2f576040517f69ee7edd0000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b5f8281526003602052604081208251909190610f4d90600190613753565b8254845161ffff92831693505f9216146110135782548390610f719060019061376d565b81548110610f8157610f8161324c565b905f5260205f20015f9054906101000a90046001600160a01b0316905080838381548110610fb157610fb161324c565b5f918252602080832091909101805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b039485161790558651888352600482526040808420948616845293909152919020805461ffff191661ffff9092169190911790555b8280548061102357611023613780565b5f82815260208082205f199084018101805473ffffffffffffffffffffffffffffffffffffffff1916905590920190925586825260048152604080832033808552908352818420805469ffffffffffffffffffff19169055888452600583528184208884015167ffffffffffffffff168552835292819020805460ff1916905580516001600160a01b038516815291820185905287917f2432f2bab78be0f7dd4c50149ebef3f903a00a0d8779903023e92c74afa8e398910160405180910390a35050505050565b5f6060805f5f5f60606110fc61262a565b61110461265a565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b5f6111558260016116d4565b5f83815260036020819052604090912054908201549192506001830191600160501b900467ffffffffffffffff1642118015906111a3575060028201546601000000000000900461ffff1681105b156111f25760028201546040517f6cec1c18000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff1660048201526024016102f5565b6002820154640100000000900461ffff1681101561123d576002820154604051632793f77160e21b81526004810183905264010000000090910461ffff1660248201526044016102f5565b825460ff1916600217835560048301805463ffffffff1916600117905561126383612477565b60048401805471ffffffffffffffff000000000000000000001916600160501b67ffffffffffffffff938416810291909117918290556040805185815291909204909216602083015285917f075f9cfc6bfad9ef010b7c3852d0cf6a9399a97a221fe604df0ba579f882a0929101610d81565b611362604080516101208101909152805f81525f60208083018290526040805161010081018252838152918201839052818101839052606082018390526080820183905260a0820183905260c0820183905260e082019290925291019081525f6020820181905260408201819052606082018190526080820181905260a0820181905260c09091015290565b5f8281526002602052604090819020815161012081019092528054829060ff166004811115611393576113936130c6565b60048111156113a4576113a46130c6565b81528154610100908190046001600160a01b031660208084019190915260408051808401825260018601548152600286015492810192909252600385015463ffffffff8082168484015264010000000080830461ffff908116606080880191909152660100000000000080860483166080808a0191909152680100000000000000008704841660a0808b0191909152600160501b80890467ffffffffffffffff90811660c0808e01919091527201000000000000000000000000000000000000909a04891660e0808e01919091529a8e019b909b5260048e0154808916958e0195909552958404909416908b015281049093169088015290049092169184019190915260058401549083015260069092015491015292915050565b5f6114cb8260026116d4565b6003810154600482015491925063ffffffff90811691161115611504576040516342aa288160e01b8152600481018390526024016102f5565b6004810154600160501b900467ffffffffffffffff1642101561156e576004818101546040517f2318dee1000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff16918101919091526024016102f5565b600381015460048201546801000000000000000090910461ffff9081166401000000009092041610156115d45760048181018054640100000000900461ffff16916115b883613794565b91906101000a81548161ffff021916908361ffff160217905550505b6004810180546601000000000000900463ffffffff169060066115f6836137b4565b91906101000a81548163ffffffff021916908363ffffffff1602179055505061161e81612477565b60048201805467ffffffffffffffff928316600160501b90810271ffffffffffffffff000000000000000000001983168117938490556040805163ffffffff660100000000000087048116825293909504909516602085015281169116179184917fe3f1a95fbc232974873e394fa8df7ba3ea0384421be6c1464ad803cd01817682910160405180910390a35050565b5f818152600360209081526040808320546006909252909120606091610a8b9190611733565b5f8281526002602052604090208160048111156116f3576116f36130c6565b815460ff166004811115611709576117096130c6565b14610a8b57805460405163116afbbd60e01b81526102f591859160ff9091169085906004016136ef565b60608167ffffffffffffffff81111561174e5761174e613238565b604051908082528060200260200182016040528015611777578160200160208202803683370190505b5090505f805b838110156117e5576117906010826137e3565b5f036117b457845f6117a36010846137f6565b81526020019081526020015f205491505b8161ffff168382815181106117cb576117cb61324c565b602090810291909101015260109190911c9060010161177d565b505092915050565b60605f5f6117fa84612685565b86519193509150612710905f90819067ffffffffffffffff81111561182157611821613238565b60405190808252806020026020018201604052801561184a578160200160208202803683370190505b5090505f5b88518110156118f3575f8689838151811061186c5761186c61324c565b60200260200101516127106118819190613809565b61188b91906137f6565b9050611897818661376d565b94508060108b84815181106118ae576118ae61324c565b6020026020010151901b178383815181106118cb576118cb61324c565b602090810291909101015280156118ea57836118e681613486565b9450505b5060010161184f565b508084815181106119065761190661324c565b602002602001015161ffff165f03611926578161192281613486565b9250505b828185815181106119395761193961324c565b6020026020010181815161194d9190613346565b90525061195981612705565b90508167ffffffffffffffff81111561197457611974613238565b6040519080825280602002602001820160405280156119b857816020015b604080518082019091525f80825260208201528152602001906001900390816119925790505b5095505f805b8251811015611a62575f8382815181106119da576119da61324c565b602002602001015190508061ffff165f14611a595760405180604001604052806010868581518110611a0e57611a0e61324c565b6020026020010151901c67ffffffffffffffff1681526020018261ffff16815250898480611a3b90613486565b955081518110611a4d57611a4d61324c565b60200260200101819052505b506001016119be565b5050505050505092915050565b5f838103611a7f57506001611ad1565b604080513360208201525f910160408051601f1981840301815282825280516020918201209083015201604051602081830303815290604052805190602001209050611acd848487846127ab565b9150505b9392505050565b6040517f0fdfe771000000000000000000000000000000000000000000000000000000008152600481018290525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690630fdfe77190602401602060405180830381865afa158015611b56573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611b7a9190613319565b8015611c3657505f6040517f7db78fac000000000000000000000000000000000000000000000000000000008152600481018490527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690637db78fac9060240160a060405180830381865afa158015611bfe573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611c229190613820565b516004811115611c3457611c346130c6565b145b8015610a8b57506040517f6352211e0000000000000000000000000000000000000000000000000000000081526004810183905233906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636352211e90602401602060405180830381865afa158015611cbb573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611cdf91906138b5565b6001600160a01b03161492915050565b5f610a8b611cfb6127c4565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f611d4760808301606084016138d0565b61ffff169050611d94825f01355f5f1b14156040518060400160405280600581526020017f7465726d730000000000000000000000000000000000000000000000000000008152506128ed565b611e0f6001611da9606085016040860161371c565b63ffffffff1610158015611dd45750612710611dcb606085016040860161371c565b63ffffffff1611155b6040518060400160405280600681526020017f726f756e647300000000000000000000000000000000000000000000000000008152506128ed565b611e6060028210158015611e2557506101008211155b6040518060400160405280600981526020017f636f686f72744d696e00000000000000000000000000000000000000000000008152506128ed565b611ed681611e7460a08501608086016138d0565b61ffff1610158015611e9b5750610100611e9460a08501608086016138d0565b61ffff1611155b6040518060400160405280600a81526020017f6d656d626572734d6178000000000000000000000000000000000000000000008152506128ed565b611f4d6001611eeb60c0850160a086016138d0565b61ffff1610158015611f1257506103e8611f0b60c0850160a086016138d0565b61ffff1611155b6040518060400160405280600881526020017f736b6970734d61780000000000000000000000000000000000000000000000008152506128ed565b611fda42611f6160e0850160c086016138eb565b67ffffffffffffffff1610158015611f9f5750611f82426301e13380613346565b611f9260e0850160c086016138eb565b67ffffffffffffffff1611155b6040518060400160405280600681526020017f6a6f696e427900000000000000000000000000000000000000000000000000008152506128ed565b6120586001611ff0610100850160e0860161371c565b63ffffffff161015801561201d575062278d00612014610100850160e0860161371c565b63ffffffff1611155b6040518060400160405280600c81526020017f726f756e645365636f6e647300000000000000000000000000000000000000008152506128ed565b5050565b6004820154600383015463ffffffff9182169116811115612093576040516342aa288160e01b8152823560048201526024016102f5565b63ffffffff81166120aa604084016020850161371c565b63ffffffff1614612108576120c5604083016020840161371c565b6040517f330a174700000000000000000000000000000000000000000000000000000000815263ffffffff918216600482015290821660248201526044016102f5565b60048301546601000000000000900463ffffffff1661212d606084016040850161371c565b63ffffffff161461219d57612148606083016040840161371c565b6004848101546040517fca4a239400000000000000000000000000000000000000000000000000000000815263ffffffff938416928101929092526601000000000000900490911660248201526044016102f5565b82600501548260600135146121f15760058301546040517f3f455be50000000000000000000000000000000000000000000000000000000081526060840135600482015260248101919091526044016102f5565b60808201355f0361222e576040517f721168f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b505050565b5f8381526003602052604090205481901c1561227e576040517ffa4afcd0000000000000000000000000000000000000000000000000000000008152600481018290526024016102f5565b5f61228882612926565b9050828110156122b557604051632793f77160e21b815260048101829052602481018490526044016102f5565b50505050565b5f6122c584612926565b905060c08501351984161515806122fd57506122e48560c00135612926565b6122ef906002613809565b6122fa826003613809565b11155b15612341576040517faab8af780000000000000000000000000000000000000000000000000000000081526004810185905260c086013560248201526044016102f5565b818114612384576040517fbd59d18d00000000000000000000000000000000000000000000000000000000815260048101839052602481018290526044016102f5565b5f61238e86610a39565b86355f908152600360205260408120919250805b8482101561246c57600188821c161561245a575f8382815481106123c8576123c861324c565b5f918252602090912001546001600160a01b0316905061241781868a8a876123ef81613486565b98508181106124005761240061324c565b90506020028101906124129190613906565b6129df565b612458576040517f09a318f80000000000000000000000000000000000000000000000000000000081526001600160a01b03821660048201526024016102f5565b505b8061246481613486565b9150506123a2565b505050505050505050565b60038101545f90610a8b907201000000000000000000000000000000000000900463ffffffff1642613949565b5f5b811561222e575f780300000000000000030000000000000003000000000000000360ff8416607885901b70ff000000000000000000000000000000001617603c81901b17908116601e9190911b7c03000000000000000300000000000000030000000000000003000000001617600f81901b177e010001000100010001000100010001000100010001000100010001000100011690508015612565575f828152602085905260408120805483929061255f908490613346565b90915550505b5060109190911c908061257781613486565b9150506124a6565b61258f604084016020850161371c565b63ffffffff1683357f3112da1a280efca35cf3a03eade8d388eb9b28b01a5d076e1fc225aba7ca32176125c8606087016040880161371c565b6040805163ffffffff92909216825260608881013560208401526080808a01358484015260a0808b01359285019290925260c0808b01359185019190915290830188905267ffffffffffffffff871690830152519081900360e00190a3505050565b60606126557f0000000000000000000000000000000000000000000000000000000000000000612a51565b905090565b60606126557f0000000000000000000000000000000000000000000000000000000000000000612a51565b5f80805b83518110156126ff578381815181106126a4576126a461324c565b6020026020010151836126b79190613346565b92508382815181106126cb576126cb61324c565b60200260200101518482815181106126e5576126e561324c565b602002602001015111156126f7578091505b600101612689565b50915091565b60605f825167ffffffffffffffff81111561272257612722613238565b60405190808252806020026020018201604052801561274b578160200160208202803683370190505b50905060015b83518110156127a3575f5b845181101561278d5761277185848385612a8e565b61277c826002613809565b6127869082613346565b905061275c565b5090929061279c600282613809565b9050612751565b509192915050565b5f826127b8868685612b99565b1490505b949350505050565b5f306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614801561281c57507f000000000000000000000000000000000000000000000000000000000000000046145b1561284657507f000000000000000000000000000000000000000000000000000000000000000090565b612655604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b8161205857806040517f2795300f0000000000000000000000000000000000000000000000000000000081526004016102f59190613969565b5f5f1982036129385750610100919050565b507f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f7f5555555555555555555555555555555555555555555555555555555555555555600183901c16909103600281901c7f3333333333333333333333333333333333333333333333333333333333333333908116911601600481901c01167f01010101010101010101010101010101010101010101010101010101010101010260f81c90565b5f846001600160a01b03163b5f03612a3e575f5f6129fe868686612bda565b5090925090505f816003811115612a1757612a176130c6565b148015612a355750866001600160a01b0316826001600160a01b0316145b925050506127bc565b612a4a85858585612c21565b90506127bc565b60605f612a5d83612ca4565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b5f612aa3612a9c8385613346565b8651612ce4565b9050805f612abb612ab48584613346565b8851612ce4565b9050845b81811015612b8f575f8487108015612b1257508284101580612b125750888481518110612aee57612aee61324c565b6020026020010151898881518110612b0857612b0861324c565b6020026020010151105b905080612b43578884612b2481613486565b955081518110612b3657612b3661324c565b6020026020010151612b69565b8887612b4e81613486565b985081518110612b6057612b6061324c565b60200260200101515b888381518110612b7b57612b7b61324c565b602090810291909101015250600101612abf565b5050505050505050565b5f81815b84811015612bd157612bc782878784818110612bbb57612bbb61324c565b90506020020135612cf3565b9150600101612b9d565b50949350505050565b5f80806041849003612c0e578435602086013560408701355f1a612c0089828585612d1f565b955095509550505050612c18565b505f915060029050825b93509350939050565b604080517f1626ba7e00000000000000000000000000000000000000000000000000000000808252600482018690526024820192909252604481018390525f91908390818660648301375f82606483010152601f820160051c60051b915060205f60648401838b5afa9050825f5114601f3d111681169350505050949350505050565b5f60ff8216601f811115610a8b576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f828218828410028218611ad1565b5f818310612d0d575f828152602084905260409020611ad1565b5f838152602083905260409020611ad1565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115612d5857505f91506003905082612ddd565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612da9573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116612dd457505f925060019150829050612ddd565b92505f91508190505b9450945094915050565b5f60208284031215612df7575f5ffd5b5035919050565b5f5f83601f840112612e0e575f5ffd5b50813567ffffffffffffffff811115612e25575f5ffd5b6020830191508360208260051b8501011115612e3f575f5ffd5b9250929050565b5f5f5f5f5f60808688031215612e5a575f5ffd5b853594506020860135935060408601359250606086013567ffffffffffffffff811115612e85575f5ffd5b612e9188828901612dfe565b969995985093965092949392505050565b602080825282518282018190525f918401906040840190835b81811015612ee25783516001600160a01b0316835260209384019390920191600101612ebb565b509095945050505050565b5f60e08284031215612efd575f5ffd5b50919050565b5f60e08284031215612f13575f5ffd5b611ad18383612eed565b5f610100828403128015612f2f575f5ffd5b509092915050565b6001600160a01b0381168114612f4b575f5ffd5b50565b5f5f60408385031215612f5f575f5ffd5b823591506020830135612f7181612f37565b809150509250929050565b5f5f5f5f6101208587031215612f90575f5ffd5b612f9a8686612eed565b935060e0850135925061010085013567ffffffffffffffff811115612fbd575f5ffd5b612fc987828801612dfe565b95989497509550505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b5f8151808452602084019350602083015f5b82811015613033578151865260209586019590910190600101613015565b5093949350505050565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f61307760e0830189612fd5565b82810360408401526130898189612fd5565b90508660608401526001600160a01b03861660808401528460a084015282810360c08401526130b88185613003565b9a9950505050505050505050565b634e487b7160e01b5f52602160045260245ffd5b60058110612f4b57634e487b7160e01b5f52602160045260245ffd5b6130ff816130da565b9052565b805182526020810151602083015263ffffffff604082015116604083015261ffff606082015116606083015261ffff608082015116608083015260a081015161315260a084018261ffff169052565b5060c081015161316e60c084018267ffffffffffffffff169052565b5060e081015161222e60e084018263ffffffff169052565b5f610200820190506131998284516130f6565b60208301516131b360208401826001600160a01b03169052565b5060408301516131c66040840182613103565b50606083015163ffffffff908116610140840152608084015161ffff1661016084015260a08401511661018083015260c083015167ffffffffffffffff166101a083015260e08301516101c0830152610100909201516101e09091015290565b602081525f611ad16020830184613003565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b5f60a082016001600160a01b038816835261327a876130da565b86602084015285604084015284606084015260a0608084015280845180835260c0850191506020860192505f5b818110156132df578351805167ffffffffffffffff16845260209081015161ffff1681850152909301926040909201916001016132a7565b50909998505050505050505050565b5f602082840312156132fe575f5ffd5b5051919050565b80518015158114613314575f5ffd5b919050565b5f60208284031215613329575f5ffd5b611ad182613305565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610a8b57610a8b613332565b67ffffffffffffffff81168114612f4b575f5ffd5b5f608082840312801561337f575f5ffd5b506040516080810167ffffffffffffffff811182821017156133af57634e487b7160e01b5f52604160045260245ffd5b60405282516133bd81613359565b81526133cb60208401613305565b6020820152604083810151908201526060928301519281019290925250919050565b63ffffffff81168114612f4b575f5ffd5b8035613314816133ed565b8281528135602080830191909152610100820190830135613429816133ed565b63ffffffff81166040840152506040830135613444816133ed565b63ffffffff1660608381019190915283013560808084019190915283013560a08084019190915283013560c0808401919091529092013560e090910152919050565b5f6001820161349757613497613332565b5060010190565b5f8135610a8b816133ed565b61ffff81168114612f4b575f5ffd5b5f8135610a8b816134aa565b5f8135610a8b81613359565b81358155602082013560018201556002810160408301356134f1816133ed565b63ffffffff811663ffffffff19835416178255505f6060840135613514816134aa565b825465ffff00000000191660209190911b65ffff000000001617825550613562613540608085016134b9565b825467ffff000000000000191660309190911b67ffff00000000000016178255565b61359761357160a085016134b9565b825469ffff0000000000000000191660409190911b69ffff000000000000000016178255565b6135dc6135a660c085016134c5565b825471ffffffffffffffff00000000000000000000191660509190911b71ffffffffffffffff0000000000000000000016178255565b61222e6135eb60e0850161349e565b82547fffffffffffffffffffff00000000ffffffffffffffffffffffffffffffffffff1660909190911b75ffffffff00000000000000000000000000000000000016178255565b8035613314816134aa565b803561331481613359565b813581526020808301359082015261010081016040830135613669816133ed565b63ffffffff1660408301526060830135613682816134aa565b61ffff16606083015261369760808401613632565b61ffff1660808301526136ac60a08401613632565b61ffff1660a08301526136c160c0840161363d565b67ffffffffffffffff1660c08301526136dc60e084016133fe565b63ffffffff811660e08401525092915050565b838152606081016136ff846130da565b83602083015261370e836130da565b826040830152949350505050565b5f6020828403121561372c575f5ffd5b8135611ad1816133ed565b63ffffffff8181168382160190811115610a8b57610a8b613332565b61ffff8281168282160390811115610a8b57610a8b613332565b81810381811115610a8b57610a8b613332565b634e487b7160e01b5f52603160045260245ffd5b5f61ffff821661ffff81036137ab576137ab613332565b60010192915050565b5f63ffffffff821663ffffffff81036137ab576137ab613332565b634e487b7160e01b5f52601260045260245ffd5b5f826137f1576137f16137cf565b500690565b5f82613804576138046137cf565b500490565b8082028115828204841417610a8b57610a8b613332565b5f60a0828403128015613831575f5ffd5b5060405160a0810167ffffffffffffffff8111828210171561386157634e487b7160e01b5f52604160045260245ffd5b604052825160058110613872575f5ffd5b815261388060208401613305565b6020820152604083015161389381613359565b6040820152606083810151908201526080928301519281019290925250919050565b5f602082840312156138c5575f5ffd5b8151611ad181612f37565b5f602082840312156138e0575f5ffd5b8135611ad1816134aa565b5f602082840312156138fb575f5ffd5b8135611ad181613359565b5f5f8335601e1984360301811261391b575f5ffd5b83018035915067ffffffffffffffff821115613935575f5ffd5b602001915036819003821315612e3f575f5ffd5b67ffffffffffffffff8181168382160190811115610a8b57610a8b613332565b602081525f611ad16020830184612fd556fea164736f6c6343000825000a'
