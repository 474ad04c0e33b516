/** What a simulated world is made of, and what goes wrong in it. */
import type { FaultRates } from '../world/faults.ts'

/** A kind of world. The seed decides the rest. */
export type Scenario = {
  readonly name: string
  /** What goes wrong, in one line. */
  readonly about: string
  /** The fewest and the most members; the seed decides. */
  readonly members: readonly [number, number]
  /** Studies that run at once. */
  readonly studies: number
  /** Members of each study that leave it before its start and join once more. */
  readonly waverers: number
  readonly rates: FaultRates
  /** Where the suite does not run it, because of what it costs. */
  readonly byCommandOnly?: boolean
  /** How long the world may take in all, in simulated seconds. Default 300. */
  readonly endSeconds?: number
}

/** After how long nothing new goes wrong, in simulated seconds. */
export const calmAfterSeconds = 60
