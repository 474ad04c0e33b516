/** Fixed answers about the ledger, for tests of what stands in front of a node service. */
import {
  cidOfDigest,
  type Hex,
  parseAssetId,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  utf8
} from '@commonhold/base'
import type { AssetView, LedgerRound } from '@commonhold/sdk/api/ledger'
import type { NodeService } from './node-service.ts'

const digest = (digit: string): Hex => `0x${digit.repeat(64)}`
const hospital = parseMemberId(`0x${'a'.repeat(40)}`)
const contract = parseMemberId(`0x${'c'.repeat(40)}`)

const asset: AssetView = {
  asset: parseAssetId(1),
  kind: 'dataset',
  owner: hospital,
  ownerName: 'Hospital A',
  own: true,
  revoked: false,
  registeredAt: parseUnixSeconds(1_790_000_000),
  commitment: parseBytes32(digest('1')),
  parents: [],
  children: [parseAssetId(3)]
}

const round: LedgerRound = {
  study: parseStudyId(1),
  title: 'Diagnosis',
  round: 2,
  rounds: 5,
  kind: 'training',
  epoch: 0,
  memberCount: 2,
  survivorCount: 2,
  signerCount: 2,
  block: 12,
  transaction: parseBytes32(digest('3')),
  model: cidOfDigest(digest('5')),
  transcript: cidOfDigest(digest('7'))
}

/** The ledger's part of a fake node service. */
export const fakeLedgerAnswers: Pick<
  NodeService,
  | 'ledger'
  | 'listAssets'
  | 'showAsset'
  | 'listRounds'
  | 'showRound'
  | 'studyEvidence'
  | 'openContent'
> = {
  ledger: async () => ({
    kind: 'embedded',
    chainId: 31337,
    rpcUrl: 'http://127.0.0.1:8545',
    block: 12,
    reachable: true,
    warning: 'A local test chain: whoever runs it could rewrite its history.',
    contracts: { members: contract, assets: contract, studies: contract },
    fromBlock: 1,
    members: 2,
    assets: 1,
    studies: 1,
    rounds: 1
  }),
  listAssets: async () => ({ assets: [asset] }),
  showAsset: async () => asset,
  listRounds: async () => ({ rounds: [round], next: '12-1-2' }),
  showRound: async () => ({
    ...round,
    blockHash: parseBytes32(digest('8')),
    previousModel: parseBytes32(digest('9')),
    contract,
    chainId: 31337,
    seats: [],
    contents: [{ what: 'transcript', cid: round.transcript, sizeBytes: 4096 }],
    untold: 'Nobody gives it.'
  }),
  studyEvidence: async () => ({
    chainId: 31337,
    contract,
    study: round.study,
    state: 'running',
    proposer: hospital,
    proposal: {
      terms: parseBytes32(digest('2')),
      invited: parseBytes32(digest('0')),
      rounds: 5,
      cohortMin: 2,
      membersMax: 8,
      skipsMax: 10,
      joinBy: parseUnixSeconds(1_790_000_000),
      roundSeconds: 600
    },
    members: [],
    round: 1,
    skips: 0,
    epoch: 0,
    roundDueAt: 0,
    model: parseBytes32(digest('2')),
    rounds: []
  }),
  openContent: async () => ({
    sizeBytes: 5,
    bytes: (async function* () {
      for (const text of ['he', 'llo']) yield utf8(text)
    })()
  })
}
