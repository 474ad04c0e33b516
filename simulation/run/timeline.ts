/**
 * What happened in a world, line by line, in the world's own time and with names for members. Two
 * runs of one seed give the same bytes: a digest over all lines, also those that are not shown,
 * says so in one word.
 */
import { createHash } from 'node:crypto'
import type { MemberId } from '@commonhold/base'

/** How much a line matters: `detail` lines are shown only where they are asked for. */
export type LineKind = 'event' | 'fault' | 'finding' | 'detail'

/** The lines of a run. */
export type Timeline = {
  say(kind: LineKind, who: string, text: string): void
  /** Lines to be shown, oldest first. */
  lines(): readonly string[]
  /** SHA-256 over all lines, details included. */
  digest(): string
}

const whoWidth = 8
const marks = { event: ' ', fault: '!', finding: '✖', detail: '·' } as const

/** @param options.details whether lines of that kind are kept too */
export function createTimeline(options: {
  readonly nowMs: () => number
  readonly nameOf: (member: MemberId) => string
  readonly details: boolean
  /** Told each line to be shown, as it happens. */
  readonly onLine?: ((line: string) => void) | undefined
}): Timeline {
  const hash = createHash('sha256')
  const lines: string[] = []
  let digest: string | undefined
  return {
    say(kind, who, text) {
      // What happens while a world is being closed is no longer part of it.
      if (digest !== undefined) return
      const seconds = (options.nowMs() / 1000).toFixed(3).padStart(9)
      const named = text.replace(/0x[0-9a-f]{40}/g, (id) => options.nameOf(id as MemberId))
      const line = `${seconds} ${marks[kind]} ${who.padEnd(whoWidth)} ${named}`
      hash.update(`${line}\n`)
      if (kind === 'detail' && !options.details) return
      lines.push(line)
      options.onLine?.(line)
    },
    lines: () => lines,
    digest() {
      digest ??= hash.digest('hex')
      return digest
    }
  }
}
