/**
 * Where a command's words go: its result to standard output, once, as text or as one JSON document;
 * what happens meanwhile to standard error. Colours only where a person looks, and not where
 * NO_COLOR (no-color.org) is set.
 */
import type { CommonholdError } from '@commonhold/base'
import { safe } from '@commonhold/sdk/format'
import { type Column, formatTable } from './table.ts'

/** A stream to write to. */
export type Sink = { write(text: string): void; readonly isTerminal: boolean }

/** A command's voice. */
export type Output = {
  readonly isJson: boolean
  /** The result: the document as JSON, or `human()`. */
  show(document: unknown, human: () => string): void
  /** One of several results, as they come: JSON on one line, or `human()`. */
  showNext(document: unknown, human: () => string): void
  /** A table, its titles dimmed. */
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string
  dim(text: string): string
  /** Tells that something takes its time. */
  progress(text: string): void
  /** Where a thing stands just now: one line of a terminal, written over by what comes next. */
  standing(text: string): void
  error(error: CommonholdError): void
}

/** A message of several lines, such as a list of what is wrong in a request, on one. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ')
}

const controlStart = '\u001b['

/** @param options.color whether colours are wished for at all */
export function createOutput(options: {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly isJson: boolean
  readonly color: boolean
}): Output {
  const { stdout, stderr, isJson, color } = options
  const paint = (sink: Sink, code: number, text: string): string =>
    color && sink.isTerminal ? `${controlStart}${code}m${text}${controlStart}0m` : text
  let hasResult = false
  let isStanding = false
  const clear = (): void => {
    if (isStanding) stderr.write(`\r${controlStart}K`)
    isStanding = false
  }
  const result = (text: string): void => {
    clear()
    hasResult = true
    stdout.write(`${text}\n`)
  }
  const dim = (text: string): string => paint(stdout, 2, text)
  return {
    isJson,
    show(document, human) {
      result(isJson ? JSON.stringify(document, null, 2) : human())
    },
    showNext(document, human) {
      result(isJson ? JSON.stringify(document) : human())
    },
    table(columns, rows) {
      const { header, lines } = formatTable(columns, rows)
      return [dim(header), ...lines].join('\n')
    },
    dim,
    standing(text) {
      if (!stderr.isTerminal) return
      clear()
      stderr.write(paint(stderr, 2, safe(text)))
      isStanding = true
    },
    progress(text) {
      clear()
      stderr.write(`${paint(stderr, 2, safe(text))}\n`)
    },
    error(error) {
      clear()
      // A result that was shown stays the only document: then the error is for standard error.
      if (isJson && !hasResult) result(JSON.stringify({ error: error.toJSON() }, null, 2))
      stderr.write(`${paint(stderr, 31, 'error:')} ${safe(oneLine(error.message))}\n`)
      stderr.write(`what to do: ${safe(error.hint)}\n`)
      stderr.write(`${paint(stderr, 2, `code: ${error.code} (docs/errors/${error.code}.md)`)}\n`)
    }
  }
}
