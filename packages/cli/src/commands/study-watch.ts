/**
 * `commonhold study watch`: a table of rounds that grows while they come, until the study is over.
 *
 * The node's events only say that something is new; what is printed is the study as the node shows
 * it. So nothing is missed or told twice when the line breaks or the node restarts, and a slow
 * look every few seconds makes up for an event that was lost.
 */
import { asCommonholdError, type StudyId } from '@commonhold/base'
import type { CommonholdClient, NodeEvent, StudyView } from '@commonhold/sdk'
import { studyOf } from '../arguments.ts'
import type { CliCommand, CliContext } from '../cli-command.ts'
import { namesOf, roundColumns } from '../output/study-text.ts'
import { formatTable } from '../output/table.ts'

const lookEveryMs = 5_000
const failuresMax = 60

/** Follows a study. */
export const studyWatchCommand: CliCommand = {
  name: 'study watch',
  summary: "Follow a study's rounds as they come, until it is over",
  examples: ['study watch 1', 'study watch 1 --json'],
  register(command, act) {
    command.argument('<study>', 'its number')
    act(async (context, [id]) => {
      const ended = new AbortController()
      const signal = AbortSignal.any([context.deps.signal, ended.signal])
      try {
        await watch(context, await context.client(), studyOf(id), signal)
      } finally {
        ended.abort()
      }
    })
  }
}

async function watch(
  context: CliContext,
  node: CommonholdClient,
  id: StudyId,
  signal: AbortSignal
): Promise<void> {
  const { deps, out } = context
  const news = createNews()
  const following = follow(context, node, id, signal, news.tell)
  const printer = createPrinter(context)
  let failures = 0
  while (!signal.aborted) {
    const arrived = news.next()
    try {
      const study = await node.showStudy(id)
      failures = 0
      printer.print(study)
      if (study.state === 'closed' || study.state === 'cancelled') return
    } catch (cause) {
      const error = asCommonholdError(cause)
      failures += 1
      if (!error.retryable || failures > failuresMax) throw error
      if (failures === 1) out.progress('the node does not answer; trying again …')
    }
    const look = new AbortController()
    const sleeping = deps.clock.sleep(lookEveryMs, AbortSignal.any([signal, look.signal]))
    const slept = sleeping.catch(() => undefined)
    await Promise.race([arrived, slept, following.failed])
    look.abort()
  }
}

/** Wakes whoever waits when something is new. */
function createNews(): { tell(): void; next(): Promise<void> } {
  let waiting = Promise.withResolvers<void>()
  return {
    tell() {
      waiting.resolve()
      waiting = Promise.withResolvers<void>()
    },
    next: () => waiting.promise
  }
}

function follow(
  { out }: CliContext,
  node: CommonholdClient,
  id: StudyId,
  signal: AbortSignal,
  tell: () => void
): { readonly failed: Promise<never> } {
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => undefined)
  const listen = async (): Promise<void> => {
    for await (const event of node.events({ study: id, signal })) {
      const text = progressOf(event)
      if (text !== undefined) out.standing(text)
      if (changesStudy(event)) tell()
    }
  }
  listen().catch((cause) => failure.reject(cause))
  return { failed: failure.promise }
}

function changesStudy(event: NodeEvent): boolean {
  return event.type.startsWith('study.') || /^round\.(final|skipped)$/.test(event.type)
}

function progressOf(event: NodeEvent): string | undefined {
  if (event.type === 'round.phase') return `round ${event.round}: ${event.phase}`
  if (event.type === 'round.progress') return `round ${event.round}: ${event.text}`
  if (event.type === 'round.skipped') return `round ${event.round} was skipped`
  if (event.type === 'study.joined') return `${event.member} joined`
  return undefined
}

function createPrinter({ out }: CliContext): { print(study: StudyView): void } {
  let printed = 0
  let state: string | undefined
  let hasHeader = false
  const tellState = (study: StudyView): void => {
    const asset = study.asset
    out.showNext({ study: study.study, state: study.state, asset: asset ?? null }, () => {
      const model = asset === undefined ? '' : `; the model is asset ${asset}`
      return `study ${study.study} is ${study.state}${model}`
    })
  }
  return {
    print(study) {
      const isOver = study.state === 'closed' || study.state === 'cancelled'
      if (study.state !== state && !isOver) tellState(study)
      state = study.state
      const columns = roundColumns(namesOf(study))
      const fresh = study.roundList.filter(
        (round) => round.phase === 'final' && round.index > printed
      )
      for (const round of fresh) {
        const { header, lines } = formatTable(columns, [round])
        const text = hasHeader ? lines[0]! : `${out.dim(header)}\n${lines[0]}`
        out.showNext({ study: study.study, round }, () => text)
        hasHeader = true
        printed = round.index
      }
      if (isOver) tellState(study)
    }
  }
}
