/** What the ledger says of a study, as JSON and back: for a verification in another process. */
import { type Hex, parseUnixSeconds } from '@commonhold/base'
import type { RoundRecord } from '@commonhold/protocol'
import type { StudyEvidenceDocument } from '../api/evidence.ts'
import type { StudyEvidence } from './verify-study.ts'

/** @throws {CommonholdError} what reading the signatures throws */
export async function writeEvidence(evidence: StudyEvidence): Promise<StudyEvidenceDocument> {
  const { domain, study, asset } = evidence
  const rounds = []
  for (const record of evidence.rounds) rounds.push(await writeRound(evidence, record))
  const { asset: _asset, ...rest } = study
  return {
    ...rest,
    chainId: domain.chainId,
    contract: domain.studies as StudyEvidenceDocument['contract'],
    state: study.state === 'unknown' ? 'proposed' : study.state,
    members: [...study.members],
    rounds,
    ...(asset === undefined ? {} : { asset })
  }
}

async function writeRound(evidence: StudyEvidence, record: RoundRecord) {
  const { study: _study, survivors, signers, ...rest } = record
  const signatures = [...(await evidence.signaturesOf(record))]
  return {
    ...rest,
    survivors: String(survivors),
    signers: String(signers),
    signatures: signatures.map(([index, signature]) => ({ index, signature }))
  }
}

/** What was written, as verification takes it. */
export function readEvidence(document: StudyEvidenceDocument): StudyEvidence {
  const { chainId, contract, rounds, asset, proposal, ...rest } = document
  const signatures = new Map(
    rounds.map((each) => [
      each.round,
      new Map(each.signatures.map(({ index, signature }) => [index, signature as Hex]))
    ])
  )
  return {
    domain: { chainId, studies: contract as Hex },
    study: {
      ...rest,
      roundDueAt: parseUnixSeconds(rest.roundDueAt),
      proposal: { ...proposal, joinBy: parseUnixSeconds(proposal.joinBy) },
      asset: asset?.asset
    },
    rounds: rounds.map(({ signatures: _signatures, ...each }) => ({
      ...each,
      study: document.study,
      survivors: BigInt(each.survivors),
      signers: BigInt(each.signers)
    })),
    signaturesOf: async ({ round }) => signatures.get(round) ?? new Map(),
    asset:
      asset === undefined
        ? undefined
        : { ...asset, registeredAt: parseUnixSeconds(asset.registeredAt) }
  }
}
