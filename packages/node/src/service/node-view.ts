/** The index, as studies and services read it. */
import { parseAssetId } from '@commonhold/base'
import type { LedgerIndex } from '@commonhold/indexing'
import type { NodeView } from './node-context.ts'

/** Answers at once, from what was followed so far. */
export function createNodeView(index: LedgerIndex): NodeView {
  return {
    studyOf: (study) => index.study(study),
    roundsOf: (study) => index.rounds(study),
    members: () => index.members(),
    isActive: (member) => index.member(member)?.active ?? false,
    studies: () => index.studies(),
    assetOf: (asset) => index.asset(parseAssetId(asset)),
    childrenOf: (asset) => index.childrenOf(asset),
    latestAssets: (options) => index.latestAssets(options),
    latestRounds: (options) => index.latestRounds(options),
    counts: () => index.counts(),
    height: () => index.head()?.number ?? -1,
    follow: () => index.follow(),
    onChange(wake, signal) {
      const ends = [index.on('change', wake), index.on('undone', wake)]
      signal.addEventListener('abort', () => ends.map((end) => end()), { once: true })
    }
  }
}
