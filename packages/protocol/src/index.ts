export { badDocument, badSignature, badTerms, refused } from './errors.ts'
export { accountOf } from './ledger/account.ts'
export { invitationTree } from './ledger/invitation-tree.ts'
export {
  type AssetKind,
  type AssetRecord,
  assetKinds,
  type Ledger,
  type LedgerDomain,
  type LedgerReceipt,
  type LineageParent,
  type MemberRecord,
  type RoundRecord,
  type RoundResult,
  type StudyMember,
  type StudyProposal,
  type StudyRecord,
  type StudyState,
  studyStates
} from './ledger/ledger.ts'
export { hashRoundResult, recoverResultSigner } from './ledger/round-result-hash.ts'
export { parseWith } from './parse-with.ts'
export {
  bytes32Schema,
  cidSchema,
  hexSchema,
  memberIdSchema,
  studyIdSchema,
  uint32Schema
} from './primitives.ts'
export {
  type AggregatorOptions,
  type AggregatorState,
  beginAttempt,
  onAggregatorEvent,
  type Phase,
  phases,
  resumeAttempt
} from './round/aggregator-machine.ts'
export {
  aggregatorOf,
  isQuorum,
  membersOfBits,
  openingOf,
  type Purpose,
  type RoundContext,
  type RoundOpening,
  rankAggregators,
  roundBinding,
  roundSeed,
  survivorBits
} from './round/context.ts'
export {
  authorsOf,
  type Body,
  certificateOf,
  encodeDocuments,
  isAuthentic,
  membersMax,
  openDocuments,
  type Signed,
  setDigest,
  signDocument,
  signedSchema,
  sortDocuments
} from './round/documents.ts'
export {
  type Ask,
  isSameRelease,
  isVoid,
  type MemberState,
  mayJoin,
  mayRelease,
  type ReleaseRecord,
  type Reply,
  type Rule,
  replyTo,
  type WantedSum
} from './round/member-machine.ts'
export { attemptAllowed, stallMs } from './round/stall.ts'
export {
  checkTranscript,
  contentOf,
  decodeTranscript,
  encodeTranscript,
  type Transcript,
  type TranscriptCheck,
  transcriptBytesMax
} from './round/transcript.ts'
export { studyMembersMax } from './study/proposal-range.ts'
export {
  openTerms,
  proposalMismatches,
  type SealedTerms,
  sealTerms,
  type Terms,
  termsBytesMax
} from './terms/terms.ts'
