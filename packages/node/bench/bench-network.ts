/**
 * Members in one process with what a node has: libp2p over loopback, content over HTTP, a
 * store on disk, real keys. Only the ledger is not there: a round ends with the signatures that it
 * would be written with.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Bytes32,
  parseAssetId,
  parseStudyId,
  parseUnixSeconds,
  Secret,
  silentLog,
  toHex,
  zeroBytes32
} from '@commonhold/base'
import type { Stage } from '@commonhold/learning/federation/stage'
import { type NetworkPeers, openDiskBlobStore } from '@commonhold/network'
import { serveHttp } from '@commonhold/network/testing/http-server'
import {
  createTestNetwork,
  testNodeKey,
  whenConnected
} from '@commonhold/network/testing/test-network'
import {
  createSeededRandom,
  nodeCrypto,
  nodeDisk,
  realClock,
  secureRandom
} from '@commonhold/platform'
import { openingOf, type StudyRecord, sealTerms } from '@commonhold/protocol'
import { createSigningAccount } from '@commonhold/protocol/testing/signing-account'
import type { OpenRound, RoundDeps } from '../src/rounds/open-round.ts'
import { openReleaseLog } from '../src/rounds/release-log.ts'

/** A member, and its side of the rounds. */
export type BenchMember = {
  readonly deps: RoundDeps
  readonly peers: NetworkPeers
}

/** Members that are connected, and the study that they are in. */
export type BenchNetwork = {
  readonly members: readonly BenchMember[]
  readonly record: StudyRecord
  /** The round with this number and incoming model. */
  openRound(round: number, model: Bytes32, contribution: OpenRound['contribution']): OpenRound
  close(): Promise<void>
}

const domain = { chainId: 84_300, studies: `0x${'5d'.repeat(20)}` as const }
const terms = sealTerms({
  format: 'commonhold-terms/1',
  title: 'A sum',
  description: '',
  plan: {},
  rounds: 1000,
  cohort: { min: 3, max: 16 },
  timing: { answerSeconds: 60, trainingSeconds: 60, roundSeconds: 600, skipsMax: 3 },
  invited: [],
  transcripts: { readers: 'members', auditors: [] },
  revenue: { rule: 'by-rounds-survived' },
  privacy: { kind: 'none' }
})

/** Starts `count` members of a study with this one stage. */
export async function openBenchNetwork(count: number, stage: Stage): Promise<BenchNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-bench-'))
  const network = createTestNetwork()
  const seed = createSeededRandom('bench network')
  const accounts = Array.from({ length: count }, () => createSigningAccount(seed.bytes(32)))
  const closing: (() => Promise<void>)[] = []
  const members: BenchMember[] = []
  for (const [index, { member, signResult }] of accounts.entries()) {
    const home = join(folder, String(index))
    await mkdir(home)
    const limits = { bytesMax: 2 ** 32 }
    const common = { crypto: nodeCrypto, clock: realClock, disk: nodeDisk }
    const store = await openDiskBlobStore({ ...common, folder: join(home, 'blobs'), limits })
    const bootstrap = members.slice(0, 1).flatMap(({ peers }) => peers.addresses().slice(0, 1))
    const node = await network.startNode(index, { ...common, self: member, store, bootstrap })
    const server = await serveHttp(node.peers.artefactHandler)
    node.peers.announceHttp(server.url)
    closing.push(server.close)
    const { peers } = node
    const deps: RoundDeps = {
      ...common,
      random: secureRandom,
      log: silentLog,
      store,
      peers,
      nodeKey: new Secret(testNodeKey(index)),
      releases: await openReleaseLog(home, parseStudyId(1)),
      ledger: {
        domain,
        signResult: async (result) => signResult(domain, result),
        finalise: async () => ({
          transactionHash: zeroBytes32,
          blockNumber: 1,
          blockHash: zeroBytes32,
          gasUsed: 0
        })
      }
    }
    members.push({ deps, peers })
  }
  for (const { peers } of members) {
    for (const { member } of accounts) {
      if (member !== peers.self) await whenConnected(peers, member)
    }
  }
  const record = recordOf(members)
  return {
    members,
    record,
    openRound: (round, model, contribution) => ({
      opening: openingOf(domain, { ...record, round, model }),
      record: { ...record, round, model },
      terms: terms.terms,
      stage,
      cohortMin: 3,
      engine: 'bench',
      contribution
    }),
    async close() {
      await network.stop()
      for (const close of closing) await close()
      await rm(folder, { recursive: true })
    }
  }
}

function recordOf(members: readonly BenchMember[]): StudyRecord {
  return {
    study: parseStudyId(1),
    state: 'running',
    proposer: members[0]!.peers.self,
    proposal: {
      terms: terms.digest,
      invited: zeroBytes32,
      rounds: terms.terms.rounds,
      cohortMin: 3,
      membersMax: 16,
      skipsMax: 3,
      joinBy: parseUnixSeconds(1_800_000_000),
      roundSeconds: 600
    },
    members: members.map(({ peers, deps }, index) => ({
      member: peers.self,
      dataset: parseAssetId(index + 1),
      nodeKey: toHex(nodeCrypto.ed25519.publicKey(deps.nodeKey.reveal())) as Bytes32
    })),
    round: 1,
    skips: 0,
    epoch: 0,
    roundDueAt: parseUnixSeconds(1_800_000_600),
    model: terms.digest,
    asset: undefined
  }
}
