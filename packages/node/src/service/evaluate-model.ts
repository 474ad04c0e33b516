/**
 * A model's metrics with intervals, out of what its study's last round opened: the counts of right
 * and wrong answers over all rows that the members kept aside. The node recomputes that round from
 * its public files, so the figures are as sure as the model is.
 */
import { cidOfDigest } from '@commonhold/base'
import { reportEvaluation } from '@commonhold/learning/federation/evaluation-report'
import { decodeModelArtefact } from '@commonhold/learning/federation/model-artefact'
import { openStage } from '@commonhold/learning/federation/plan-stages'
import { readClassCounts } from '@commonhold/learning/federation/shared-metrics'
import { checkTranscript, decodeTranscript, refused, type StudyRecord } from '@commonhold/protocol'
import type { ModelEvaluation } from '@commonhold/sdk/api/models'
import { recomputeRound } from '@commonhold/sdk/verify/recompute-round'
import { fetchArtefact } from '../studies/prepare-round.ts'
import type { NodeContext } from './node-context.ts'

const fetchSeconds = 60

/** What the evaluation tells, without the model's number. */
export type Evaluated = Omit<ModelEvaluation, 'asset'>

const measuredOn =
  'Rows that each member kept aside at random and never trained on, counted under masks and ' +
  'opened as one sum. Intervals hold in 95 of 100 such studies, if rows are independent.'

/** @throws {CommonholdError} what fetching throws, and `PROTOCOL_REFUSED` where it is not so */
export async function evaluateModel(context: NodeContext, study: StudyRecord): Promise<Evaluated> {
  const records = context.view.roundsOf(study.study)
  const record = records.at(-1)
  if (record === undefined) throw refused('R6', `study ${study.study} has no final round`)
  const fetch = (cid: ReturnType<typeof cidOfDigest>) =>
    fetchArtefact(context, study, cid, fetchSeconds)
  const model = decodeModelArtefact(await fetch(cidOfDigest(record.model)))
  const transcript = decodeTranscript(await fetch(cidOfDigest(record.transcript)))
  const { round, epoch, previousModel } = record
  const place = { study: study.study, round, epoch, previousModel, attempt: transcript.attempt }
  const roundContext = { domain: context.ledger.domain, ...place }
  const broken = checkTranscript(context.crypto, roundContext, study.members, transcript).find(
    ({ ok }) => !ok
  )
  if (broken !== undefined) throw refused('R6', `${broken.name}: ${broken.detail}`)
  for (const { body } of transcript.masked) await fetch(body.vector)
  const stage = await openStage(model.plan, round - 1, await fetch(cidOfDigest(previousModel)))
  let sum = new Uint32Array()
  const found = await recomputeRound({
    crypto: context.crypto,
    context: roundContext,
    transcript,
    blobs: context.store,
    stage: {
      ...stage,
      combine(opened) {
        sum = opened.slice()
        return stage.combine(opened)
      }
    }
  })
  if (!found.ok || found.cid !== cidOfDigest(record.model)) {
    throw refused('R6', found.ok ? 'the vectors give another model' : found.detail)
  }
  const counts = readClassCounts(sum, model.preparation)
  return {
    round,
    measuredOn,
    ...(model.metrics === undefined ? {} : { metrics: model.metrics }),
    ...(counts === undefined ? {} : { report: reportEvaluation(counts) })
  }
}
