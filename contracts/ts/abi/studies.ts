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
  '0x6101a0604052348015610010575f5ffd5b50604051613dc7380380613dc783398101604081905261002f9161028b565b6040518060400160405280600a81526020016910dbdb5b5bdb9a1bdb1960b21b815250604051806040016040528060018152602001603160f81b81525061007b8261023760201b60201c565b6101205261008881610237565b61014052815160208084019190912060e052815190820120610100524660a05261011460e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c081905260408051632b20e39760e01b815290516001600160a01b03841691632b20e3979160048083019260209291908290030181865afa158015610162573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061018691906102c3565b6001600160a01b03161461021e57806001600160a01b0316632b20e3976040518163ffffffff1660e01b8152600401602060405180830381865afa1580156101d0573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101f491906102c3565b604051633af0da9360e21b81526001600160a01b0390911660048201526024015b60405180910390fd5b6001600160a01b03918216610160521661018052610340565b5f5f829050601f81511115610261578260405163305a27a960e01b815260040161021591906102e5565b805161026c8261031a565b179392505050565b6001600160a01b0381168114610288575f5ffd5b50565b5f5f6040838503121561029c575f5ffd5b82516102a781610274565b60208401519092506102b881610274565b809150509250929050565b5f602082840312156102d3575f5ffd5b81516102de81610274565b9392505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b8051602080830151919081101561033a575f198160200360031b1b821691505b50919050565b60805160a05160c05160e05161010051610120516101405161016051610180516139f16103d65f395f81816101b3015281816104bb01528181611b7201528181611c1a0152611cdf01525f818161018e015281816106230152818161099d0152610b1101525f6126ca01525f61269a01525f61290601525f6128de01525f61283901525f61286301525f61288d01526139f15ff3fe608060405234801561000f575f5ffd5b50600436106100fb575f3560e01c80635c362d9911610093578063a5e48c2711610063578063a5e48c271461028b578063b9c071b4146102ab578063c6160719146102be578063e455fa5a146102de575f5ffd5b80635c362d991461023757806367dfd4c91461024a57806384b0196e1461025d57806395805dad14610278575f5ffd5b80632065482d116100ce5780632065482d1461016d578063206eba5d1461018057806340e58ee5146101de5780634a62cd55146101f1575f5ffd5b80630aebeb4e146100ff5780630d0b4a72146101255780630e2aa4551461013a57806319c0fc071461015a575b5f5ffd5b61011261010d366004612e50565b6102e6565b6040519081526020015b60405180910390f35b610138610133366004612eaf565b610593565b005b61014d610148366004612e50565b610a39565b60405161011c9190612f0b565b610112610168366004612f6c565b610aa2565b61011261017b366004612f86565b610afa565b604080516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000811682527f00000000000000000000000000000000000000000000000000000000000000001660208201520161011c565b6101386101ec366004612e50565b610c59565b6101126101ff366004612fb7565b5f8281526004602090815260408083206001600160a01b038516845290915290205462010000900467ffffffffffffffff1692915050565b610138610245366004612fe5565b610df8565b610138610258366004612e50565b610f11565b610265611154565b60405161011c97969594939291906130a6565b610138610286366004612e50565b6111b2565b61029e610299366004612e50565b61133f565b60405161011c91906131ef565b6101386102b9366004612e50565b611528565b6102d16102cc366004612e50565b611717565b60405161011c919061328f565b600754610112565b5f5f6102f383600261173d565b60038101546004820154919250600183019163ffffffff9182169116116103675760048281015460028301546040517f0990e73500000000000000000000000000000000000000000000000000000000815263ffffffff928316938101939093521660248201526044015b60405180910390fd5b815460ff1916600390811783555f85815260209190915260408120805490919067ffffffffffffffff81111561039f5761039f6132a1565b6040519080825280602002602001820160405280156103c8578160200160208202803683370190505b5090505f5b81518110156104585760045f8881526020019081526020015f205f8483815481106103fa576103fa6132b5565b5f918252602080832091909101546001600160a01b0316835282019290925260400190205482516201000090910467ffffffffffffffff1690839083908110610445576104456132b5565b60209081029190910101526001016103cd565b5080515f878152600660205260408120909161047f91849161047a919061179c565b611856565b8554600587015486546040517f166403e00000000000000000000000000000000000000000000000000000000081529394506001600160a01b037f000000000000000000000000000000000000000000000000000000000000000081169463166403e0946104ff94610100909104909216926001929188906004016132c9565b6020604051808303815f875af115801561051b573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061053f9190613357565b955085856006018190555085877f7da9806be556b5364bdfef46c6b15668ab962cfa64fda16b37dd667071785e1d876005015460405161058191815260200190565b60405180910390a35050505050919050565b5f61059f86600161173d565b60038101549091506001820190600160501b900467ffffffffffffffff1642111561060e5760028101546040517f4c492d06000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff16600482015260240161035e565b604051639f8a13d760e01b81523360048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610670573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906106949190613382565b6106b35760405163dad6ed0760e01b815233600482015260240161035e565b5f87815260046020908152604080832033845290915290205461ffff1615610709576040517fa510a8f700000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b5f8781526003602052604090205460028201546601000000000000900461ffff1681106107775760028201546040517f853df2fd000000000000000000000000000000000000000000000000000000008152660100000000000090910461ffff16600482015260240161035e565b815486146107be5781546040517f2d89cba800000000000000000000000000000000000000000000000000000000815261035e918891600401918252602082015260400190565b6107cd82600101548686611ad8565b610805576040517fbdc4f58a00000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b5f8881526005602090815260408083208a845290915290205460ff1680610832575061083087611b41565b155b15610872576040517fb628670b0000000000000000000000000000000000000000000000000000000081526004810188905233602482015260440161035e565b5f88815260036020908152604080832080546001818101835591855292909320909101805473ffffffffffffffffffffffffffffffffffffffff19163317905580518082019091529081906108c89084906133af565b61ffff908116825267ffffffffffffffff8a81166020938401525f8c815260048085526040808320338085529087528184208851815499890151909616620100000269ffffffffffffffffffff199099169590961694909417969096179093558c8152600584528481208c825290935291839020805460ff1916600117905591517f3b4c98910000000000000000000000000000000000000000000000000000000081529182018190529089907f41d8683eb8b5c1511005910679a118f64d382f5f4361dcd780d0a5d0b92ea4d39084908b907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690633b4c989190602401608060405180830381865afa1580156109ea573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610a0e91906133d7565b6040908101518151938452602084019290925282015260600160405180910390a35050505050505050565b5f81815260036020908152604091829020805483518184028101840190945280845260609392830182828015610a9657602002820191905f5260205f20905b81546001600160a01b03168152600190910190602001808311610a78575b50505050509050919050565b5f610af47ff6a483f312ad02b18427fc309f0917360bc0eb2863c6e9a719f8afa1951b741483604051602001610ad9929190613472565b60405160208183030381529060405280519060200120611d58565b92915050565b604051639f8a13d760e01b81523360048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690639f8a13d790602401602060405180830381865afa158015610b5e573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b829190613382565b610ba15760405163dad6ed0760e01b815233600482015260240161035e565b610baa82611d9f565b60075f8154610bb8906134ef565b91829055505f818152600260205260409020805460017fffffffffffffffffffffff000000000000000000000000000000000000000000909116336101000217811782559192509083908201610c0e828261353a565b505082356005820155604051339083907fe8535cd6a8340001ee4bd00863741985825741f5cf1a6ad8fbde47b7843d9cab90610c4b9087906136b1565b60405180910390a350919050565b5f8181526002602052604081209060018083019190835460ff166004811115610c8457610c8461312f565b03610ce957825461010090046001600160a01b0316331480610ce257506002820154600160501b900467ffffffffffffffff1642118015610ce2575060028201545f8581526003602052604090205464010000000090910461ffff16115b9050610d5b565b6002835460ff166004811115610d0157610d0161312f565b03610d355750600281015460048301546801000000000000000090910461ffff908116640100000000909204161015610d5b565b825460405163116afbbd60e01b815261035e91869160ff90911690600190600401613758565b80610d94576040517ff04c168f00000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b825460ff1916600490811784558301805471ffffffffffffffff000000000000000000001916905560405133815284907f99570228585a5a822ea10eb7918e227e98d1e92b6d20e801a8920cf320f8e074906020015b60405180910390a250505050565b5f610e058535600261173d565b9050610e1181866120c5565b6003810154610e3390863590640100000000900461ffff1660c088013561229c565b610e3f85858585612324565b5f610e506040870160208801613785565b610e5b9060016137a0565b60038301549091505f9063ffffffff90811690831611610e8357610e7e836124e0565b610e85565b5f5b60048401805463ffffffff8581167fffffffffffffffffffffffffffff0000000000000000ffffffff00000000000090921691909117600160501b67ffffffffffffffff851602179091556080890135600586015588355f908152600660205260409020919250610efd919060c08a01359061250d16565b610f088787836125e8565b50505050505050565b610f1c81600161173d565b505f818152600460209081526040808320338452825280832081518083019092525461ffff81168083526201000090910467ffffffffffffffff16928201929092529103610f98576040517f69ee7edd00000000000000000000000000000000000000000000000000000000815233600482015260240161035e565b5f8281526003602052604081208251909190610fb6906001906137bc565b8254845161ffff92831693505f92161461107c5782548390610fda906001906137d6565b81548110610fea57610fea6132b5565b905f5260205f20015f9054906101000a90046001600160a01b031690508083838154811061101a5761101a6132b5565b5f918252602080832091909101805473ffffffffffffffffffffffffffffffffffffffff19166001600160a01b039485161790558651888352600482526040808420948616845293909152919020805461ffff191661ffff9092169190911790555b8280548061108c5761108c6137e9565b5f82815260208082205f199084018101805473ffffffffffffffffffffffffffffffffffffffff1916905590920190925586825260048152604080832033808552908352818420805469ffffffffffffffffffff19169055888452600583528184208884015167ffffffffffffffff168552835292819020805460ff1916905580516001600160a01b038516815291820185905287917f2432f2bab78be0f7dd4c50149ebef3f903a00a0d8779903023e92c74afa8e398910160405180910390a35050505050565b5f6060805f5f5f6060611165612693565b61116d6126c3565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b5f6111be82600161173d565b5f83815260036020819052604090912054908201549192506001830191600160501b900467ffffffffffffffff16421180159061120c575060028201546601000000000000900461ffff1681105b1561125b5760028201546040517f6cec1c18000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff16600482015260240161035e565b6002820154640100000000900461ffff168110156112a6576002820154604051632793f77160e21b81526004810183905264010000000090910461ffff16602482015260440161035e565b825460ff1916600217835560048301805463ffffffff191660011790556112cc836124e0565b60048401805471ffffffffffffffff000000000000000000001916600160501b67ffffffffffffffff938416810291909117918290556040805185815291909204909216602083015285917f075f9cfc6bfad9ef010b7c3852d0cf6a9399a97a221fe604df0ba579f882a0929101610dea565b6113cb604080516101208101909152805f81525f60208083018290526040805161010081018252838152918201839052818101839052606082018390526080820183905260a0820183905260c0820183905260e082019290925291019081525f6020820181905260408201819052606082018190526080820181905260a0820181905260c09091015290565b5f8281526002602052604090819020815161012081019092528054829060ff1660048111156113fc576113fc61312f565b600481111561140d5761140d61312f565b81528154610100908190046001600160a01b031660208084019190915260408051808401825260018601548152600286015492810192909252600385015463ffffffff8082168484015264010000000080830461ffff908116606080880191909152660100000000000080860483166080808a0191909152680100000000000000008704841660a0808b0191909152600160501b80890467ffffffffffffffff90811660c0808e01919091527201000000000000000000000000000000000000909a04891660e0808e01919091529a8e019b909b5260048e0154808916958e0195909552958404909416908b015281049093169088015290049092169184019190915260058401549083015260069092015491015292915050565b5f61153482600261173d565b6003810154600482015491925063ffffffff9081169116111561156d576040516342aa288160e01b81526004810183905260240161035e565b6004810154600160501b900467ffffffffffffffff164210156115d7576004818101546040517f2318dee1000000000000000000000000000000000000000000000000000000008152600160501b90910467ffffffffffffffff169181019190915260240161035e565b600381015460048201546801000000000000000090910461ffff90811664010000000090920416101561163d5760048181018054640100000000900461ffff1691611621836137fd565b91906101000a81548161ffff021916908361ffff160217905550505b6004810180546601000000000000900463ffffffff1690600661165f8361381d565b91906101000a81548163ffffffff021916908363ffffffff16021790555050611687816124e0565b60048201805467ffffffffffffffff928316600160501b90810271ffffffffffffffff000000000000000000001983168117938490556040805163ffffffff660100000000000087048116825293909504909516602085015281169116179184917fe3f1a95fbc232974873e394fa8df7ba3ea0384421be6c1464ad803cd01817682910160405180910390a35050565b5f818152600360209081526040808320546006909252909120606091610af4919061179c565b5f82815260026020526040902081600481111561175c5761175c61312f565b815460ff1660048111156117725761177261312f565b14610af457805460405163116afbbd60e01b815261035e91859160ff909116908590600401613758565b60608167ffffffffffffffff8111156117b7576117b76132a1565b6040519080825280602002602001820160405280156117e0578160200160208202803683370190505b5090505f805b8381101561184e576117f960108261384c565b5f0361181d57845f61180c60108461385f565b81526020019081526020015f205491505b8161ffff16838281518110611834576118346132b5565b602090810291909101015260109190911c906001016117e6565b505092915050565b60605f5f611863846126ee565b86519193509150612710905f90819067ffffffffffffffff81111561188a5761188a6132a1565b6040519080825280602002602001820160405280156118b3578160200160208202803683370190505b5090505f5b885181101561195c575f868983815181106118d5576118d56132b5565b60200260200101516127106118ea9190613872565b6118f4919061385f565b905061190081866137d6565b94508060108b8481518110611917576119176132b5565b6020026020010151901b17838381518110611934576119346132b5565b60209081029190910101528015611953578361194f816134ef565b9450505b506001016118b8565b5080848151811061196f5761196f6132b5565b602002602001015161ffff165f0361198f578161198b816134ef565b9250505b828185815181106119a2576119a26132b5565b602002602001018181516119b691906133af565b9052506119c28161276e565b90508167ffffffffffffffff8111156119dd576119dd6132a1565b604051908082528060200260200182016040528015611a2157816020015b604080518082019091525f80825260208201528152602001906001900390816119fb5790505b5095505f805b8251811015611acb575f838281518110611a4357611a436132b5565b602002602001015190508061ffff165f14611ac25760405180604001604052806010868581518110611a7757611a776132b5565b6020026020010151901c67ffffffffffffffff1681526020018261ffff16815250898480611aa4906134ef565b955081518110611ab657611ab66132b5565b60200260200101819052505b50600101611a27565b5050505050505092915050565b5f838103611ae857506001611b3a565b604080513360208201525f910160408051601f1981840301815282825280516020918201209083015201604051602081830303815290604052805190602001209050611b3684848784612814565b9150505b9392505050565b6040517f0fdfe771000000000000000000000000000000000000000000000000000000008152600481018290525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690630fdfe77190602401602060405180830381865afa158015611bbf573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611be39190613382565b8015611c9f57505f6040517f7db78fac000000000000000000000000000000000000000000000000000000008152600481018490527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690637db78fac9060240160a060405180830381865afa158015611c67573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611c8b9190613889565b516004811115611c9d57611c9d61312f565b145b8015610af457506040517f6352211e0000000000000000000000000000000000000000000000000000000081526004810183905233906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690636352211e90602401602060405180830381865afa158015611d24573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190611d48919061391e565b6001600160a01b03161492915050565b5f610af4611d6461282d565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f611db06080830160608401613939565b61ffff169050611dfd825f01355f5f1b14156040518060400160405280600581526020017f7465726d73000000000000000000000000000000000000000000000000000000815250612956565b611e786001611e126060850160408601613785565b63ffffffff1610158015611e3d5750612710611e346060850160408601613785565b63ffffffff1611155b6040518060400160405280600681526020017f726f756e64730000000000000000000000000000000000000000000000000000815250612956565b611ec960028210158015611e8e57506101008211155b6040518060400160405280600981526020017f636f686f72744d696e0000000000000000000000000000000000000000000000815250612956565b611f3f81611edd60a0850160808601613939565b61ffff1610158015611f045750610100611efd60a0850160808601613939565b61ffff1611155b6040518060400160405280600a81526020017f6d656d626572734d617800000000000000000000000000000000000000000000815250612956565b611fb66001611f5460c0850160a08601613939565b61ffff1610158015611f7b57506103e8611f7460c0850160a08601613939565b61ffff1611155b6040518060400160405280600881526020017f736b6970734d6178000000000000000000000000000000000000000000000000815250612956565b61204342611fca60e0850160c08601613954565b67ffffffffffffffff16101580156120085750611feb426301e133806133af565b611ffb60e0850160c08601613954565b67ffffffffffffffff1611155b6040518060400160405280600681526020017f6a6f696e42790000000000000000000000000000000000000000000000000000815250612956565b6120c16001612059610100850160e08601613785565b63ffffffff1610158015612086575062278d0061207d610100850160e08601613785565b63ffffffff1611155b6040518060400160405280600c81526020017f726f756e645365636f6e64730000000000000000000000000000000000000000815250612956565b5050565b6004820154600383015463ffffffff91821691168111156120fc576040516342aa288160e01b81528235600482015260240161035e565b63ffffffff81166121136040840160208501613785565b63ffffffff16146121715761212e6040830160208401613785565b6040517f330a174700000000000000000000000000000000000000000000000000000000815263ffffffff9182166004820152908216602482015260440161035e565b60048301546601000000000000900463ffffffff166121966060840160408501613785565b63ffffffff1614612206576121b16060830160408401613785565b6004848101546040517fca4a239400000000000000000000000000000000000000000000000000000000815263ffffffff9384169281019290925266010000000000009004909116602482015260440161035e565b826005015482606001351461225a5760058301546040517f3f455be500000000000000000000000000000000000000000000000000000000815260608401356004820152602481019190915260440161035e565b60808201355f03612297576040517f721168f600000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b505050565b5f8381526003602052604090205481901c156122e7576040517ffa4afcd00000000000000000000000000000000000000000000000000000000081526004810182905260240161035e565b5f6122f18261298f565b90508281101561231e57604051632793f77160e21b8152600481018290526024810184905260440161035e565b50505050565b5f61232e8461298f565b905060c0850135198416151580612366575061234d8560c0013561298f565b612358906002613872565b612363826003613872565b11155b156123aa576040517faab8af780000000000000000000000000000000000000000000000000000000081526004810185905260c0860135602482015260440161035e565b8181146123ed576040517fbd59d18d000000000000000000000000000000000000000000000000000000008152600481018390526024810182905260440161035e565b5f6123f786610aa2565b86355f908152600360205260408120919250805b848210156124d557600188821c16156124c3575f838281548110612431576124316132b5565b5f918252602090912001546001600160a01b0316905061248081868a8a87612458816134ef565b9850818110612469576124696132b5565b905060200281019061247b919061396f565b612a48565b6124c1576040517f09a318f80000000000000000000000000000000000000000000000000000000081526001600160a01b038216600482015260240161035e565b505b806124cd816134ef565b91505061240b565b505050505050505050565b60038101545f90610af4907201000000000000000000000000000000000000900463ffffffff16426139b2565b5f5b8115612297575f780300000000000000030000000000000003000000000000000360ff8416607885901b70ff000000000000000000000000000000001617603c81901b17908116601e9190911b7c03000000000000000300000000000000030000000000000003000000001617600f81901b177e0100010001000100010001000100010001000100010001000100010001000116905080156125ce575f82815260208590526040812080548392906125c89084906133af565b90915550505b5060109190911c90806125e0816134ef565b91505061250f565b6125f86040840160208501613785565b63ffffffff1683357f3112da1a280efca35cf3a03eade8d388eb9b28b01a5d076e1fc225aba7ca32176126316060870160408801613785565b6040805163ffffffff92909216825260608881013560208401526080808a01358484015260a0808b01359285019290925260c0808b01359185019190915290830188905267ffffffffffffffff871690830152519081900360e00190a3505050565b60606126be7f0000000000000000000000000000000000000000000000000000000000000000612aba565b905090565b60606126be7f0000000000000000000000000000000000000000000000000000000000000000612aba565b5f80805b83518110156127685783818151811061270d5761270d6132b5565b60200260200101518361272091906133af565b9250838281518110612734576127346132b5565b602002602001015184828151811061274e5761274e6132b5565b60200260200101511115612760578091505b6001016126f2565b50915091565b60605f825167ffffffffffffffff81111561278b5761278b6132a1565b6040519080825280602002602001820160405280156127b4578160200160208202803683370190505b50905060015b835181101561280c575f5b84518110156127f6576127da85848385612af7565b6127e5826002613872565b6127ef90826133af565b90506127c5565b50909290612805600282613872565b90506127ba565b509192915050565b5f82612821868685612c02565b1490505b949350505050565b5f306001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614801561288557507f000000000000000000000000000000000000000000000000000000000000000046145b156128af57507f000000000000000000000000000000000000000000000000000000000000000090565b6126be604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b816120c157806040517f2795300f00000000000000000000000000000000000000000000000000000000815260040161035e91906139d2565b5f5f1982036129a15750610100919050565b507f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f7f5555555555555555555555555555555555555555555555555555555555555555600183901c16909103600281901c7f3333333333333333333333333333333333333333333333333333333333333333908116911601600481901c01167f01010101010101010101010101010101010101010101010101010101010101010260f81c90565b5f846001600160a01b03163b5f03612aa7575f5f612a67868686612c43565b5090925090505f816003811115612a8057612a8061312f565b148015612a9e5750866001600160a01b0316826001600160a01b0316145b92505050612825565b612ab385858585612c8a565b9050612825565b60605f612ac683612d0d565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b5f612b0c612b0583856133af565b8651612d4d565b9050805f612b24612b1d85846133af565b8851612d4d565b9050845b81811015612bf8575f8487108015612b7b57508284101580612b7b5750888481518110612b5757612b576132b5565b6020026020010151898881518110612b7157612b716132b5565b6020026020010151105b905080612bac578884612b8d816134ef565b955081518110612b9f57612b9f6132b5565b6020026020010151612bd2565b8887612bb7816134ef565b985081518110612bc957612bc96132b5565b60200260200101515b888381518110612be457612be46132b5565b602090810291909101015250600101612b28565b5050505050505050565b5f81815b84811015612c3a57612c3082878784818110612c2457612c246132b5565b90506020020135612d5c565b9150600101612c06565b50949350505050565b5f80806041849003612c77578435602086013560408701355f1a612c6989828585612d88565b955095509550505050612c81565b505f915060029050825b93509350939050565b604080517f1626ba7e00000000000000000000000000000000000000000000000000000000808252600482018690526024820192909252604481018390525f91908390818660648301375f82606483010152601f820160051c60051b915060205f60648401838b5afa9050825f5114601f3d111681169350505050949350505050565b5f60ff8216601f811115610af4576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f828218828410028218611b3a565b5f818310612d76575f828152602084905260409020611b3a565b5f838152602083905260409020611b3a565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115612dc157505f91506003905082612e46565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015612e12573d5f5f3e3d5ffd5b5050604051601f1901519150506001600160a01b038116612e3d57505f925060019150829050612e46565b92505f91508190505b9450945094915050565b5f60208284031215612e60575f5ffd5b5035919050565b5f5f83601f840112612e77575f5ffd5b50813567ffffffffffffffff811115612e8e575f5ffd5b6020830191508360208260051b8501011115612ea8575f5ffd5b9250929050565b5f5f5f5f5f60808688031215612ec3575f5ffd5b853594506020860135935060408601359250606086013567ffffffffffffffff811115612eee575f5ffd5b612efa88828901612e67565b969995985093965092949392505050565b602080825282518282018190525f918401906040840190835b81811015612f4b5783516001600160a01b0316835260209384019390920191600101612f24565b509095945050505050565b5f60e08284031215612f66575f5ffd5b50919050565b5f60e08284031215612f7c575f5ffd5b611b3a8383612f56565b5f610100828403128015612f98575f5ffd5b509092915050565b6001600160a01b0381168114612fb4575f5ffd5b50565b5f5f60408385031215612fc8575f5ffd5b823591506020830135612fda81612fa0565b809150509250929050565b5f5f5f5f6101208587031215612ff9575f5ffd5b6130038686612f56565b935060e0850135925061010085013567ffffffffffffffff811115613026575f5ffd5b61303287828801612e67565b95989497509550505050565b5f81518084528060208401602086015e5f602082860101526020601f19601f83011685010191505092915050565b5f8151808452602084019350602083015f5b8281101561309c57815186526020958601959091019060010161307e565b5093949350505050565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f6130e060e083018961303e565b82810360408401526130f2818961303e565b90508660608401526001600160a01b03861660808401528460a084015282810360c0840152613121818561306c565b9a9950505050505050505050565b634e487b7160e01b5f52602160045260245ffd5b60058110612fb457634e487b7160e01b5f52602160045260245ffd5b61316881613143565b9052565b805182526020810151602083015263ffffffff604082015116604083015261ffff606082015116606083015261ffff608082015116608083015260a08101516131bb60a084018261ffff169052565b5060c08101516131d760c084018267ffffffffffffffff169052565b5060e081015161229760e084018263ffffffff169052565b5f6102008201905061320282845161315f565b602083015161321c60208401826001600160a01b03169052565b50604083015161322f604084018261316c565b50606083015163ffffffff908116610140840152608084015161ffff1661016084015260a08401511661018083015260c083015167ffffffffffffffff166101a083015260e08301516101c0830152610100909201516101e09091015290565b602081525f611b3a602083018461306c565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b5f60a082016001600160a01b03881683526132e387613143565b86602084015285604084015284606084015260a0608084015280845180835260c0850191506020860192505f5b81811015613348578351805167ffffffffffffffff16845260209081015161ffff168185015290930192604090920191600101613310565b50909998505050505050505050565b5f60208284031215613367575f5ffd5b5051919050565b8051801515811461337d575f5ffd5b919050565b5f60208284031215613392575f5ffd5b611b3a8261336e565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610af457610af461339b565b67ffffffffffffffff81168114612fb4575f5ffd5b5f60808284031280156133e8575f5ffd5b506040516080810167ffffffffffffffff8111828210171561341857634e487b7160e01b5f52604160045260245ffd5b6040528251613426816133c2565b81526134346020840161336e565b6020820152604083810151908201526060928301519281019290925250919050565b63ffffffff81168114612fb4575f5ffd5b803561337d81613456565b828152813560208083019190915261010082019083013561349281613456565b63ffffffff811660408401525060408301356134ad81613456565b63ffffffff1660608381019190915283013560808084019190915283013560a08084019190915283013560c0808401919091529092013560e090910152919050565b5f600182016135005761350061339b565b5060010190565b5f8135610af481613456565b61ffff81168114612fb4575f5ffd5b5f8135610af481613513565b5f8135610af4816133c2565b813581556020820135600182015560028101604083013561355a81613456565b63ffffffff811663ffffffff19835416178255505f606084013561357d81613513565b825465ffff00000000191660209190911b65ffff0000000016178255506135cb6135a960808501613522565b825467ffff000000000000191660309190911b67ffff00000000000016178255565b6136006135da60a08501613522565b825469ffff0000000000000000191660409190911b69ffff000000000000000016178255565b61364561360f60c0850161352e565b825471ffffffffffffffff00000000000000000000191660509190911b71ffffffffffffffff0000000000000000000016178255565b61229761365460e08501613507565b82547fffffffffffffffffffff00000000ffffffffffffffffffffffffffffffffffff1660909190911b75ffffffff00000000000000000000000000000000000016178255565b803561337d81613513565b803561337d816133c2565b8135815260208083013590820152610100810160408301356136d281613456565b63ffffffff16604083015260608301356136eb81613513565b61ffff1660608301526137006080840161369b565b61ffff16608083015261371560a0840161369b565b61ffff1660a083015261372a60c084016136a6565b67ffffffffffffffff1660c083015261374560e08401613467565b63ffffffff811660e08401525092915050565b8381526060810161376884613143565b83602083015261377783613143565b826040830152949350505050565b5f60208284031215613795575f5ffd5b8135611b3a81613456565b63ffffffff8181168382160190811115610af457610af461339b565b61ffff8281168282160390811115610af457610af461339b565b81810381811115610af457610af461339b565b634e487b7160e01b5f52603160045260245ffd5b5f61ffff821661ffff81036138145761381461339b565b60010192915050565b5f63ffffffff821663ffffffff81036138145761381461339b565b634e487b7160e01b5f52601260045260245ffd5b5f8261385a5761385a613838565b500690565b5f8261386d5761386d613838565b500490565b8082028115828204841417610af457610af461339b565b5f60a082840312801561389a575f5ffd5b5060405160a0810167ffffffffffffffff811182821017156138ca57634e487b7160e01b5f52604160045260245ffd5b6040528251600581106138db575f5ffd5b81526138e96020840161336e565b602082015260408301516138fc816133c2565b6040820152606083810151908201526080928301519281019290925250919050565b5f6020828403121561392e575f5ffd5b8151611b3a81612fa0565b5f60208284031215613949575f5ffd5b8135611b3a81613513565b5f60208284031215613964575f5ffd5b8135611b3a816133c2565b5f5f8335601e19843603018112613984575f5ffd5b83018035915067ffffffffffffffff82111561399e575f5ffd5b602001915036819003821315612ea8575f5ffd5b67ffffffffffffffff8181168382160190811115610af457610af461339b565b602081525f611b3a602083018461303e56fea164736f6c6343000825000a'
