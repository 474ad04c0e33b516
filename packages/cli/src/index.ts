export { runCli } from './cli.ts'
export type { CliDeps, VerifyStudyOffline } from './cli-deps.ts'
