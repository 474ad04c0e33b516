/** What key stores need of the machine, loaded by the few commands that open one. */
import type { KeyStoreDeps } from '@commonhold/node/keys/key-store'
import type { CliDeps } from './cli-deps.ts'

/** The machine's cryptography and randomness. */
export async function loadKeyStoreDeps(deps: CliDeps): Promise<KeyStoreDeps> {
  const { random, scryptLogCost } = deps
  const cost = scryptLogCost === undefined ? {} : { scryptLogCost }
  return { crypto: await deps.loadCrypto(), random, ...cost }
}
