/** Keeps studies running: as one is closed, the next is proposed, with the same members. */
import { asCommonholdError, type StudyId } from '@commonhold/base'
import { realClock } from '@commonhold/platform'
import { soakFailed } from './soak-error.ts'
import type { SoakNode } from './soak-nodes.ts'

const lookEveryMs = 1000
const stuckAfterMs = 15 * 60_000

/** What the studies need. */
export type StudiesOptions = {
  readonly nodes: readonly SoakNode[]
  readonly studies: number
  /** Training rounds of each. */
  readonly rounds: number
  readonly signal: AbortSignal
  readonly say: (text: string) => void
}

/** Ends when the signal is aborted. @throws {CommonholdError} where a study does not go on */
export async function keepStudies(options: StudiesOptions): Promise<void> {
  const lanes = Array.from({ length: options.studies }, (_, index) => keepLane(options, index))
  await Promise.all(lanes)
}

async function keepLane(options: StudiesOptions, lane: number): Promise<void> {
  const { nodes, signal, say } = options
  const proposer = nodes[lane % nodes.length]!
  for (let turn = 1; !signal.aborted; turn++) {
    try {
      const study = await agree(options, proposer, `Lane ${lane + 1}, study ${turn}`)
      await untilClosed(proposer, study, signal)
    } catch (cause) {
      if (signal.aborted) return
      say(`lane ${lane + 1}: ${asCommonholdError(cause).message}`)
      throw cause
    }
  }
}

async function agree(
  { nodes, rounds, signal }: StudiesOptions,
  proposer: SoakNode,
  title: string
): Promise<StudyId> {
  const { study } = await proposer.node.client.proposeStudy({
    dataset: proposer.dataset,
    title,
    positive: 'ill',
    rounds,
    minCohort: 3,
    maxMembers: nodes.length,
    // Many processes share few processors: slowness must not look like silence.
    passOnSeconds: 30,
    trainingSeconds: 20,
    roundSeconds: 600
  })
  await Promise.all(
    nodes.map(async ({ node, dataset }) => {
      await until(`study ${study} is seen`, signal, async () =>
        (await node.client.listStudies()).some((each) => each.study === study)
      )
      await node.client.joinStudy(study!, { dataset })
    })
  )
  return study!
}

async function untilClosed({ node }: SoakNode, study: StudyId, signal: AbortSignal): Promise<void> {
  await until(`study ${study} is closed`, signal, async () => {
    const found = (await node.client.listStudies()).find((each) => each.study === study)
    if (found?.state === 'cancelled') throw soakFailed(`study ${study} was cancelled`)
    return found?.state === 'closed'
  })
}

async function until(
  what: string,
  signal: AbortSignal,
  holds: () => Promise<boolean>
): Promise<void> {
  const deadlineMs = realClock.monotonicMs() + stuckAfterMs
  while (!(await holds())) {
    if (realClock.monotonicMs() > deadlineMs) {
      throw soakFailed(`in ${stuckAfterMs / 60_000} minutes it did not come that ${what}`)
    }
    await realClock.sleep(lookEveryMs, signal)
  }
}
