/** What the command line needs of the machine, given, so that tests run it without a process. */
import type { Clock, Crypto, MemberId, Random, StudyId } from '@commonhold/base'
import type { StartNode } from '@commonhold/node/config/start-options'
import type { CommonholdClient, VerificationReport } from '@commonhold/sdk'
import type { Sink } from './output/output.ts'

/** Recomputes a study from a ledger and a place that holds its public files. */
export type VerifyStudyOffline = (options: {
  readonly study: StudyId
  readonly rpcUrl: string
  /** The Studies contract. */
  readonly studies: MemberId
  /** An http(s) address that answers `/artifacts/<cid>`, or a folder with files named by cid. */
  readonly artifacts: string
  readonly signal: AbortSignal
  readonly onRound?: (round: number, of: number) => void
}) => Promise<VerificationReport>

/** The machine, as a command sees it. */
export type CliDeps = {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute. */
  readonly workingFolder: string
  readonly machineName: string
  readonly version: string
  readonly clock: Clock
  readonly random: Random
  /** For tests: a cheaper key derivation. Default: the key store's own. */
  readonly scryptLogCost?: number
  /** Aborted when a person or the system asks the command to end. */
  readonly signal: AbortSignal
  /** Asks a person; undefined where there is none. `hidden`: what is typed is not shown. */
  ask(question: string, options?: { readonly hidden?: boolean }): Promise<string | undefined>
  connect(home: string): Promise<CommonholdClient>
  /** @throws {CommonholdError} `CLI_CANNOT_READ` */
  readFile(path: string, options: { readonly bytesMax: number }): Promise<Uint8Array<ArrayBuffer>>
  /** Replaces the file. @throws {CommonholdError} `CLI_CANNOT_WRITE` */
  writeFile(path: string, bytes: Uint8Array): Promise<void>
  /** Loaded at need: it brings post-quantum cryptography along. */
  loadCrypto(): Promise<Crypto>
  /** Loaded at need: the node is large, and most commands do without. */
  loadStartNode(): Promise<StartNode>
  /**
   * The folder of a dashboard of these very sources; built first where that is needed.
   * @throws {CommonholdError} `WEB_BUILD_FAILED`
   */
  buildDashboard(say: (line: string) => void): Promise<string>
  loadVerifyStudyOffline(): Promise<VerifyStudyOffline>
}
