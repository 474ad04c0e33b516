export {
  type ChainConnection,
  type ChainConnectionOptions,
  type ContractAddresses,
  openConnection
} from './chain-connection.ts'
export { type ChainBlock, type ChainReader, openChainReader } from './chain-reader.ts'
export { type Deployment, type DeployOptions, deployContracts } from './deploy-contracts.ts'
export {
  type EmbeddedChain,
  type EmbeddedChainOptions,
  embeddedChainId,
  startEmbeddedChain
} from './embedded-chain.ts'
export {
  type FilteringProxy,
  type FilteringProxyOptions,
  type FundOptions,
  type KeptTransactions,
  startFilteringProxy
} from './filtering-proxy.ts'
export type { EventPlace, LedgerEvent } from './ledger-event.ts'
export { type OpenLedgerOptions, openLedger } from './open-ledger.ts'
export { type LedgerReader, openLedgerReader } from './open-ledger-reader.ts'
export { senderOfTransaction } from './transaction-sender.ts'
