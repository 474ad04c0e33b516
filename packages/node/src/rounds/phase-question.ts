/** What an aggregator asks in a phase, and what goes with the question to whom. */
import type { MemberId } from '@commonhold/base'
import { type Phase, type Purpose, type Signed, sortDocuments } from '@commonhold/protocol'
import { type Gathering, graphOf } from './gathering.ts'
import { contentsOfSum, dealtTo, neededCiphertexts } from './parcel-contents.ts'
import type { RoundAsk, RoundQuestion } from './round-messages.ts'

/** The phase's question: the same for everyone but for its contents. */
export function questionOf(gathering: Gathering, phase: Phase): Omit<RoundQuestion, 'contents'> {
  const { study, round, epoch, attempt } = gathering.context
  return { study, round, epoch, attempt, turn: gathering.turn, ask: askOf(gathering, phase) }
}

type Contents = readonly Uint8Array<ArrayBuffer>[]

/**
 * What goes with a phase's question: to each participant the parcels that were dealt to it, and to
 * each survivor what their sum rests on, vectors where they are small.
 */
export function contentsOf(gathering: Gathering, phase: Phase): (member: MemberId) => Contents {
  const { documents, deps, parcels } = gathering
  if (phase !== 'masked' && phase !== 'survivors') return () => []
  const sorted = <P extends Purpose>(purpose: P) =>
    sortDocuments(documents[purpose].values()) as readonly Signed<P>[]
  const [shares, masked] = [sorted('shares'), sorted('masked')]
  const graph = graphOf(gathering)
  if (phase === 'masked') {
    return (member) =>
      [...dealtTo(graph, shares, member).values()].flatMap(({ maskCiphertext, sealedShares }) => [
        parcels.get(maskCiphertext)!,
        parcels.get(sealedShares)!
      ])
  }
  const sum = { graph, shares, masked }
  deps.store.take(
    neededCiphertexts(sum).map((digest) => parcels.get(digest)!),
    contentsOfSum(sum)
  )
  const contents = deps.store.held(contentsOfSum(sum))
  return () => contents
}

function askOf(gathering: Gathering, phase: Phase): RoundAsk {
  const { documents } = gathering
  const listed = (purpose: Purpose) => [...sortDocuments(documents[purpose].values())]
  switch (phase) {
    case 'keys':
      return { kind: 'keys', ...(gathering.proof && { proof: gathering.proof }) }
    case 'shares':
      return { kind: 'shares', keys: listed('keys') }
    case 'masked':
      return { kind: 'masked', shares: listed('shares') }
    case 'survivors':
      return { kind: 'survivors', masked: listed('masked') }
    case 'unmask':
      return { kind: 'unmask', survivors: listed('survivors') }
    case 'result': {
      const { model } = gathering.transcript!
      const rest = { model, unmask: listed('unmask') }
      return { kind: 'result', transcript: gathering.transcriptCid!, rest }
    }
  }
}
