/**
 * P7: a killed process loses nothing that it had acknowledged. What a node said to others is held
 * against what it finds on its disk when it starts again: shares that it released, vectors that it
 * said it holds, rounds that it told its owner of.
 */
import {
  type Bytes32,
  type Cid,
  cidOfDigest,
  type Disk,
  type MemberId,
  type StudyId
} from '@commonhold/base'
import { openReleaseLog } from '@commonhold/node/rounds/release-log'
import { decodeEvidence } from '@commonhold/node/rounds/round-messages'
import { nodeCrypto } from '@commonhold/platform'
import type { Body } from '@commonhold/protocol'
import { nodeFolders, type OpenNode } from '../node/simulated-node.ts'
import type { Checker, Finding } from './checker.ts'

type Said = {
  /** Contents that it said it has. */
  readonly contents: Set<Cid>
  /** What it released shares for, by study, round and epoch. */
  readonly releases: Map<string, Released>
  /** The transcript that it told its owner of last, by round. */
  readonly finals: Map<string, Bytes32>
}

type Released = {
  readonly study: StudyId
  readonly previousModel: Bytes32
  readonly survivors: Bytes32
}

/** @param diskOf a node's disk, to be looked at without anything befalling the look */
export function watchMemory(
  diskOf: (member: MemberId) => Disk,
  nameOf: (member: MemberId) => string
): Checker {
  const said = new Map<MemberId, Said>()
  /** Incoming models by opening, as any node saw them. */
  const models = new Map<string, Bytes32>()
  const of = (member: MemberId): Said => {
    const known = said.get(member)
    if (known !== undefined) return known
    const fresh: Said = { contents: new Set(), releases: new Map(), finals: new Map() }
    said.set(member, fresh)
    return fresh
  }
  const broken = (member: MemberId, text: string): Finding => ({
    promise: 'P7',
    text: `${nameOf(member)} ${text}`
  })
  return {
    promise: 'P7',
    see(sight) {
      if (sight.kind === 'plain-vector') {
        const { study, round, epoch, previousModel } = sight.opening
        models.set(`${study} ${round}/${epoch}`, previousModel)
      }
      if (sight.kind === 'answered') {
        const { answer, question, message } = sight
        const { releases } = of(message.from)
        if (answer.kind === 'unmask') {
          const { study, round, epoch } = question
          const { survivors } = answer.document.body
          const opening = `${study} ${round}/${epoch}`
          const previousModel = models.get(opening)
          if (previousModel !== undefined) {
            releases.set(opening, { study, previousModel, survivors })
          }
        }
      }
      if (sight.kind === 'study-event' && sight.event.kind === 'final') {
        const { member, event } = sight
        const { study, final } = event
        const { round, transcript } = final.record
        const name = `${study} ${round}`
        const { finals, contents } = of(member)
        // Where the chain went back, another result may be final, and then the first one again.
        if (finals.get(name) === transcript) {
          return [broken(member, `tells of round ${name} ${transcript} as news once more`)]
        }
        finals.set(name, transcript)
        contents.add(cidOfDigest(final.record.transcript))
        contents.add(cidOfDigest(final.record.model))
      }
      if (sight.kind === 'cannot-start') {
        return [broken(sight.member, `does not start again: ${sight.code}`)]
      }
      if (sight.kind !== 'started' || sight.lives === 0) return []
      const { node } = sight
      const { member } = node.plan
      return lookAgain(node, of(member), diskOf(member)).then((texts) =>
        texts.map((text) => broken(member, text))
      )
    },
    end: async () => []
  }
}

async function lookAgain(node: OpenNode, said: Said, disk: Disk): Promise<readonly string[]> {
  const texts: string[] = []
  for (const cid of said.contents) {
    const size = await node.store.size(cid)
    if (size === undefined) texts.push(`has lost content ${cid}`)
  }
  for (const release of said.releases.values()) {
    const text = await lookForRelease(node, release, disk)
    if (text !== undefined) texts.push(`${text} in study ${release.study}`)
  }
  return texts
}

/** A release rests on the attempt's documents, and on the survivors' vectors. */
async function lookForRelease(
  node: OpenNode,
  { study, previousModel, survivors }: Released,
  disk: Disk
): Promise<string | undefined> {
  const log = await openReleaseLog(nodeFolders.state, study, disk)
  const entry = log.find(previousModel)
  if (entry?.survivors !== survivors) return 'has forgotten for whom it released shares'
  const size = await node.store.size(entry.evidence)
  if (size === undefined) return 'has lost the documents of a release'
  const evidence = decodeEvidence(await node.store.get(entry.evidence, { bytesMax: size }))
  const held = new Set(
    (evidence.contents ?? []).map((bytes) => cidOfDigest(nodeCrypto.sha256(bytes)))
  )
  for (const document of evidence.masked) {
    const { vector } = (document as { readonly body: Body<'masked'> }).body
    if (!held.has(vector) && (await node.store.size(vector)) === undefined) {
      return 'has lost a vector that a release rests on'
    }
  }
  return undefined
}
