/**
 * Who may import whom, as data. Imports go inward only: from a ring to one with a lower number.
 *
 * A few edges run sideways and are named. Third-party packages are pinned to the packages that may
 * know them, so that one of them can be replaced by changing one folder.
 */

/** The ring of each package, by its folder's name; `contracts` is the folder at the root. */
export const ringOf: Readonly<Record<string, number>> = {
  base: 0,
  protocol: 1,
  learning: 1,
  contracts: 2,
  network: 2,
  indexing: 2,
  platform: 2,
  sdk: 3,
  node: 3,
  cli: 4,
  web: 4
}

/** Edges between packages of one ring, as `from to`. */
export const sidewaysEdges: readonly string[] = ['indexing contracts', 'node sdk', 'cli web']

/** A third-party package, or a scope or built-in, and the packages that may import it. */
export type Pin = { readonly name: RegExp; readonly packages: readonly string[] }

/** Where the third-party packages may be known. What no line names may be imported anywhere. */
export const pins: readonly Pin[] = [
  { name: /^viem(\/|$)/, packages: ['contracts', 'sdk'] },
  { name: /^(libp2p|@libp2p\/.+|@multiformats\/multiaddr)(\/|$)/, packages: ['network'] },
  { name: /^node:sqlite$/, packages: ['indexing', 'platform'] },
  { name: /^hono(\/|$)/, packages: ['node', 'sdk'] },
  { name: /^@hono\//, packages: ['node'] },
  { name: /^commander(\/|$)/, packages: ['cli'] },
  { name: /^zod(\/|$)/, packages: ['protocol', 'learning', 'sdk', 'node', 'web'] },
  { name: /^@jax-js\//, packages: ['learning'] },
  { name: /^multiformats(\/|$)/, packages: ['base', 'network'] },
  { name: /^@noble\//, packages: ['base', 'protocol', 'platform'] },
  { name: /^(react|react-dom|@visx\/.+|@tanstack\/react-query)(\/|$)/, packages: ['web'] },
  { name: /^(vite|@vitejs\/.+)(\/|$)/, packages: ['web'] },
  { name: /^(hardhat|solc|@nomicfoundation\/.+)(\/|$)/, packages: ['contracts'] }
]

/** The highest ring that has no clock, chance, environment or input and output of its own. */
export const pureRingMax = 1
