export type { Position } from './follow-chain.ts'
export type { IndexQueries, LedgerCounts, RoundPlace } from './index-queries.ts'
export {
  type IndexEvents,
  type IndexListener,
  type LedgerIndex,
  type OpenIndexOptions,
  openIndex
} from './open-index.ts'
