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
