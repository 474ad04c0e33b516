/** Metrics as a study's files hold them. */
import { z } from 'zod'

const number = z.number().optional()

/** As `SharedMetrics`; what a round does not measure is left out. */
export const metricsSchema = z.strictObject({
  rows: z.number(),
  logLoss: number,
  accuracy: number,
  balancedAccuracy: number,
  auc: number,
  meanSquaredError: number,
  r2: number
})
