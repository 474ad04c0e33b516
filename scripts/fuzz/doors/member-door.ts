/**
 * A member in the middle of a round, and an aggregator who has the signing keys of all the others:
 * whatever it asks, nothing is released and nothing but a refusal comes back.
 */
import { concatBytes, fromUtf8, type Json, utf8 } from '@commonhold/base'
import {
  decodeQuestion,
  encodeQuestion,
  type RoundQuestion
} from '@commonhold/node/rounds/round-messages'
import { openRoundNetwork, type RoundNetwork } from '@commonhold/node/rounds/testing/round-network'
import { askAll, signAs } from '@commonhold/node/rounds/testing/round-steps'
import type { Body, Purpose, Signed } from '@commonhold/protocol'
import { brokenDoor, type Door, type Seed } from '../door.ts'

type Phase = 'keys' | 'shares' | 'masked'
const askOfPhase = { keys: 'shares', shares: 'masked', masked: 'survivors' } as const

/** Opens the round, in which the first member has dealt its shares. */
export async function openMemberDoor(): Promise<Door> {
  const network = await openRoundNetwork({ members: 3, seed: 'fuzz' })
  const target = network.members[0]!
  const aggregator = network.aggregatorAt(0).member
  const keys = await askAll(network, { kind: 'keys' })
  const shares = await askAll(network, { kind: 'shares', keys })
  return {
    name: 'round-member',
    weight: 0.05,
    seeds: [seedOf(network, 'keys', keys), seedOf(network, 'shares', shares, network.came())],
    async enter(input) {
      await target.own.answer(decodeQuestion(input), aggregator)
      if (target.deps.releases.find(network.record.model) !== undefined) {
        throw brokenDoor('a member released shares')
      }
    },
    close: () => network.close()
  }
}

/** Bodies as a liar bends them, signed by whose they are. The first member's own stay its own. */
function seedOf(
  network: RoundNetwork,
  phase: Phase,
  documents: readonly Signed<Purpose>[],
  contents: RoundQuestion['contents'] = []
): Seed {
  const place = { study: 7, round: 1, epoch: 0, attempt: 0, turn: 0 } as const
  const sign = (body: Json, at: number): Signed<Purpose> => {
    const document = documents[at]
    const author = network.members.find(({ member }) => member === document?.member)
    if (author === undefined || author.index === 0) return document as Signed<Purpose>
    return signAs(network, author, phase, body as unknown as Body<Phase>) as Signed<Purpose>
  }
  const pack = (bent: Uint8Array): Uint8Array => {
    try {
      const bodies = JSON.parse(fromUtf8(bent)) as readonly Json[]
      const ask = { kind: askOfPhase[phase], [phase]: bodies.map(sign) }
      const question = { ...place, ask } as unknown as RoundQuestion
      return concatBytes(...encodeQuestion({ ...question, contents }))
    } catch {
      return bent
    }
  }
  const body = utf8(JSON.stringify(documents.map((document) => document.body)))
  // Once its own vector is masked the member says no to the other sets, and that is right.
  return { form: 'json', body, pack, isRefused: true }
}
