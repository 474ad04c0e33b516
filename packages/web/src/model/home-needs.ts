/** What needs the owner of this node now, the most pressing first. Nothing of it is a guess. */
import type { DatasetView, NodeStatus, StudySummary } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { type KeptVerdict, verdictPlace } from '../verify/kept-verdicts.ts'
import { countOf } from './figures.ts'
import { stepsOf } from './study-steps.ts'

/** Something to look at. */
export type HomeNeed = {
  readonly tone: 'bad' | 'warn' | 'neutral'
  readonly title: string
  readonly text: string
  /** Where it is dealt with, and the word on the button. */
  readonly href?: string
  readonly action?: string
}

/** All that needs the owner. */
export function homeNeeds(
  known: {
    readonly status: NodeStatus
    readonly studies: readonly StudySummary[]
    readonly datasets: readonly DatasetView[]
    /** What verifications in this browser found last. */
    readonly verdicts: readonly KeptVerdict[]
  },
  nowMs: number
): readonly HomeNeed[] {
  const { status, studies, datasets, verdicts } = known
  return [
    ...alarms(status),
    ...studies.flatMap((study) => brokenStudy(study, status.member, verdicts)),
    ...studies.flatMap((study) => studyNeeds(study, status.member, nowMs)),
    ...(datasets.length === 0 ? [noData] : []),
    ...(status.peers.length > 0 && status.peers.every(({ connected }) => !connected)
      ? [nobodyReachable(status)]
      : []),
    ...(status.ledger.warning === undefined ? [] : [testChain(status.ledger.warning)])
  ]
}

function alarms({ sent, ledger }: NodeStatus): readonly HomeNeed[] {
  const needs: HomeNeed[] = []
  if (sent.plaintext > 0) {
    needs.push({
      tone: 'bad',
      title: `${countOf(sent.plaintext, 'payload')} with an unmasked update left this node`,
      text: 'This must never be. Stop the node, keep its logs, and report it.'
    })
  }
  if (!ledger.reachable) {
    needs.push({
      tone: 'bad',
      title: 'The ledger is not reachable',
      text: `Nothing can be written, and rounds wait. It is expected at ${ledger.rpcUrl}.`,
      href: '/ledger',
      action: 'Ledger'
    })
  }
  return needs
}

function brokenStudy(
  { study, title }: StudySummary,
  self: string,
  verdicts: readonly KeptVerdict[]
): readonly HomeNeed[] {
  const found = verdicts.find(({ place }) => place === verdictPlace(self, study))
  if (found === undefined || found.failed === 0) return []
  return [
    {
      tone: 'bad',
      title: `${safe(title)}: ${found.failed} of ${countOf(found.checks, 'check')} failed`,
      text: 'It did not hold when it was recomputed here. Do not use its model until it does.',
      href: `/ledger/studies/${study}`,
      action: 'Look at it'
    }
  ]
}

function studyNeeds(study: StudySummary, self: string, nowMs: number): readonly HomeNeed[] {
  const steps = stepsOf(study, self, nowMs)
  const href = `/studies/${study.study}`
  const title = safe(study.title)
  if (steps.includes('join')) {
    if (study.proposer === self) {
      const text = 'You proposed it, which gives you no seat: join it with a dataset of yours.'
      return [{ tone: 'warn', title: `Not joined: ${title}`, text, href, action: 'Join it' }]
    }
    const text = 'You are invited to join. Read its terms first.'
    const invitation = `Invitation: ${title}`
    return [{ tone: 'warn', title: invitation, text, href, action: 'Read the terms' }]
  }
  if (steps.includes('start')) {
    const text = `${study.memberCount} of ${study.maxMembers} have joined, enough to start.`
    return [{ tone: 'warn', title, text, href, action: 'Look at it' }]
  }
  if (steps.includes('cancel') && nowMs > study.joinBy * 1000) {
    const text = 'Too few joined in time. It can be cancelled, and proposed again.'
    return [{ tone: 'warn', title, text, href, action: 'Look at it' }]
  }
  return []
}

const noData: HomeNeed = {
  tone: 'warn',
  title: 'This node has no dataset yet',
  text: 'A study is proposed or joined with one of your own tables.',
  href: '/data',
  action: 'Add data'
}

function nobodyReachable({ peers }: NodeStatus): HomeNeed {
  return {
    tone: 'warn',
    title: 'No other node is reachable',
    text: `${countOf(peers.length, 'node')} known. Rounds wait until enough of them are there.`,
    href: '/peers',
    action: 'Peers'
  }
}

function testChain(warning: string): HomeNeed {
  return { tone: 'neutral', title: 'The ledger is a local test chain', text: warning }
}
