/** Brings the survivors' masked vectors here, and keeps in the store those that it had to fetch. */
import { type Cid, CommonholdError, type MemberId } from '@commonhold/base'
import type { Signed } from '@commonhold/protocol'
import { keeperOf, type OpenRound, type RoundDeps } from './open-round.ts'

/**
 * @param from asked first; then each vector's own member, then the other survivors
 * @throws {CommonholdError} `NODE_BAD_ANSWER` for a vector of another size, and what a fetch throws
 */
export async function fetchVectors(
  deps: RoundDeps,
  round: OpenRound,
  masked: readonly Signed<'masked'>[],
  from: MemberId
): Promise<void> {
  const { shape } = round.stage
  const vectorBytes = 4 * shape.length * shape.wordsPerElement
  const wrong = masked.find(({ body }) => body.sizeBytes !== vectorBytes)
  if (wrong !== undefined) {
    const { member } = wrong
    throw new CommonholdError({
      code: 'NODE_BAD_ANSWER',
      fault: 'peer',
      message: `The vector of ${member} has ${wrong.body.sizeBytes} bytes, not ${vectorBytes}.`,
      hint: 'The round goes on without this member; it may take part in the next one.',
      details: { member }
    })
  }
  const missing: (typeof masked)[number][] = []
  for (const document of masked) {
    if (!(await deps.store.has(document.body.vector))) missing.push(document)
  }
  if (missing.length === 0) return
  const survivors = masked.map(({ member }) => member)
  const vectors = masked.map(({ body }) => body.vector)
  await Promise.all([
    deps.store.keep(`${keeperOf(round.opening)}-vectors`, vectors),
    ...missing.map(({ member, body }) =>
      fetchContent(deps, round, body.vector, [from, member, ...survivors], vectorBytes)
    )
  ])
}

/** Brings one content into the store, unless it is there. */
export async function fetchContent(
  deps: RoundDeps,
  round: OpenRound,
  cid: Cid,
  from: readonly MemberId[],
  bytesMax: number
): Promise<void> {
  if (await deps.store.has(cid)) return
  const others = [...new Set(from)].filter((member) => member !== deps.peers.self)
  const timeoutMs = Math.ceil(round.terms.timing.answerSeconds * 1000)
  await deps.peers.fetch(cid, { from: others, store: deps.store, bytesMax, timeoutMs })
}
