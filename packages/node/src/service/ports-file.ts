/**
 * The ports that the system chose at the first start, kept: addresses that were given to others go
 * on to hold after a restart.
 */
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import { z } from 'zod'

const schema = z.strictObject({ tcp: z.record(z.string(), z.number().int()) })

/** The kept ports. */
export type Ports = {
  /** The same multiaddrs, with the kept port wherever one says 0. */
  fixed(listen: readonly string[]): readonly string[]
  /** Keeps the ports of what is now listened on. */
  remember(addresses: readonly string[]): Promise<void>
}

const tcpPattern = /^(\/(?:ip4|ip6)\/[^/]+\/tcp\/)(\d+)(\/ws)?/

/** Reads the ports at `file`; none where it is not there or cannot be read. */
export async function openPorts(file: string): Promise<Ports> {
  const bytes = await readFileIfPresent(file, { bytesMax: 16 * 1024 })
  const known = new Map<string, number>(Object.entries(parse(bytes)?.tcp ?? {}))
  return {
    fixed: (listen) =>
      listen.map((address) => {
        const [whole, before, port, after = ''] = tcpPattern.exec(address) ?? []
        const kept = known.get(`${before}${after}`)
        if (whole === undefined || port !== '0' || kept === undefined) return address
        return address.replace(whole, `${before}${kept}${after}`)
      }),
    async remember(addresses) {
      for (const address of addresses) {
        const [, before, port, after = ''] = tcpPattern.exec(address) ?? []
        if (before !== undefined) known.set(`${before}${after}`, Number(port))
      }
      await writeFileAtomic(file, `${JSON.stringify({ tcp: Object.fromEntries(known) })}\n`)
    }
  }
}

function parse(bytes: Uint8Array | undefined) {
  if (bytes === undefined) return undefined
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return undefined
  }
}
