/**
 * The young lines of a transaction journal, in order, with how much of them each sender has. All
 * have room for so much; where all room is taken, only those who have less than an equal share
 * get more, so that nobody's crowding keeps another out. With n senders that adds at most 1 + ln n
 * times the room, and a line of each.
 */
import type { Clock } from '@commonhold/base'

/** A line that is kept. */
export type KeptLine = {
  readonly text: string
  readonly atMs: number
  /** None for a grant, and for what was there before the journal was opened. */
  readonly sender: string | undefined
  /** Whether the chain is known to have it. */
  isTaken: boolean
  /** How many were told to send it, and have not told what came of it. */
  asked: number
  /** Settled when it is on the disk, or could not be written. */
  written: Promise<void>
}

/** So many lines and UTF-16 units of text. */
export type Room = { readonly lines: number; readonly characters: number }

/** The lines. */
export type KeptLines = {
  /** The line of a transaction, if it is kept. */
  find(text: string): KeptLine | undefined
  hasRoomFor(sender: string): boolean
  /** Keeps a line after all others. */
  add(text: string, sender: string | undefined): KeptLine
  drop(line: KeptLine): void
  texts(): readonly string[]
  size(): Room
}

/** What is kept, and for how long. */
export type KeptLinesOptions = {
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** For how long a line is young, in milliseconds. */
  readonly keptMs: number
  /** For all senders together. */
  readonly room: Room
  /** For each of them. */
  readonly ofSender: Room
}

const nothing: Room = { lines: 0, characters: 0 }

/** None at first. */
export function createKeptLines(options: KeptLinesOptions): KeptLines {
  const { clock, keptMs, room, ofSender } = options
  const lines = new Set<KeptLine>()
  const byText = new Map<string, KeptLine>()
  const used = new Map<string, Room>()
  let total = nothing

  function drop(line: KeptLine): void {
    if (!lines.delete(line)) return
    if (byText.get(line.text) === line) byText.delete(line.text)
    const size = { lines: -1, characters: -line.text.length }
    total = sum(total, size)
    if (line.sender === undefined) return
    const rest = sum(used.get(line.sender)!, size)
    if (rest.lines === 0) used.delete(line.sender)
    else used.set(line.sender, rest)
  }

  function dropOld(): void {
    const nowMs = clock.monotonicMs()
    for (const line of lines) {
      if (nowMs - line.atMs < keptMs) return
      drop(line)
    }
  }

  return {
    drop,
    find(text) {
      dropOld()
      return byText.get(text)
    },
    hasRoomFor(sender) {
      dropOld()
      const own = used.get(sender) ?? nothing
      if (!isLess(own, ofSender)) return false
      const share = 1 / (used.size + (used.has(sender) ? 0 : 1))
      const equal = { lines: room.lines * share, characters: room.characters * share }
      return isLess(total, room) || isLess(own, equal)
    },
    add(text, sender) {
      const atMs = clock.monotonicMs()
      const line = { text, atMs, sender, isTaken: false, asked: 0, written: Promise.resolve() }
      lines.add(line)
      byText.set(text, line)
      const size = { lines: 1, characters: text.length }
      total = sum(total, size)
      if (sender !== undefined) used.set(sender, sum(used.get(sender) ?? nothing, size))
      return line
    },
    texts() {
      dropOld()
      return [...lines].map(({ text }) => text)
    },
    size: () => total
  }
}

function sum(left: Room, right: Room): Room {
  return {
    lines: left.lines + right.lines,
    characters: left.characters + right.characters
  }
}

function isLess(left: Room, right: Room): boolean {
  return left.lines < right.lines && left.characters < right.characters
}
