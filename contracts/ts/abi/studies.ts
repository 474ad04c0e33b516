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
  '0x6101a0604052348015610010575f5ffd5b50604051613c71380380613c7183398101604081905261002f9161028b565b6040518060400160405280600a81526020016910dbdb5b5bdb9a1bdb1960b21b815250604051806040016040528060018152602001603160f81b81525061007b8261023760201b60201c565b6101205261008881610237565b61014052815160208084019190912060e052815190820120610100524660a05261011460e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c081905260408051632b20e39760e01b815290516001600160a01b03841691632b20e3979160048083019260209291908290030181865afa158015610162573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061018691906102c3565b6001600160a01b03161461021e57806001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101d0573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101f491906102c3565b604051633af0da9360e21b81526001600160a01b0390911660048201526024015b60405180910390fd5b6001600160a01b03918216610160521661018052610340565b5f5f829050601f81511115610261578260405163305a27a960e01b815260040161021591906102e5565b805161026c8261031a565b179392505050565b6001600160a01b0381168114610288575f5ffd5b50565b5f5f6040838503121561029c575f5ffd5b82516102a781610274565b60208401519092506102b881610274565b809150509250929050565b5f602082840312156102d3575f5ffd5b81516102de81610274565b9392505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b8051602080830151919081101561033a575f198160200360031b1b821691505b50919050565b60805160a05160c05160e05161010051610120516101405161016051610180516138a96103c85f395f818161045201528181611b0801528181611bb00152611c7501525f81816105ba015281816109340152610aa801525f61266001525f61263001525f61280b01525f6127e301525f61273e01525f61276801525f61279201526138a95ff3fe608060405234801561000f575f5ffd5b50600436106100f0575f3560e01c80635c362d9911610093578063a5e48c2711610063578063a5e48c2714610222578063b9c071b414610242578063c616071914610255578063e455fa5a14610275575f5ffd5b80635c362d99146101ce57806367dfd4c9146101e157806384b0196e146101f457806395805dad1461020f575f5ffd5b806319c0fc07116100ce57806319c0fc071461014f5780632065482d1461016257806340e58ee5146101755780634a62cd5514610188575f5ffd5b80630aebeb4e146100f45780630d0b4a721461011a5780630e2aa4551461012f575b5f5ffd5b610107610102366004612d08565b61027d565b6040519081526020015b60405180910390f35b61012d610128366004612d67565b61052a565b005b61014261013d366004612d08565b6109d0565b6040516101119190612dc3565b61010761015d366004612e24565b610a39565b610107610170366004612e3e565b610a91565b61012d610183366004612d08565b610bf0565b610107610196366004612e6f565b5f8281526004602090815260408083206001600160a01b038516845290915290205462010000900467ffffffffffffffff1692915050565b61012d6101dc366004612e9d565b610d8f565b61012d6101ef366004612d08565b610ea8565b6101fc6110eb565b6040516101119796959493929190612f5e565b61012d61021d366004612d08565b611149565b610235610230366004612d08565b6112d6565b60405161011191906130a7565b61012d610250366004612d08565b6114bf565b610268610263366004612d08565b6116ae565b6040516101119190613147565b600754610107565b5f5f61028a8360026116d4565b60038101546004820154919250600183019163ffffffff9182169116116102fe5760048281015460028301546040517f0990e73500000000000000000000000000000000000000000000000000000000815263ffffffff928316938101939093521660248201526044015b60405180910390fd5b815460ff1916600390811783555f85815260209190915260408120805490919067ffffffffffffffff81111561033657610336613159565b60405190808252806020026020018201604052801561035f578160200160208202803683370190505b5090505f5b81518110156103ef5760045f8881526020019081526020015f205f8483815481106103915761039161316d565b5f918252602080832091909101546001600160a01b0316835282019290925260400190205482516201000090910467ffffffffffffffff16908390839081106103dc576103dc61316d565b6020908102919091010152600101610364565b5080515f87815260066020526040812090916104169184916104119190611733565b6117ed565b8554600587015486546040517f166403e00000000000000000000000000000000000000000000000000000000081529394506001600160a01b037f000000000000000000000000000000000000000000000000000000000000000081169463166403e0946104969461010090910490921692600192918890600401613181565b6020604051808303815f875af11580156104b2573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906104d6919061320f565b955085856006018190555085877f7da9806be556b5364bdfef46c6b15668ab962cfa64fda16b37dd667071785e1d876005015460405161051891815260200190565b60405180910390a35050505050919050565b5f6105368660016116d4565b60038101549091506001820190600160501b900467ffffffffffffffff164211156105a55760028101546040517f4c492d06000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff1660048201526024016102f5565b604051639f8a13d760e01b81523360048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610607573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061062b919061323a565b61064a5760405163dad6ed0760e01b81523360048201526024016102f5565b5f87815260046020908152604080832033845290915290205461ffff16156106a0576040517fa510a8f70000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b5f8781526003602052604090205460028201546601000000000000900461ffff16811061070e5760028201546040517f853df2fd000000000000000000000000000000000000000000000000000000008152660100000000000090910461ffff1660048201526024016102f5565b815486146107555781546040517f2d89cba80000000000000000000000000000000000000000000000000000000081526102f5918891600401918252602082015260400190565b61076482600101548686611a6e565b61079c576040517fbdc4f58a0000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b5f8881526005602090815260408083208a845290915290205460ff16806107c957506107c787611ad7565b155b15610809576040517fb628670b000000000000000000000000000000000000000000000000000000008152600481018890523360248201526044016102f5565b5f88815260036020908152604080832080546001818101835591855292909320909101805473ffffffffffffffffffffffffffffffffffffffff191633179055805180820190915290819061085f908490613267565b61ffff908116825267ffffffffffffffff8a81166020938401525f8c815260048085526040808320338085529087528184208851815499890151909616620100000269ffffffffffffffffffff199099169590961694909417969096179093558c8152600584528481208c825290935291839020805460ff1916600117905591517f3b4c98910000000000000000000000000000000000000000000000000000000081529182018190529089907f41d8683eb8b5c1511005910679a118f64d382f5f4361dcd780d0a5d0b92ea4d39084908b907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690633b4c989190602401608060405180830381865afa158015610981573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906109a5919061328f565b6040908101518151938452602084019290925282015260600160405180910390a35050505050505050565b5f81815260036020908152604091829020805483518184028101840190945280845260609392830182828015610a2d57602002820191905f5260205f20905b81546001600160a01b03168152600190910190602001808311610a0f575b50505050509050919050565b5f610a8b7ff6a483f312ad02b18427fc309f0917360bc0eb2863c6e9a719f8afa1951b741483604051602001610a7092919061332a565b60405160208183030381529060405280519060200120611cee565b92915050565b604051639f8a13d760e01b81523360048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610af5573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b19919061323a565b610b385760405163dad6ed0760e01b81523360048201526024016102f5565b610b4182611d35565b60075f8154610b4f906133a7565b91829055505f818152600260205260409020805460017fffffffffffffffffffffff000000000000000000000000000000000000000000909116336101000217811782559192509083908201610ba582826133f2565b505082356005820155604051339083907fe8535cd6a8340001ee4bd00863741985825741f5cf1a6ad8fbde47b7843d9cab90610be2908790613569565b60405180910390a350919050565b5f8181526002602052604081209060018083019190835460ff166004811115610c1b57610c1b612fe7565b03610c8057825461010090046001600160a01b0316331480610c7957506002820154600160501b900467ffffffffffffffff1642118015610c79575060028201545f8581526003602052604090205464010000000090910461ffff16115b9050610cf2565b6002835460ff166004811115610c9857610c98612fe7565b03610ccc5750600281015460048301546801000000000000000090910461ffff908116640100000000909204161015610cf2565b825460405163116afbbd60e01b81526102f591869160ff90911690600190600401613610565b80610d2b576040517ff04c168f0000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b825460ff1916600490811784558301805471ffffffffffffffff000000000000000000001916905560405133815284907f99570228585a5a822ea10eb7918e227e98d1e92b6d20e801a8920cf320f8e074906020015b60405180910390a250505050565b5f610d9c853560026116d4565b9050610da8818661205b565b6003810154610dca90863590640100000000900461ffff1660c0880135612232565b610dd6858585856122ba565b5f610de7604087016020880161363d565b610df2906001613658565b60038301549091505f9063ffffffff90811690831611610e1a57610e1583612476565b610e1c565b5f5b60048401805463ffffffff8581167fffffffffffffffffffffffffffff0000000000000000ffffffff00000000000090921691909117600160501b67ffffffffffffffff851602179091556080890135600586015588355f908152600660205260409020919250610e94919060c08a0135906124a316565b610e9f87878361257e565b50505050505050565b610eb38160016116d4565b505f818152600460209081526040808320338452825280832081518083019092525461ffff81168083526201000090910467ffffffffffffffff16928201929092529103610f2f576040517f69ee7edd0000000000000000000000000000000000000000000000000000000081523360048201526024016102f5565b5f8281526003602052604081208251909190610f4d90600190613674565b8254845161ffff92831693505f9216146110135782548390610f719060019061368e565b81548110610f8157610f8161316d565b905f5260205f20015f9054906101000a90046001600160a01b0316905080838381548110610fb157610fb161316d565b5f918252602080832091909101805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b039485161790558651888352600482526040808420948616845293909152919020805461ffff191661ffff9092169190911790555b82805480611023576110236136a1565b5f82815260208082205f199084018101805473ffffffffffffffffffffffffffffffffffffffff1916905590920190925586825260048152604080832033808552908352818420805469ffffffffffffffffffff19169055888452600583528184208884015167ffffffffffffffff168552835292819020805460ff1916905580516001600160a01b038516815291820185905287917f2432f2bab78be0f7dd4c50149ebef3f903a00a0d8779903023e92c74afa8e398910160405180910390a35050505050565b5f6060805f5f5f60606110fc612629565b611104612659565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b5f6111558260016116d4565b5f83815260036020819052604090912054908201549192506001830191600160501b900467ffffffffffffffff1642118015906111a3575060028201546601000000000000900461ffff1681105b156111f25760028201546040517f6cec1c18000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff1660048201526024016102f5565b6002820154640100000000900461ffff1681101561123d576002820154604051632793f77160e21b81526004810183905264010000000090910461ffff1660248201526044016102f5565b825460ff1916600217835560048301805463ffffffff1916600117905561126383612476565b60048401805471ffffffffffffffff000000000000000000001916600160501b67ffffffffffffffff938416810291909117918290556040805185815291909204909216602083015285917f075f9cfc6bfad9ef010b7c3852d0cf6a9399a97a221fe604df0ba579f882a0929101610d81565b611362604080516101208101909152805f81525f60208083018290526040805161010081018252838152918201839052818101839052606082018390526080820183905260a0820183905260c0820183905260e082019290925291019081525f6020820181905260408201819052606082018190526080820181905260a0820181905260c09091015290565b5f8281526002602052604090819020815161012081019092528054829060ff16600481111561139357611393612fe7565b60048111156113a4576113a4612fe7565b81528154610100908190046001600160a01b031660208084019190915260408051808401825260018601548152600286015492810192909252600385015463ffffffff8082168484015264010000000080830461ffff908116606080880191909152660100000000000080860483166080808a0191909152680100000000000000008704841660a0808b0191909152600160501b80890467ffffffffffffffff90811660c0808e01919091527201000000000000000000000000000000000000909a04891660e0808e01919091529a8e019b909b5260048e0154808916958e0195909552958404909416908b015281049093169088015290049092169184019190915260058401549083015260069092015491015292915050565b5f6114cb8260026116d4565b6003810154600482015491925063ffffffff90811691161115611504576040516342aa288160e01b8152600481018390526024016102f5565b6004810154600160501b900467ffffffffffffffff1642101561156e576004818101546040517f2318dee1000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff16918101919091526024016102f5565b600381015460048201546801000000000000000090910461ffff9081166401000000009092041610156115d45760048181018054640100000000900461ffff16916115b8836136b5565b91906101000a81548161ffff021916908361ffff160217905550505b6004810180546601000000000000900463ffffffff169060066115f6836136d5565b91906101000a81548163ffffffff021916908363ffffffff1602179055505061161e81612476565b60048201805467ffffffffffffffff928316600160501b90810271ffffffffffffffff000000000000000000001983168117938490556040805163ffffffff660100000000000087048116825293909504909516602085015281169116179184917fe3f1a95fbc232974873e394fa8df7ba3ea0384421be6c1464ad803cd01817682910160405180910390a35050565b5f818152600360209081526040808320546006909252909120606091610a8b9190611733565b5f8281526002602052604090208160048111156116f3576116f3612fe7565b815460ff16600481111561170957611709612fe7565b14610a8b57805460405163116afbbd60e01b81526102f591859160ff909116908590600401613610565b60608167ffffffffffffffff81111561174e5761174e613159565b604051908082528060200260200182016040528015611777578160200160208202803683370190505b5090505f805b838110156117e557611790601082613704565b5f036117b457845f6117a3601084613717565b81526020019081526020015f205491505b8161ffff168382815181106117cb576117cb61316d565b602090810291909101015260109190911c9060010161177d565b505092915050565b60605f5f6117fa84612684565b86519193509150612710905f90819067ffffffffffffffff81111561182157611821613159565b60405190808252806020026020018201604052801561184a578160200160208202803683370190505b5090505f5b88518110156118f3575f8689838151811061186c5761186c61316d565b6020026020010151612710611881919061372a565b61188b9190613717565b9050611897818661368e565b94508060108b84815181106118ae576118ae61316d565b6020026020010151901b178383815181106118cb576118cb61316d565b602090810291909101015280156118ea57836118e6816133a7565b9450505b5060010161184f565b508084815181106119065761190661316d565b602002602001015161ffff165f036119265781611922816133a7565b9250505b828185815181106119395761193961316d565b6020026020010181815161194d9190613267565b90525061195981612704565b508167ffffffffffffffff81111561197357611973613159565b6040519080825280602002602001820160405280156119b757816020015b604080518082019091525f80825260208201528152602001906001900390816119915790505b5095505f805b8251811015611a61575f8382815181106119d9576119d961316d565b602002602001015190508061ffff165f14611a585760405180604001604052806010868581518110611a0d57611a0d61316d565b6020026020010151901c67ffffffffffffffff1681526020018261ffff16815250898480611a3a906133a7565b955081518110611a4c57611a4c61316d565b60200260200101819052505b506001016119bd565b5050505050505092915050565b5f838103611a7e57506001611ad0565b604080513360208201525f910160408051601f1981840301815282825280516020918201209083015201604051602081830303815290604052805190602001209050611acc84848784612719565b9150505b9392505050565b6040517f0fdfe771000000000000000000000000000000000000000000000000000000008152600481018290525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690630fdfe77190602401602060405180830381865afa158015611b55573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611b79919061323a565b8015611c3557505f6040517f7db78fac000000000000000000000000000000000000000000000000000000008152600481018490527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690637db78fac9060240160a060405180830381865afa158015611bfd573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611c219190613741565b516004811115611c3357611c33612fe7565b145b8015610a8b57506040517f6352211e0000000000000000000000000000000000000000000000000000000081526004810183905233906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636352211e90602401602060405180830381865afa158015611cba573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611cde91906137d6565b6001600160a01b03161492915050565b5f610a8b611cfa612732565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f611d4660808301606084016137f1565b61ffff169050611d93825f01355f5f1b14156040518060400160405280600581526020017f7465726d7300000000000000000000000000000000000000000000000000000081525061285b565b611e0e6001611da8606085016040860161363d565b63ffffffff1610158015611dd35750612710611dca606085016040860161363d565b63ffffffff1611155b6040518060400160405280600681526020017f726f756e6473000000000000000000000000000000000000000000000000000081525061285b565b611e5f60028210158015611e2457506101008211155b6040518060400160405280600981526020017f636f686f72744d696e000000000000000000000000000000000000000000000081525061285b565b611ed581611e7360a08501608086016137f1565b61ffff1610158015611e9a5750610100611e9360a08501608086016137f1565b61ffff1611155b6040518060400160405280600a81526020017f6d656d626572734d61780000000000000000000000000000000000000000000081525061285b565b611f4c6001611eea60c0850160a086016137f1565b61ffff1610158015611f1157506103e8611f0a60c0850160a086016137f1565b61ffff1611155b6040518060400160405280600881526020017f736b6970734d617800000000000000000000000000000000000000000000000081525061285b565b611fd942611f6060e0850160c0860161380c565b67ffffffffffffffff1610158015611f9e5750611f81426301e13380613267565b611f9160e0850160c0860161380c565b67ffffffffffffffff1611155b6040518060400160405280600681526020017f6a6f696e4279000000000000000000000000000000000000000000000000000081525061285b565b6120576001611fef610100850160e0860161363d565b63ffffffff161015801561201c575062278d00612013610100850160e0860161363d565b63ffffffff1611155b6040518060400160405280600c81526020017f726f756e645365636f6e6473000000000000000000000000000000000000000081525061285b565b5050565b6004820154600383015463ffffffff9182169116811115612092576040516342aa288160e01b8152823560048201526024016102f5565b63ffffffff81166120a9604084016020850161363d565b63ffffffff1614612107576120c4604083016020840161363d565b6040517f330a174700000000000000000000000000000000000000000000000000000000815263ffffffff918216600482015290821660248201526044016102f5565b60048301546601000000000000900463ffffffff1661212c606084016040850161363d565b63ffffffff161461219c57612147606083016040840161363d565b6004848101546040517fca4a239400000000000000000000000000000000000000000000000000000000815263ffffffff938416928101929092526601000000000000900490911660248201526044016102f5565b82600501548260600135146121f05760058301546040517f3f455be50000000000000000000000000000000000000000000000000000000081526060840135600482015260248101919091526044016102f5565b60808201355f0361222d576040517f721168f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b505050565b5f8381526003602052604090205481901c1561227d576040517ffa4afcd0000000000000000000000000000000000000000000000000000000008152600481018290526024016102f5565b5f61228782612894565b9050828110156122b457604051632793f77160e21b815260048101829052602481018490526044016102f5565b50505050565b5f6122c484612894565b905060c08501351984161515806122fc57506122e38560c00135612894565b6122ee90600261372a565b6122f982600361372a565b11155b15612340576040517faab8af780000000000000000000000000000000000000000000000000000000081526004810185905260c086013560248201526044016102f5565b818114612383576040517fbd59d18d00000000000000000000000000000000000000000000000000000000815260048101839052602481018290526044016102f5565b5f61238d86610a39565b86355f908152600360205260408120919250805b8482101561246b57600188821c1615612459575f8382815481106123c7576123c761316d565b5f918252602090912001546001600160a01b0316905061241681868a8a876123ee816133a7565b98508181106123ff576123ff61316d565b90506020028101906124119190613827565b61294d565b612457576040517f09a318f80000000000000000000000000000000000000000000000000000000081526001600160a01b03821660048201526024016102f5565b505b80612463816133a7565b9150506123a1565b505050505050505050565b60038101545f90610a8b907201000000000000000000000000000000000000900463ffffffff164261386a565b5f5b811561222d575f780300000000000000030000000000000003000000000000000360ff8416607885901b70ff000000000000000000000000000000001617603c81901b17908116601e9190911b7c03000000000000000300000000000000030000000000000003000000001617600f81901b177e010001000100010001000100010001000100010001000100010001000100011690508015612564575f828152602085905260408120805483929061255e908490613267565b90915550505b5060109190911c9080612576816133a7565b9150506124a5565b61258e604084016020850161363d565b63ffffffff1683357f3112da1a280efca35cf3a03eade8d388eb9b28b01a5d076e1fc225aba7ca32176125c7606087016040880161363d565b6040805163ffffffff92909216825260608881013560208401526080808a01358484015260a0808b01359285019290925260c0808b01359185019190915290830188905267ffffffffffffffff871690830152519081900360e00190a3505050565b60606126547f00000000000000000000000000000000000000000000000000000000000000006129bf565b905090565b60606126547f00000000000000000000000000000000000000000000000000000000000000006129bf565b5f80805b83518110156126fe578381815181106126a3576126a361316d565b6020026020010151836126b69190613267565b92508382815181106126ca576126ca61316d565b60200260200101518482815181106126e4576126e461316d565b602002602001015111156126f6578091505b600101612688565b50915091565b6060612712826129fc612a00565b5090919050565b5f82612726868685612a18565b1490505b949350505050565b5f306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614801561278a57507f000000000000000000000000000000000000000000000000000000000000000046145b156127b457507f000000000000000000000000000000000000000000000000000000000000000090565b612654604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b8161205757806040517f2795300f0000000000000000000000000000000000000000000000000000000081526004016102f5919061388a565b5f5f1982036128a65750610100919050565b507f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f7f5555555555555555555555555555555555555555555555555555555555555555600183901c16909103600281901c7f3333333333333333333333333333333333333333333333333333333333333333908116911601600481901c01167f01010101010101010101010101010101010101010101010101010101010101010260f81c90565b5f846001600160a01b03163b5f036129ac575f5f61296c868686612a59565b5090925090505f81600381111561298557612985612fe7565b1480156129a35750866001600160a01b0316826001600160a01b0316145b9250505061272a565b6129b885858585612aa0565b905061272a565b60605f6129cb83612b23565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b1190565b606061271260208401612a1285612b63565b84612b7a565b5f81815b84811015612a5057612a4682878784818110612a3a57612a3a61316d565b90506020020135612c17565b9150600101612a1c565b50949350505050565b5f80806041849003612a8d578435602086013560408701355f1a612a7f89828585612c40565b955095509550505050612a97565b505f915060029050825b93509350939050565b604080517f1626ba7e00000000000000000000000000000000000000000000000000000000808252600482018690526024820192909252604481018390525f91908390818660648301375f82606483010152601f820160051c60051b915060205f60648401838b5afa9050825f5114601f3d111681169350505050949350505050565b5f60ff8216601f811115610a8b576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f8151602002612b738360200190565b0192915050565b6020838303111561222d575f612b8e845190565b905083602081015b84811015612bd057612bb3612ba9825190565b848663ffffffff16565b15612bc8576020919091018051825182528252905b602001612b96565b50845181518652815260208101601f19828603018683031015612c0057612bf8868386612b7a565b809550612c0f565b612c0b818686612b7a565b8194505b505050612b7a565b5f818310612c31575f828152602084905260409020611ad0565b505f9182526020526040902090565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115612c7957505f91506003905082612cfe565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612cca573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116612cf557505f925060019150829050612cfe565b92505f91508190505b9450945094915050565b5f60208284031215612d18575f5ffd5b5035919050565b5f5f83601f840112612d2f575f5ffd5b50813567ffffffffffffffff811115612d46575f5ffd5b6020830191508360208260051b8501011115612d60575f5ffd5b9250929050565b5f5f5f5f5f60808688031215612d7b575f5ffd5b853594506020860135935060408601359250606086013567ffffffffffffffff811115612da6575f5ffd5b612db288828901612d1f565b969995985093965092949392505050565b602080825282518282018190525f918401906040840190835b81811015612e035783516001600160a01b0316835260209384019390920191600101612ddc565b509095945050505050565b5f60e08284031215612e1e575f5ffd5b50919050565b5f60e08284031215612e34575f5ffd5b611ad08383612e0e565b5f610100828403128015612e50575f5ffd5b509092915050565b6001600160a01b0381168114612e6c575f5ffd5b50565b5f5f60408385031215612e80575f5ffd5b823591506020830135612e9281612e58565b809150509250929050565b5f5f5f5f6101208587031215612eb1575f5ffd5b612ebb8686612e0e565b935060e0850135925061010085013567ffffffffffffffff811115612ede575f5ffd5b612eea87828801612d1f565b95989497509550505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b5f8151808452602084019350602083015f5b82811015612f54578151865260209586019590910190600101612f36565b5093949350505050565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f612f9860e0830189612ef6565b8281036040840152612faa8189612ef6565b90508660608401526001600160a01b03861660808401528460a084015282810360c0840152612fd98185612f24565b9a9950505050505050505050565b634e487b7160e01b5f52602160045260245ffd5b60058110612e6c57634e487b7160e01b5f52602160045260245ffd5b61302081612ffb565b9052565b805182526020810151602083015263ffffffff604082015116604083015261ffff606082015116606083015261ffff608082015116608083015260a081015161307360a084018261ffff169052565b5060c081015161308f60c084018267ffffffffffffffff169052565b5060e081015161222d60e084018263ffffffff169052565b5f610200820190506130ba828451613017565b60208301516130d460208401826001600160a01b03169052565b5060408301516130e76040840182613024565b50606083015163ffffffff908116610140840152608084015161ffff1661016084015260a08401511661018083015260c083015167ffffffffffffffff166101a083015260e08301516101c0830152610100909201516101e09091015290565b602081525f611ad06020830184612f24565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b5f60a082016001600160a01b038816835261319b87612ffb565b86602084015285604084015284606084015260a0608084015280845180835260c0850191506020860192505f5b81811015613200578351805167ffffffffffffffff16845260209081015161ffff1681850152909301926040909201916001016131c8565b50909998505050505050505050565b5f6020828403121561321f575f5ffd5b5051919050565b80518015158114613235575f5ffd5b919050565b5f6020828403121561324a575f5ffd5b611ad082613226565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610a8b57610a8b613253565b67ffffffffffffffff81168114612e6c575f5ffd5b5f60808284031280156132a0575f5ffd5b506040516080810167ffffffffffffffff811182821017156132d057634e487b7160e01b5f52604160045260245ffd5b60405282516132de8161327a565b81526132ec60208401613226565b6020820152604083810151908201526060928301519281019290925250919050565b63ffffffff81168114612e6c575f5ffd5b80356132358161330e565b828152813560208083019190915261010082019083013561334a8161330e565b63ffffffff811660408401525060408301356133658161330e565b63ffffffff1660608381019190915283013560808084019190915283013560a08084019190915283013560c0808401919091529092013560e090910152919050565b5f600182016133b8576133b8613253565b5060010190565b5f8135610a8b8161330e565b61ffff81168114612e6c575f5ffd5b5f8135610a8b816133cb565b5f8135610a8b8161327a565b81358155602082013560018201556002810160408301356134128161330e565b63ffffffff811663ffffffff19835416178255505f6060840135613435816133cb565b825465ffff00000000191660209190911b65ffff000000001617825550613483613461608085016133da565b825467ffff000000000000191660309190911b67ffff00000000000016178255565b6134b861349260a085016133da565b825469ffff0000000000000000191660409190911b69ffff000000000000000016178255565b6134fd6134c760c085016133e6565b825471ffffffffffffffff00000000000000000000191660509190911b71ffffffffffffffff0000000000000000000016178255565b61222d61350c60e085016133bf565b82547fffffffffffffffffffff00000000ffffffffffffffffffffffffffffffffffff1660909190911b75ffffffff00000000000000000000000000000000000016178255565b8035613235816133cb565b80356132358161327a565b81358152602080830135908201526101008101604083013561358a8161330e565b63ffffffff16604083015260608301356135a3816133cb565b61ffff1660608301526135b860808401613553565b61ffff1660808301526135cd60a08401613553565b61ffff1660a08301526135e260c0840161355e565b67ffffffffffffffff1660c08301526135fd60e0840161331f565b63ffffffff811660e08401525092915050565b8381526060810161362084612ffb565b83602083015261362f83612ffb565b826040830152949350505050565b5f6020828403121561364d575f5ffd5b8135611ad08161330e565b63ffffffff8181168382160190811115610a8b57610a8b613253565b61ffff8281168282160390811115610a8b57610a8b613253565b81810381811115610a8b57610a8b613253565b634e487b7160e01b5f52603160045260245ffd5b5f61ffff821661ffff81036136cc576136cc613253565b60010192915050565b5f63ffffffff821663ffffffff81036136cc576136cc613253565b634e487b7160e01b5f52601260045260245ffd5b5f82613712576137126136f0565b500690565b5f82613725576137256136f0565b500490565b8082028115828204841417610a8b57610a8b613253565b5f60a0828403128015613752575f5ffd5b5060405160a0810167ffffffffffffffff8111828210171561378257634e487b7160e01b5f52604160045260245ffd5b604052825160058110613793575f5ffd5b81526137a160208401613226565b602082015260408301516137b48161327a565b6040820152606083810151908201526080928301519281019290925250919050565b5f602082840312156137e6575f5ffd5b8151611ad081612e58565b5f60208284031215613801575f5ffd5b8135611ad0816133cb565b5f6020828403121561381c575f5ffd5b8135611ad08161327a565b5f5f8335601e1984360301811261383c575f5ffd5b83018035915067ffffffffffffffff821115613856575f5ffd5b602001915036819003821315612d60575f5ffd5b67ffffffffffffffff8181168382160190811115610a8b57610a8b613253565b602081525f611ad06020830184612ef656fea164736f6c6343000825000a'
