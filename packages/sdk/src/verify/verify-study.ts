/**
 * Recomputes a whole study from public files: the ledger's records, the terms, and the contents
 * that its transcripts name. It needs no member's data and no key.
 *
 * Every check is made as far as the one before allows, none throws, and each that fails names whom
 * the evidence implicates: the author of a document, the signers of a result, or the holder who
 * gave out content that is not what its id says.
 */
import {
  type Bytes32,
  type Crypto,
  cidOfDigest,
  type Hex,
  type MemberId,
  zeroBytes32
} from '@commonhold/base'
import { parseLearningPlan } from '@commonhold/learning/federation/learning-plan'
import {
  type AssetRecord,
  invitationTree,
  type LedgerDomain,
  openTerms,
  proposalMismatches,
  type RoundRecord,
  type SealedTerms,
  type StudyRecord,
  termsBytesMax
} from '@commonhold/protocol'
import type { VerificationCheck, VerificationReport } from '../api/verification.ts'
import { type CheckList, createCheckList } from './check-list.ts'
import {
  type ContentReader,
  type ContentSource,
  createContentReader,
  explain
} from './content-reader.ts'
import { verifyRound } from './verify-round.ts'

/** What the ledger says of a study. */
export type StudyEvidence = {
  readonly domain: LedgerDomain
  readonly study: StudyRecord
  readonly rounds: readonly RoundRecord[]
  /** The signatures that made a round final, by member index, as its transaction carries them. */
  signaturesOf(round: RoundRecord): Promise<ReadonlyMap<number, Hex>>
  readonly asset: AssetRecord | undefined
}

/** What verification is given. */
export type VerifyOptions = {
  readonly crypto: Crypto
  readonly evidence: StudyEvidence
  readonly contents: ContentSource
  readonly signal?: AbortSignal
  readonly onRound?: (round: number, of: number) => void
  /** Told each check as soon as it is made. */
  readonly onCheck?: (check: VerificationCheck) => void
}

/** @throws nothing but the signal's reason */
export async function verifyStudy(options: VerifyOptions): Promise<VerificationReport> {
  const { evidence } = options
  const list = createCheckList(options.onCheck)
  const reader = createContentReader(options.crypto, options.contents)
  const sealed = await verifyTerms(evidence.study, reader, list)
  const counts = { recomputedRounds: 0, vectors: 0 }
  if (sealed !== undefined) {
    checkChain(evidence, list)
    const plan = parseLearningPlan(sealed.terms.plan)
    for (const record of evidence.rounds) {
      options.signal?.throwIfAborted()
      options.onRound?.(record.round, evidence.rounds.length)
      const vectors = await verifyRound({ ...options, reader, list, plan, record })
      counts.recomputedRounds += vectors === undefined ? 0 : 1
      counts.vectors += vectors ?? 0
    }
    checkClosing(evidence, list)
  }
  return {
    study: evidence.study.study,
    ok: list.checks.every(({ ok }) => ok),
    checks: list.checks,
    figures: { ...counts, rounds: evidence.rounds.length, readBytes: reader.readBytes() }
  }
}

async function verifyTerms(
  study: StudyRecord,
  reader: ContentReader,
  list: CheckList
): Promise<SealedTerms | undefined> {
  const name = 'the terms are those on the ledger'
  try {
    const sealed = openTerms(await reader.read(cidOfDigest(study.proposal.terms), termsBytesMax))
    parseLearningPlan(sealed.terms.plan)
    list.note({ name, ok: true, detail: `"${sealed.terms.title}", ${sealed.cid}` })
    const wrong = proposalMismatches(sealed, study.proposal, invitedRoot)
    list.note({
      name: 'the proposal on the ledger says what its terms say',
      ok: wrong.length === 0,
      detail: wrong.length === 0 ? 'rounds, cohort, invitations and times agree' : wrong.join('; '),
      ...(wrong.length === 0 ? {} : { implicates: [study.proposer] })
    })
    return sealed
  } catch (cause) {
    list.note({ name, ok: false, ...explain(cause) })
    return undefined
  }
}

/** The root of the invited accounts, as the ledger has it; zero where any member may join. */
function invitedRoot(members: readonly MemberId[]): Bytes32 {
  return members.length === 0 ? zeroBytes32 : invitationTree(members).root
}

/** Each final round goes on from the model of the one before. */
function checkChain({ study, rounds }: StudyEvidence, list: CheckList): void {
  let model = study.proposal.terms
  const broken = rounds.find((record, index) => {
    const follows = record.round === index + 1 && record.previousModel === model
    model = record.model
    return !follows
  })
  const isWhole = study.model === model
  list.note({
    name: 'every round goes on from the one before',
    ok: broken === undefined && isWhole,
    detail:
      broken !== undefined
        ? `round ${broken.round} does not follow from round ${broken.round - 1}`
        : isWhole
          ? `${rounds.length} final rounds`
          : `the study’s model is not that of round ${rounds.length}`
  })
}

/** The model's asset is the last round's artefact, and its parents are the members' datasets. */
function checkClosing({ study, asset }: StudyEvidence, list: CheckList): void {
  if (study.state !== 'closed') return
  const name = 'the model asset is what the last round made'
  if (asset === undefined) {
    list.note({ name, ok: false, detail: `the ledger has no asset ${study.asset}` })
    return
  }
  list.note({
    name,
    ok: asset.commitment === study.model && asset.kind === 'model',
    detail: `asset ${asset.asset}, ${cidOfDigest(asset.commitment)}`
  })
  const datasets = new Set(study.members.map(({ dataset }) => dataset))
  const shares = asset.parents.reduce((sum, { bps }) => sum + bps, 0)
  list.note({
    name: 'its lineage is the members’ datasets, and shares out all of its earnings',
    ok: asset.parents.every(({ asset: parent }) => datasets.has(parent)) && shares === 10_000,
    detail: `${asset.parents.length} datasets, ${shares / 100} %`
  })
}
