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
    "inputs": [],
    "name": "registries",
    "outputs": [
      {
        "internalType": "address",
        "name": "members",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "assets",
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
  '0x6101a0604052348015610010575f5ffd5b50604051613df0380380613df083398101604081905261002f9161028b565b6040518060400160405280600a81526020016910dbdb5b5bdb9a1bdb1960b21b815250604051806040016040528060018152602001603160f81b81525061007b8261023760201b60201c565b6101205261008881610237565b61014052815160208084019190912060e052815190820120610100524660a05261011460e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c081905260408051632b20e39760e01b815290516001600160a01b03841691632b20e3979160048083019260209291908290030181865afa158015610162573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061018691906102c3565b6001600160a01b03161461021e57806001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101d0573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101f491906102c3565b604051633af0da9360e21b81526001600160a01b0390911660048201526024015b60405180910390fd5b6001600160a01b03918216610160521661018052610340565b5f5f829050601f81511115610261578260405163305a27a960e01b815260040161021591906102e5565b805161026c8261031a565b179392505050565b6001600160a01b0381168114610288575f5ffd5b50565b5f5f6040838503121561029c575f5ffd5b82516102a781610274565b60208401519092506102b881610274565b809150509250929050565b5f602082840312156102d3575f5ffd5b81516102de81610274565b9392505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b8051602080830151919081101561033a575f198160200360031b1b821691505b50919050565b60805160a05160c05160e0516101005161012051610140516101605161018051613a1a6103d65f395f81816101b3015281816104bb01528181611b9b01528181611c430152611d0801525f818161018e015281816106230152818161099d0152610b1101525f6126f301525f6126c301525f61292f01525f61290701525f61286201525f61288c01525f6128b60152613a1a5ff3fe608060405234801561000f575f5ffd5b50600436106100fb575f3560e01c80635c362d9911610093578063a5e48c2711610063578063a5e48c271461028b578063b9c071b4146102ab578063c6160719146102be578063e455fa5a146102de575f5ffd5b80635c362d991461023757806367dfd4c91461024a57806384b0196e1461025d57806395805dad14610278575f5ffd5b80632065482d116100ce5780632065482d1461016d578063206eba5d1461018057806340e58ee5146101de5780634a62cd55146101f1575f5ffd5b80630aebeb4e146100ff5780630d0b4a72146101255780630e2aa4551461013a57806319c0fc071461015a575b5f5ffd5b61011261010d366004612e79565b6102e6565b6040519081526020015b60405180910390f35b610138610133366004612ed8565b610593565b005b61014d610148366004612e79565b610a39565b60405161011c9190612f34565b610112610168366004612f95565b610aa2565b61011261017b366004612faf565b610afa565b604080516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000811682527f00000000000000000000000000000000000000000000000000000000000000001660208201520161011c565b6101386101ec366004612e79565b610c59565b6101126101ff366004612fe0565b5f8281526004602090815260408083206001600160a01b038516845290915290205462010000900467ffffffffffffffff1692915050565b61013861024536600461300e565b610df7565b610138610258366004612e79565b610f10565b610265611153565b60405161011c97969594939291906130cf565b610138610286366004612e79565b6111b1565b61029e610299366004612e79565b611368565b60405161011c9190613218565b6101386102b9366004612e79565b611551565b6102d16102cc366004612e79565b611740565b60405161011c91906132b8565b600754610112565b5f5f6102f3836002611766565b60038101546004820154919250600183019163ffffffff9182169116116103675760048281015460028301546040517f0990e73500000000000000000000000000000000000000000000000000000000815263ffffffff928316938101939093521660248201526044015b60405180910390fd5b815460ff1916600390811783555f85815260209190915260408120805490919067ffffffffffffffff81111561039f5761039f6132ca565b6040519080825280602002602001820160405280156103c8578160200160208202803683370190505b5090505f5b81518110156104585760045f8881526020019081526020015f205f8483815481106103fa576103fa6132de565b5f918252602080832091909101546001600160a01b0316835282019290925260400190205482516201000090910467ffffffffffffffff1690839083908110610445576104456132de565b60209081029190910101526001016103cd565b5080515f878152600660205260408120909161047f91849161047a91906117c5565b61187f565b8554600587015486546040517f166403e00000000000000000000000000000000000000000000000000000000081529394506001600160a01b037f000000000000000000000000000000000000000000000000000000000000000081169463166403e0946104ff94610100909104909216926001929188906004016132f2565b6020604051808303815f875af115801561051b573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061053f9190613380565b955085856006018190555085877f7da9806be556b5364bdfef46c6b15668ab962cfa64fda16b37dd667071785e1d876005015460405161058191815260200190565b60405180910390a35050505050919050565b5f61059f866001611766565b60038101549091506001820190600160501b900467ffffffffffffffff1642111561060e5760028101546040517f4c492d06000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff16600482015260240161035e565b604051639f8a13d760e01b81523360048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610670573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061069491906133ab565b6106b35760405163dad6ed0760e01b815233600482015260240161035e565b5f87815260046020908152604080832033845290915290205461ffff1615610709576040517fa510a8f700000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b5f8781526003602052604090205460028201546601000000000000900461ffff1681106107775760028201546040517f853df2fd000000000000000000000000000000000000000000000000000000008152660100000000000090910461ffff16600482015260240161035e565b815486146107be5781546040517f2d89cba800000000000000000000000000000000000000000000000000000000815261035e918891600401918252602082015260400190565b6107cd82600101548686611b01565b610805576040517fbdc4f58a00000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b5f8881526005602090815260408083208a845290915290205460ff1680610832575061083087611b6a565b155b15610872576040517fb628670b0000000000000000000000000000000000000000000000000000000081526004810188905233602482015260440161035e565b5f88815260036020908152604080832080546001818101835591855292909320909101805473ffffffffffffffffffffffffffffffffffffffff19163317905580518082019091529081906108c89084906133d8565b61ffff908116825267ffffffffffffffff8a81166020938401525f8c815260048085526040808320338085529087528184208851815499890151909616620100000269ffffffffffffffffffff199099169590961694909417969096179093558c8152600584528481208c825290935291839020805460ff1916600117905591517f3b4c98910000000000000000000000000000000000000000000000000000000081529182018190529089907f41d8683eb8b5c1511005910679a118f64d382f5f4361dcd780d0a5d0b92ea4d39084908b907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690633b4c989190602401608060405180830381865afa1580156109ea573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610a0e9190613400565b6040908101518151938452602084019290925282015260600160405180910390a35050505050505050565b5f81815260036020908152604091829020805483518184028101840190945280845260609392830182828015610a9657602002820191905f5260205f20905b81546001600160a01b03168152600190910190602001808311610a78575b50505050509050919050565b5f610af47ff6a483f312ad02b18427fc309f0917360bc0eb2863c6e9a719f8afa1951b741483604051602001610ad992919061349b565b60405160208183030381529060405280519060200120611d81565b92915050565b604051639f8a13d760e01b81523360048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610b5e573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b8291906133ab565b610ba15760405163dad6ed0760e01b815233600482015260240161035e565b610baa82611dc8565b60075f8154610bb890613518565b91829055505f818152600260205260409020805460017fffffffffffffffffffffff000000000000000000000000000000000000000000909116336101000217811782559192509083908201610c0e8282613563565b505082356005820155604051339083907fe8535cd6a8340001ee4bd00863741985825741f5cf1a6ad8fbde47b7843d9cab90610c4b9087906136da565b60405180910390a350919050565b5f8181526002602052604081209060018083019190835460ff166004811115610c8457610c84613158565b03610ce957825461010090046001600160a01b0316331480610ce257506002820154600160501b900467ffffffffffffffff1642118015610ce2575060028201545f8581526003602052604090205464010000000090910461ffff16115b9050610d5b565b6002835460ff166004811115610d0157610d01613158565b03610d355750600281015460048301546801000000000000000090910461ffff908116640100000000909204161015610d5b565b825460405163116afbbd60e01b815261035e91869160ff90911690600190600401613781565b80610d94576040517ff04c168f00000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b825460ff1916600490811784558301805471ffffffffffffffff000000000000000000001916905560405133815284907f99570228585a5a822ea10eb7918e227e98d1e92b6d20e801a8920cf320f8e0749060200160405180910390a250505050565b5f610e0485356002611766565b9050610e1081866120ee565b6003810154610e3290863590640100000000900461ffff1660c08801356122c5565b610e3e8585858561234d565b5f610e4f60408701602088016137ae565b610e5a9060016137c9565b60038301549091505f9063ffffffff90811690831611610e8257610e7d83612509565b610e84565b5f5b60048401805463ffffffff8581167fffffffffffffffffffffffffffff0000000000000000ffffffff00000000000090921691909117600160501b67ffffffffffffffff851602179091556080890135600586015588355f908152600660205260409020919250610efc919060c08a01359061253616565b610f07878783612611565b50505050505050565b610f1b816001611766565b505f818152600460209081526040808320338452825280832081518083019092525461ffff81168083526201000090910467ffffffffffffffff16928201929092529103610f97576040517f69ee7edd00000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b5f8281526003602052604081208251909190610fb5906001906137e5565b8254845161ffff92831693505f92161461107b5782548390610fd9906001906137ff565b81548110610fe957610fe96132de565b905f5260205f20015f9054906101000a90046001600160a01b0316905080838381548110611019576110196132de565b5f918252602080832091909101805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b039485161790558651888352600482526040808420948616845293909152919020805461ffff191661ffff9092169190911790555b8280548061108b5761108b613812565b5f82815260208082205f199084018101805473ffffffffffffffffffffffffffffffffffffffff1916905590920190925586825260048152604080832033808552908352818420805469ffffffffffffffffffff19169055888452600583528184208884015167ffffffffffffffff168552835292819020805460ff1916905580516001600160a01b038516815291820185905287917f2432f2bab78be0f7dd4c50149ebef3f903a00a0d8779903023e92c74afa8e398910160405180910390a35050505050565b5f6060805f5f5f60606111646126bc565b61116c6126ec565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b5f6111bd826001611766565b5f838152600360208190526040822054908301549293506001840192909190600160501b900467ffffffffffffffff1642118061120c575060028301546601000000000000900461ffff168210155b90508015801561122b5750835461010090046001600160a01b03163314155b1561127a5760028301546040517f6cec1c18000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff16600482015260240161035e565b6002830154640100000000900461ffff168210156112c5576002830154604051632793f77160e21b81526004810184905264010000000090910461ffff16602482015260440161035e565b835460ff1916600217845560048401805463ffffffff191660011790556112eb84612509565b60048501805471ffffffffffffffff000000000000000000001916600160501b67ffffffffffffffff938416810291909117918290556040805186815291909204909216602083015286917f075f9cfc6bfad9ef010b7c3852d0cf6a9399a97a221fe604df0ba579f882a092910160405180910390a25050505050565b6113f4604080516101208101909152805f81525f60208083018290526040805161010081018252838152918201839052818101839052606082018390526080820183905260a0820183905260c0820183905260e082019290925291019081525f6020820181905260408201819052606082018190526080820181905260a0820181905260c09091015290565b5f8281526002602052604090819020815161012081019092528054829060ff16600481111561142557611425613158565b600481111561143657611436613158565b81528154610100908190046001600160a01b031660208084019190915260408051808401825260018601548152600286015492810192909252600385015463ffffffff8082168484015264010000000080830461ffff908116606080880191909152660100000000000080860483166080808a0191909152680100000000000000008704841660a0808b0191909152600160501b80890467ffffffffffffffff90811660c0808e01919091527201000000000000000000000000000000000000909a04891660e0808e01919091529a8e019b909b5260048e0154808916958e0195909552958404909416908b015281049093169088015290049092169184019190915260058401549083015260069092015491015292915050565b5f61155d826002611766565b6003810154600482015491925063ffffffff90811691161115611596576040516342aa288160e01b81526004810183905260240161035e565b6004810154600160501b900467ffffffffffffffff16421015611600576004818101546040517f2318dee1000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff169181019190915260240161035e565b600381015460048201546801000000000000000090910461ffff9081166401000000009092041610156116665760048181018054640100000000900461ffff169161164a83613826565b91906101000a81548161ffff021916908361ffff160217905550505b6004810180546601000000000000900463ffffffff1690600661168883613846565b91906101000a81548163ffffffff021916908363ffffffff160217905550506116b081612509565b60048201805467ffffffffffffffff928316600160501b90810271ffffffffffffffff000000000000000000001983168117938490556040805163ffffffff660100000000000087048116825293909504909516602085015281169116179184917fe3f1a95fbc232974873e394fa8df7ba3ea0384421be6c1464ad803cd01817682910160405180910390a35050565b5f818152600360209081526040808320546006909252909120606091610af491906117c5565b5f82815260026020526040902081600481111561178557611785613158565b815460ff16600481111561179b5761179b613158565b14610af457805460405163116afbbd60e01b815261035e91859160ff909116908590600401613781565b60608167ffffffffffffffff8111156117e0576117e06132ca565b604051908082528060200260200182016040528015611809578160200160208202803683370190505b5090505f805b8381101561187757611822601082613875565b5f0361184657845f611835601084613888565b81526020019081526020015f205491505b8161ffff1683828151811061185d5761185d6132de565b602090810291909101015260109190911c9060010161180f565b505092915050565b60605f5f61188c84612717565b86519193509150612710905f90819067ffffffffffffffff8111156118b3576118b36132ca565b6040519080825280602002602001820160405280156118dc578160200160208202803683370190505b5090505f5b8851811015611985575f868983815181106118fe576118fe6132de565b6020026020010151612710611913919061389b565b61191d9190613888565b905061192981866137ff565b94508060108b8481518110611940576119406132de565b6020026020010151901b1783838151811061195d5761195d6132de565b6020908102919091010152801561197c578361197881613518565b9450505b506001016118e1565b50808481518110611998576119986132de565b602002602001015161ffff165f036119b857816119b481613518565b9250505b828185815181106119cb576119cb6132de565b602002602001018181516119df91906133d8565b9052506119eb81612797565b90508167ffffffffffffffff811115611a0657611a066132ca565b604051908082528060200260200182016040528015611a4a57816020015b604080518082019091525f8082526020820152815260200190600190039081611a245790505b5095505f805b8251811015611af4575f838281518110611a6c57611a6c6132de565b602002602001015190508061ffff165f14611aeb5760405180604001604052806010868581518110611aa057611aa06132de565b6020026020010151901c67ffffffffffffffff1681526020018261ffff16815250898480611acd90613518565b955081518110611adf57611adf6132de565b60200260200101819052505b50600101611a50565b5050505050505092915050565b5f838103611b1157506001611b63565b604080513360208201525f910160408051601f1981840301815282825280516020918201209083015201604051602081830303815290604052805190602001209050611b5f8484878461283d565b9150505b9392505050565b6040517f0fdfe771000000000000000000000000000000000000000000000000000000008152600481018290525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690630fdfe77190602401602060405180830381865afa158015611be8573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611c0c91906133ab565b8015611cc857505f6040517f7db78fac000000000000000000000000000000000000000000000000000000008152600481018490527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690637db78fac9060240160a060405180830381865afa158015611c90573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611cb491906138b2565b516004811115611cc657611cc6613158565b145b8015610af457506040517f6352211e0000000000000000000000000000000000000000000000000000000081526004810183905233906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636352211e90602401602060405180830381865afa158015611d4d573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611d719190613947565b6001600160a01b03161492915050565b5f610af4611d8d612856565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f611dd96080830160608401613962565b61ffff169050611e26825f01355f5f1b14156040518060400160405280600581526020017f7465726d7300000000000000000000000000000000000000000000000000000081525061297f565b611ea16001611e3b60608501604086016137ae565b63ffffffff1610158015611e665750612710611e5d60608501604086016137ae565b63ffffffff1611155b6040518060400160405280600681526020017f726f756e6473000000000000000000000000000000000000000000000000000081525061297f565b611ef260028210158015611eb757506101008211155b6040518060400160405280600981526020017f636f686f72744d696e000000000000000000000000000000000000000000000081525061297f565b611f6881611f0660a0850160808601613962565b61ffff1610158015611f2d5750610100611f2660a0850160808601613962565b61ffff1611155b6040518060400160405280600a81526020017f6d656d626572734d61780000000000000000000000000000000000000000000081525061297f565b611fdf6001611f7d60c0850160a08601613962565b61ffff1610158015611fa457506103e8611f9d60c0850160a08601613962565b61ffff1611155b6040518060400160405280600881526020017f736b6970734d617800000000000000000000000000000000000000000000000081525061297f565b61206c42611ff360e0850160c0860161397d565b67ffffffffffffffff16101580156120315750612014426301e133806133d8565b61202460e0850160c0860161397d565b67ffffffffffffffff1611155b6040518060400160405280600681526020017f6a6f696e4279000000000000000000000000000000000000000000000000000081525061297f565b6120ea6001612082610100850160e086016137ae565b63ffffffff16101580156120af575062278d006120a6610100850160e086016137ae565b63ffffffff1611155b6040518060400160405280600c81526020017f726f756e645365636f6e6473000000000000000000000000000000000000000081525061297f565b5050565b6004820154600383015463ffffffff9182169116811115612125576040516342aa288160e01b81528235600482015260240161035e565b63ffffffff811661213c60408401602085016137ae565b63ffffffff161461219a5761215760408301602084016137ae565b6040517f330a174700000000000000000000000000000000000000000000000000000000815263ffffffff9182166004820152908216602482015260440161035e565b60048301546601000000000000900463ffffffff166121bf60608401604085016137ae565b63ffffffff161461222f576121da60608301604084016137ae565b6004848101546040517fca4a239400000000000000000000000000000000000000000000000000000000815263ffffffff9384169281019290925266010000000000009004909116602482015260440161035e565b82600501548260600135146122835760058301546040517f3f455be500000000000000000000000000000000000000000000000000000000815260608401356004820152602481019190915260440161035e565b60808201355f036122c0576040517f721168f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b505050565b5f8381526003602052604090205481901c15612310576040517ffa4afcd00000000000000000000000000000000000000000000000000000000081526004810182905260240161035e565b5f61231a826129b8565b90508281101561234757604051632793f77160e21b8152600481018290526024810184905260440161035e565b50505050565b5f612357846129b8565b905060c085013519841615158061238f57506123768560c001356129b8565b61238190600261389b565b61238c82600361389b565b11155b156123d3576040517faab8af780000000000000000000000000000000000000000000000000000000081526004810185905260c0860135602482015260440161035e565b818114612416576040517fbd59d18d000000000000000000000000000000000000000000000000000000008152600481018390526024810182905260440161035e565b5f61242086610aa2565b86355f908152600360205260408120919250805b848210156124fe57600188821c16156124ec575f83828154811061245a5761245a6132de565b5f918252602090912001546001600160a01b031690506124a981868a8a8761248181613518565b9850818110612492576124926132de565b90506020028101906124a49190613998565b612a71565b6124ea576040517f09a318f80000000000000000000000000000000000000000000000000000000081526001600160a01b038216600482015260240161035e565b505b806124f681613518565b915050612434565b505050505050505050565b60038101545f90610af4907201000000000000000000000000000000000000900463ffffffff16426139db565b5f5b81156122c0575f780300000000000000030000000000000003000000000000000360ff8416607885901b70ff000000000000000000000000000000001617603c81901b17908116601e9190911b7c03000000000000000300000000000000030000000000000003000000001617600f81901b177e0100010001000100010001000100010001000100010001000100010001000116905080156125f7575f82815260208590526040812080548392906125f19084906133d8565b90915550505b5060109190911c908061260981613518565b915050612538565b61262160408401602085016137ae565b63ffffffff1683357f3112da1a280efca35cf3a03eade8d388eb9b28b01a5d076e1fc225aba7ca321761265a60608701604088016137ae565b6040805163ffffffff92909216825260608881013560208401526080808a01358484015260a0808b01359285019290925260c0808b01359185019190915290830188905267ffffffffffffffff871690830152519081900360e00190a3505050565b60606126e77f0000000000000000000000000000000000000000000000000000000000000000612ae3565b905090565b60606126e77f0000000000000000000000000000000000000000000000000000000000000000612ae3565b5f80805b835181101561279157838181518110612736576127366132de565b60200260200101518361274991906133d8565b925083828151811061275d5761275d6132de565b6020026020010151848281518110612777576127776132de565b60200260200101511115612789578091505b60010161271b565b50915091565b60605f825167ffffffffffffffff8111156127b4576127b46132ca565b6040519080825280602002602001820160405280156127dd578160200160208202803683370190505b50905060015b8351811015612835575f5b845181101561281f5761280385848385612b20565b61280e82600261389b565b61281890826133d8565b90506127ee565b5090929061282e60028261389b565b90506127e3565b509192915050565b5f8261284a868685612c2b565b1490505b949350505050565b5f306001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000161480156128ae57507f000000000000000000000000000000000000000000000000000000000000000046145b156128d857507f000000000000000000000000000000000000000000000000000000000000000090565b6126e7604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b816120ea57806040517f2795300f00000000000000000000000000000000000000000000000000000000815260040161035e91906139fb565b5f5f1982036129ca5750610100919050565b507f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f7f5555555555555555555555555555555555555555555555555555555555555555600183901c16909103600281901c7f3333333333333333333333333333333333333333333333333333333333333333908116911601600481901c01167f01010101010101010101010101010101010101010101010101010101010101010260f81c90565b5f846001600160a01b03163b5f03612ad0575f5f612a90868686612c6c565b5090925090505f816003811115612aa957612aa9613158565b148015612ac75750866001600160a01b0316826001600160a01b0316145b9250505061284e565b612adc85858585612cb3565b905061284e565b60605f612aef83612d36565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b5f612b35612b2e83856133d8565b8651612d76565b9050805f612b4d612b4685846133d8565b8851612d76565b9050845b81811015612c21575f8487108015612ba457508284101580612ba45750888481518110612b8057612b806132de565b6020026020010151898881518110612b9a57612b9a6132de565b6020026020010151105b905080612bd5578884612bb681613518565b955081518110612bc857612bc86132de565b6020026020010151612bfb565b8887612be081613518565b985081518110612bf257612bf26132de565b60200260200101515b888381518110612c0d57612c0d6132de565b602090810291909101015250600101612b51565b5050505050505050565b5f81815b84811015612c6357612c5982878784818110612c4d57612c4d6132de565b90506020020135612d85565b9150600101612c2f565b50949350505050565b5f80806041849003612ca0578435602086013560408701355f1a612c9289828585612db1565b955095509550505050612caa565b505f915060029050825b93509350939050565b604080517f1626ba7e00000000000000000000000000000000000000000000000000000000808252600482018690526024820192909252604481018390525f91908390818660648301375f82606483010152601f820160051c60051b915060205f60648401838b5afa9050825f5114601f3d111681169350505050949350505050565b5f60ff8216601f811115610af4576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f828218828410028218611b63565b5f818310612d9f575f828152602084905260409020611b63565b5f838152602083905260409020611b63565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115612dea57505f91506003905082612e6f565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612e3b573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116612e6657505f925060019150829050612e6f565b92505f91508190505b9450945094915050565b5f60208284031215612e89575f5ffd5b5035919050565b5f5f83601f840112612ea0575f5ffd5b50813567ffffffffffffffff811115612eb7575f5ffd5b6020830191508360208260051b8501011115612ed1575f5ffd5b9250929050565b5f5f5f5f5f60808688031215612eec575f5ffd5b853594506020860135935060408601359250606086013567ffffffffffffffff811115612f17575f5ffd5b612f2388828901612e90565b969995985093965092949392505050565b602080825282518282018190525f918401906040840190835b81811015612f745783516001600160a01b0316835260209384019390920191600101612f4d565b509095945050505050565b5f60e08284031215612f8f575f5ffd5b50919050565b5f60e08284031215612fa5575f5ffd5b611b638383612f7f565b5f610100828403128015612fc1575f5ffd5b509092915050565b6001600160a01b0381168114612fdd575f5ffd5b50565b5f5f60408385031215612ff1575f5ffd5b82359150602083013561300381612fc9565b809150509250929050565b5f5f5f5f6101208587031215613022575f5ffd5b61302c8686612f7f565b935060e0850135925061010085013567ffffffffffffffff81111561304f575f5ffd5b61305b87828801612e90565b95989497509550505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b5f8151808452602084019350602083015f5b828110156130c55781518652602095860195909101906001016130a7565b5093949350505050565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f61310960e0830189613067565b828103604084015261311b8189613067565b90508660608401526001600160a01b03861660808401528460a084015282810360c084015261314a8185613095565b9a9950505050505050505050565b634e487b7160e01b5f52602160045260245ffd5b60058110612fdd57634e487b7160e01b5f52602160045260245ffd5b6131918161316c565b9052565b805182526020810151602083015263ffffffff604082015116604083015261ffff606082015116606083015261ffff608082015116608083015260a08101516131e460a084018261ffff169052565b5060c081015161320060c084018267ffffffffffffffff169052565b5060e08101516122c060e084018263ffffffff169052565b5f6102008201905061322b828451613188565b602083015161324560208401826001600160a01b03169052565b5060408301516132586040840182613195565b50606083015163ffffffff908116610140840152608084015161ffff1661016084015260a08401511661018083015260c083015167ffffffffffffffff166101a083015260e08301516101c0830152610100909201516101e09091015290565b602081525f611b636020830184613095565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b5f60a082016001600160a01b038816835261330c8761316c565b86602084015285604084015284606084015260a0608084015280845180835260c0850191506020860192505f5b81811015613371578351805167ffffffffffffffff16845260209081015161ffff168185015290930192604090920191600101613339565b50909998505050505050505050565b5f60208284031215613390575f5ffd5b5051919050565b805180151581146133a6575f5ffd5b919050565b5f602082840312156133bb575f5ffd5b611b6382613397565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610af457610af46133c4565b67ffffffffffffffff81168114612fdd575f5ffd5b5f6080828403128015613411575f5ffd5b506040516080810167ffffffffffffffff8111828210171561344157634e487b7160e01b5f52604160045260245ffd5b604052825161344f816133eb565b815261345d60208401613397565b6020820152604083810151908201526060928301519281019290925250919050565b63ffffffff81168114612fdd575f5ffd5b80356133a68161347f565b82815281356020808301919091526101008201908301356134bb8161347f565b63ffffffff811660408401525060408301356134d68161347f565b63ffffffff1660608381019190915283013560808084019190915283013560a08084019190915283013560c0808401919091529092013560e090910152919050565b5f60018201613529576135296133c4565b5060010190565b5f8135610af48161347f565b61ffff81168114612fdd575f5ffd5b5f8135610af48161353c565b5f8135610af4816133eb565b81358155602082013560018201556002810160408301356135838161347f565b63ffffffff811663ffffffff19835416178255505f60608401356135a68161353c565b825465ffff00000000191660209190911b65ffff0000000016178255506135f46135d26080850161354b565b825467ffff000000000000191660309190911b67ffff00000000000016178255565b61362961360360a0850161354b565b825469ffff0000000000000000191660409190911b69ffff000000000000000016178255565b61366e61363860c08501613557565b825471ffffffffffffffff00000000000000000000191660509190911b71ffffffffffffffff0000000000000000000016178255565b6122c061367d60e08501613530565b82547fffffffffffffffffffff00000000ffffffffffffffffffffffffffffffffffff1660909190911b75ffffffff00000000000000000000000000000000000016178255565b80356133a68161353c565b80356133a6816133eb565b8135815260208083013590820152610100810160408301356136fb8161347f565b63ffffffff16604083015260608301356137148161353c565b61ffff166060830152613729608084016136c4565b61ffff16608083015261373e60a084016136c4565b61ffff1660a083015261375360c084016136cf565b67ffffffffffffffff1660c083015261376e60e08401613490565b63ffffffff811660e08401525092915050565b838152606081016137918461316c565b8360208301526137a08361316c565b826040830152949350505050565b5f602082840312156137be575f5ffd5b8135611b638161347f565b63ffffffff8181168382160190811115610af457610af46133c4565b61ffff8281168282160390811115610af457610af46133c4565b81810381811115610af457610af46133c4565b634e487b7160e01b5f52603160045260245ffd5b5f61ffff821661ffff810361383d5761383d6133c4565b60010192915050565b5f63ffffffff821663ffffffff810361383d5761383d6133c4565b634e487b7160e01b5f52601260045260245ffd5b5f8261388357613883613861565b500690565b5f8261389657613896613861565b500490565b8082028115828204841417610af457610af46133c4565b5f60a08284031280156138c3575f5ffd5b5060405160a0810167ffffffffffffffff811182821017156138f357634e487b7160e01b5f52604160045260245ffd5b604052825160058110613904575f5ffd5b815261391260208401613397565b60208201526040830151613925816133eb565b6040820152606083810151908201526080928301519281019290925250919050565b5f60208284031215613957575f5ffd5b8151611b6381612fc9565b5f60208284031215613972575f5ffd5b8135611b638161353c565b5f6020828403121561398d575f5ffd5b8135611b63816133eb565b5f5f8335601e198436030181126139ad575f5ffd5b83018035915067ffffffffffffffff8211156139c7575f5ffd5b602001915036819003821315612ed1575f5ffd5b67ffffffffffffffff8181168382160190811115610af457610af46133c4565b602081525f611b63602083018461306756fea164736f6c6343000825000a'
