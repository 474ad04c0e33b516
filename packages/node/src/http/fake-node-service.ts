/**
 * A node service that holds fixed answers, for tests of what stands in front of it: HTTP, the SDK
 * and the command line. It records every call, so that a test can tell what came through.
 */
import {
  type AssetId,
  CommonholdError,
  cidOfDigest,
  type Hex,
  parseAssetId,
  parseBytes32,
  parseMemberId,
  parseStudyId,
  parseUnixSeconds,
  utf8
} from '@commonhold/base'
import type { DatasetProfile } from '@commonhold/sdk/api/dataset-details'
import type { DatasetView } from '@commonhold/sdk/api/datasets'
import type { NodeEvent } from '@commonhold/sdk/api/events'
import type { ModelSummary, ModelView } from '@commonhold/sdk/api/models'
import type { RoundView } from '@commonhold/sdk/api/rounds'
import type { NodeStatus } from '@commonhold/sdk/api/status'
import type { ProposedStudy, StudyChange, StudyView, TermsView } from '@commonhold/sdk/api/studies'
import { fakeLedgerAnswers } from './fake-ledger-answers.ts'
import type { NodeService } from './node-service.ts'

const digest = (digit: string): Hex => `0x${digit.repeat(64)}`
const hospitalA = parseMemberId(`0x${'a'.repeat(40)}`)
const hospitalB = parseMemberId(`0x${'b'.repeat(40)}`)
const dawn = parseUnixSeconds(1_790_000_000)

const status: NodeStatus = {
  member: hospitalA,
  name: 'Hospital A',
  version: '0.1.0',
  pid: 4321,
  home: '/home/a/.commonhold',
  ledger: {
    kind: 'embedded',
    chainId: 31337,
    rpcUrl: 'http://127.0.0.1:8545',
    block: 12,
    reachable: true,
    warning: 'A local test chain: whoever runs it could rewrite its history.'
  },
  peers: [
    {
      member: hospitalB,
      name: 'Hospital B',
      connected: true,
      link: 'direct',
      roundTripMs: 2.5,
      sentBytes: 204_800,
      receivedBytes: 102_400,
      lastSeenAt: dawn
    }
  ],
  address: 'commonhold://eyJ2ZXJzaW9uIjoxfQ',
  httpUrl: 'http://127.0.0.1:7070',
  uptimeMs: 65_000,
  sent: { payloads: 40, bytes: 204_800, plaintext: 0 },
  datasets: 1,
  activeStudies: 1
}

const dataset: DatasetView = {
  dataset: 'patients',
  name: 'Patients',
  asset: parseAssetId(1),
  rows: 569,
  columns: [
    { name: 'age', kind: 'number', missing: 3, min: 18, max: 91 },
    { name: 'diagnosis', kind: 'category', missing: 0, categories: ['no', 'yes'], categoryCount: 2 }
  ],
  target: 'diagnosis',
  addedAt: dawn,
  commitment: parseBytes32(digest('1'))
}

const profile: DatasetProfile = {
  dataset: 'patients',
  rows: 569,
  columns: [
    {
      kind: 'number',
      name: 'age',
      missing: 3,
      figures: {
        min: 18,
        max: 91,
        mean: 54.5,
        deviation: 12.25,
        quantiles: { p5: 22, p25: 40, p50: 55, p75: 68, p95: 84 }
      },
      bars: [
        { from: 0, to: 50, rows: 200 },
        { from: 50, to: 100, rows: 366 }
      ]
    },
    {
      kind: 'category',
      name: 'diagnosis',
      missing: 0,
      different: 2,
      categories: [
        { name: 'no', rows: 400 },
        { name: 'yes', rows: 169 }
      ],
      otherRows: 0
    }
  ]
}

const terms: TermsView = {
  digest: parseBytes32(digest('2')),
  cid: cidOfDigest(digest('2')),
  plainWords: ['Learn diagnosis from age.', 'Rows never leave their node.'],
  document: { title: 'Diagnosis' }
}

/** A final round as a node tells it. */
export function finalRound(index: number): RoundView {
  return {
    index,
    kind: 'training',
    phase: 'final',
    epoch: 0,
    attempt: 0,
    aggregator: hospitalB,
    survivors: [hospitalA, hospitalB],
    dropped: [],
    metrics: { rows: 114, logLoss: 0.7 / index, auc: 0.9 },
    own: { rows: 40, logLoss: 0.8 / index, auc: 0.875 },
    trafficBytes: 204_800,
    durationMs: 850,
    block: 10 + index,
    transaction: parseBytes32(digest('3'))
  }
}

const study: StudyView = {
  study: parseStudyId(1),
  title: 'Diagnosis',
  state: 'running',
  proposer: hospitalA,
  memberCount: 2,
  minCohort: 2,
  maxMembers: 8,
  round: 3,
  rounds: 5,
  joinBy: dawn,
  joined: true,
  description: 'Who is ill?',
  terms,
  termsDigest: terms.digest,
  members: [
    {
      ...{ member: hospitalA, name: 'Hospital A', dataset: parseAssetId(1) },
      ...{ survived: 2, dropped: 0, aggregated: 0 }
    },
    {
      ...{ member: hospitalB, name: 'Hospital B', dataset: parseAssetId(2) },
      ...{ survived: 2, dropped: 0, aggregated: 2 }
    }
  ],
  roundList: [finalRound(1), finalRound(2)],
  fits: [{ dataset: 'patients', name: 'Patients', fits: true, problems: [] }]
}

