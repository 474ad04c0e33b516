export { type CsvOptions, readCsv } from './dataset/csv.ts'
export { type CsvLimits, defaultCsvLimits } from './dataset/csv-limits.ts'
export {
  type CategoricalColumn,
  type Column,
  type ColumnKind,
  columnOf,
  countMissing,
  type Dataset,
  joinDatasets,
  missingCode,
  type NumericColumn,
  selectRows
} from './dataset/dataset.ts'
export {
  type ColumnDescription,
  type DatasetDescription,
  describeDataset
} from './dataset/describe-dataset.ts'
export { type DatasetMismatch, matchDataset, requireMatch } from './dataset/match-dataset.ts'
export { type Draft, type DraftOptions, draftPlan } from './federation/draft-plan.ts'
export type { ModelInput } from './federation/inputs.ts'
export {
  type LearningPlan,
  type LearningTask,
  learningPlanSchema,
  parseLearningPlan
} from './federation/learning-plan.ts'
export { decodeModelArtefact, type ModelArtefact } from './federation/model-artefact.ts'
export { openStage, planStages } from './federation/plan-stages.ts'
export { type LocalRun, runLocally, sumVectors, trainPooled } from './federation/run-locally.ts'
export { type SplitRows, splitRows } from './federation/split-rows.ts'
export type {
  Contribution,
  OpenStage,
  PlanStages,
  PrivateState,
  SharedMetrics,
  Stage,
  StageKind,
  StageSummary,
  VectorShape
} from './federation/stage.ts'
export {
  readSafetensors,
  type Tensor,
  type TensorFile,
  type TensorType,
  writeSafetensors
} from './format/safetensors.ts'
export {
  accuracyOf,
  aucOf,
  balancedAccuracyOf,
  binnedAucOf,
  type Calibration,
  type CalibrationBin,
  calibrationOf,
  logLossOf
} from './metrics/classification-metrics.ts'
export { meanSquaredErrorOf, r2Of } from './metrics/regression-metrics.ts'
export { loadModel, type ModelCard, type Predictions, type Predictor } from './model/predictor.ts'
