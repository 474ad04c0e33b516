/** Hardhat's own engine (EDR) as a JSON-RPC server: a second opinion for the client's tests. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { assert } from '@commonhold/base'

/** A running Hardhat chain, id 31337. */
export type HardhatChain = { readonly rpcUrl: string; stop(): Promise<void> }

/** Starts one on the loopback, at a port that the system chooses. */
export async function startHardhatChain(): Promise<HardhatChain> {
  const program = join(createRequire(import.meta.url).resolve('hardhat'), '../cli.js')
  const contracts = join(import.meta.dirname, '../..')
  const child = spawn(
    process.execPath,
    [program, 'node', '--port', '0', '--hostname', '127.0.0.1'],
    {
      cwd: contracts,
      stdio: ['ignore', 'pipe', 'inherit']
    }
  )
  const exit = once(child, 'exit')
  const address = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /server at (http:\/\/127\.0\.0\.1:\d+)/.exec(line)
      if (found) resolve(found[1]!)
    })
  })
  const rpcUrl = await Promise.race([address, exit.then(() => undefined)])
  assert(rpcUrl !== undefined, "Hardhat's chain starts")
  return {
    rpcUrl,
    async stop() {
      child.kill('SIGKILL')
      await exit
    }
  }
}
