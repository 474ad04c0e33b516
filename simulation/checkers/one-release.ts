/**
 * P2: no sum is opened below the cohort that a node's owner set, and of nobody's secrets are both
 * halves given out in one round. Read off the answers that leave the nodes, and off the transcripts
 * that became final: no member's own word is taken for it.
 */
import { type Bytes32, cidOfDigest, type MemberId } from '@commonhold/base'
import type { RoundQuestion } from '@commonhold/node/rounds/round-messages'
import { nodeCrypto } from '@commonhold/platform'
import {
  authorsOf,
  type Body,
  decodeTranscript,
  setDigest,
  transcriptBytesMax
} from '@commonhold/protocol'
import type { NodePlan } from '../node/node-plan.ts'
import { type Aftermath, type Checker, type Finding, nothing } from './checker.ts'

/** One opening of shares by one member. */
type Release = {
  readonly by: MemberId
  readonly study: number
  readonly round: number
  readonly epoch: number
  readonly attempt: number
  readonly body: Body<'unmask'>
}

/** Watches all members of a world. */
export function watchReleases(
  plans: readonly NodePlan[],
  nameOf: (member: MemberId) => string
): Checker {
  /** How many members each signed set of survivors has, by its digest. */
  const sizes = new Map<string, number>()
  const released = new Map<string, Release[]>()
  const owners = new Map(plans.map((plan) => [plan.member, plan]))

  const note = (release: Release): readonly Finding[] => {
    const { by, study, round, epoch, attempt, body } = release
    const opening = `${study} ${round}`
    const known = released.get(opening) ?? []
    released.set(opening, [...known, release])
    const findings: Finding[] = []
    const tell = (text: string) => {
      const where = `round ${round} (epoch ${epoch}, attempt ${attempt}) of study ${study}`
      findings.push({ promise: 'P2', text: `${nameOf(by)} ${text} in ${where}` })
    }
    const size = sizes.get(body.survivors)
    const { cohortMin } = owners.get(by)!
    if (size === undefined) tell('released shares for survivors that nobody signed')
    else if (size < cohortMin) tell(`released shares for ${size}, below its cohort of ${cohortMin}`)
    for (const other of known) {
      const isSameSet = other.body.survivors === body.survivors && other.attempt === attempt
      if (other.by === by && (!isSameSet || other.epoch !== epoch)) {
        tell('released shares twice, for different survivors')
      }
      if (other.attempt !== attempt || other.epoch !== epoch) continue
      const both = bothHalves(other.body, body)
      if (both !== undefined) tell(`and ${nameOf(other.by)} gave both halves of ${nameOf(both)}`)
    }
    return findings
  }

  return {
    promise: 'P2',
    see(sight) {
      if (sight.kind === 'asked' && sight.question.ask.kind === 'unmask') {
        noteSizes(sizes, sight.question)
      }
      if (sight.kind !== 'answered') return nothing
      const { answer, question, message } = sight
      if (answer.kind === 'survivors') {
        const { survivors, members } = answer.document.body
        sizes.set(survivors, members.length)
      }
      if (answer.kind !== 'unmask') return nothing
      const { study, round, epoch, attempt } = question
      const { body } = answer.document
      return note({ by: message.from, study, round, epoch, attempt, body })
    },
    end: (aftermath) => lookAtTranscripts(aftermath, sizes, note)
  }
}

/** What is signed names its members; a digest without names would have nothing to count. */
function noteSizes(sizes: Map<string, number>, question: RoundQuestion): void {
  if (question.ask.kind !== 'unmask') return
  for (const document of question.ask.survivors) {
    const { body } = document as { readonly body: Body<'survivors'> }
    sizes.set(body.survivors, body.members.length)
  }
}

/** Whose both halves these two give out; undefined where nobody's. */
function bothHalves(left: Body<'unmask'>, right: Body<'unmask'>): MemberId | undefined {
  for (const { of, secret } of left.reveals) {
    const isOther = right.reveals.some((each) => each.of === of && each.secret !== secret)
    if (isOther) return of
  }
  return undefined
}

/** An aggregator's own shares go over no wire: they are in the transcript. */
async function lookAtTranscripts(
  { studies, blobs }: Aftermath,
  sizes: Map<string, number>,
  note: (release: Release) => readonly Finding[]
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { study, rounds } of studies) {
    for (const { round, epoch, transcript: digest } of rounds) {
      const cid = cidOfDigest(digest)
      if (!(await blobs.has(cid))) continue
      const bytes = await blobs.get(cid, { bytesMax: transcriptBytesMax })
      const { attempt, masked, unmask } = decodeTranscript(bytes)
      const survivors: Bytes32 = setDigest(nodeCrypto, masked)
      sizes.set(survivors, authorsOf(masked).length)
      for (const { member: by, body } of unmask) {
        findings.push(...note({ by, study, round, epoch, attempt, body }))
      }
    }
  }
  return findings
}