const leftOut = [{ column: 'patient_id', why: 'numbers the rows' }]

const change: StudyChange = {
  study: study.study,
  state: 'proposed',
  transaction: parseBytes32(digest('4')),
  block: 13
}

const summary: ModelSummary = {
  asset: parseAssetId(3),
  study: study.study,
  title: 'Diagnosis',
  kind: 'logistic',
  target: 'diagnosis',
  metrics: { rows: 114, logLoss: 0.12, auc: 0.991 }
}

const half = { shareBps: 5000, revoked: false, survived: 5 }
const model: ModelView = {
  ...summary,
  owner: hospitalA,
  file: cidOfDigest(digest('5')),
  sizeBytes: 2048,
  terms: terms.digest,
  trainingRounds: 4,
  trainingRows: 427,
  parameters: 2,
  classes: [
    { name: 'no', rows: 300 },
    { name: 'yes', rows: 127 }
  ],
  lineage: [
    { asset: parseAssetId(1), owner: hospitalA, name: 'Hospital A', ...half },
    { asset: parseAssetId(2), owner: hospitalB, name: 'Hospital B', ...half }
  ],
  inputs: [{ name: 'age', kind: 'number' }],
  card: '# Diagnosis\n'
}

/** The events that the fake tells, in order. */
export const fakeEvents: readonly NodeEvent[] = [
  { type: 'study.started', id: '1-1', atMs: 1, study: study.study, memberCount: 2 },
  { type: 'round.final', id: '1-2', atMs: 2, study: study.study, round: finalRound(1) },
  { type: 'round.final', id: '1-3', atMs: 3, study: study.study, round: finalRound(2) },
  { type: 'study.closed', id: '1-4', atMs: 4, study: study.study, asset: summary.asset }
]

/** What was called, and with what. */
export type RecordedCall = { readonly method: string; readonly arguments: readonly unknown[] }

/** The fake, and its record. `changes` replace single methods. */
export function fakeNodeService(changes: Partial<NodeService> = {}): {
  readonly service: NodeService
  readonly calls: readonly RecordedCall[]
} {
  const calls: RecordedCall[] = []
  const service: NodeService = { ...fixedAnswers, ...changes }
  const recording = Object.entries(service).map(([method, answer]) => [
    method,
    (...given: unknown[]): unknown => {
      calls.push({ method, arguments: given })
      return (answer as (...values: unknown[]) => unknown)(...given)
    }
  ])
  return { service: Object.fromEntries(recording) as NodeService, calls }
}

const fixedAnswers: NodeService = {
  ...fakeLedgerAnswers,
  status: async () => status,
  members: async () => [
    {
      member: hospitalA,
      name: 'Hospital A',
      active: true,
      joinedAt: dawn,
      nodeKey: parseBytes32(digest('6')),
      self: true
    }
  ],
  peers: async () => status.peers,
  shutdown: async () => undefined,
  addDataset: async () => dataset,
  listDatasets: async () => [dataset],
  showDataset: async (wanted) => (wanted === 'patients' ? dataset : noSuch('DATASET', wanted)),
  profileDataset: async () => profile,
  previewDataset: async () => ({ dataset: 'patients', columns: ['age'], rows: [[18], [null]] }),
  removeDataset: async () => ({ dataset: 'patients', asset: dataset.asset }),
  proposeStudy: async ({ dryRun }): Promise<ProposedStudy> =>
    dryRun === true
      ? { terms, leftOut }
      : { study: study.study, terms, leftOut, transaction: change.transaction },
  listStudies: async () => [study],
  showStudy: async (wanted) => (wanted === study.study ? study : noSuch('STUDY', String(wanted))),
  joinStudy: async () => change,
  leaveStudy: async () => change,
  startStudy: async () => ({ ...change, state: 'running' }),
  cancelStudy: async () => ({ ...change, state: 'cancelled' }),
  verifyStudy: async () => ({
    study: study.study,
    ok: true,
    checks: [{ name: 'sum recomputed', round: 1, ok: true, detail: '2 masked vectors' }],
    figures: { recomputedRounds: 5 }
  }),
  listModels: async () => [summary],
  showModel: async (wanted) =>
    isAsset(wanted, 3) ? model : noSuch('MODEL', JSON.stringify(wanted)),
  evaluateModel: async () => ({
    asset: summary.asset,
    round: 5,
    measuredOn: 'Rows kept aside.',
    metrics: summary.metrics
  }),
  predict: async () => ({
    asset: summary.asset,
    target: 'diagnosis',
    predictions: [{ row: 1, value: 'yes', probabilities: { no: 0.25, yes: 0.75 } }]
  }),
  exportModel: async () => ({
    fileName: 'model-3.safetensors',
    sizeBytes: 5,
    bytes: piecesOf(['he', 'llo'])
  }),
  async *events({ after, signal }) {
    const start = fakeEvents.findIndex((event) => event.id === after) + 1
    yield* fakeEvents.slice(start)
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}

async function* piecesOf(texts: readonly string[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const text of texts) yield utf8(text)
}

function isAsset(wanted: object, asset: number): boolean {
  return 'asset' in wanted && (wanted.asset as AssetId) === asset
}

function noSuch(what: string, wanted: string): never {
  throw new CommonholdError({
    code: `NODE_NO_SUCH_${what}`,
    fault: 'caller',
    message: `There is no ${what.toLowerCase()} ${wanted}.`,
    hint: 'List them first.'
  })
}
