/**
 * Tells a test file's results to the runner, as one JSON document a line. Node loads it in the
 * test's own process (`--test-reporter`), where it sees each result as it comes; the runner reads
 * the lines back with `parseTestEvents`. Errors travel as text, because they are for people.
 */
import type { TestEvent as NodeTestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

/** One thing that a test file told. */
export type TestEvent =
  | { readonly kind: 'begun' | 'passed' | 'skipped'; readonly name: string }
  | { readonly kind: 'failed'; readonly name: string; readonly reason: string }

/** The reporter. Node looks for it under this name. */
async function* eventReporter(source: AsyncIterable<NodeTestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of source) {
    const event = eventOf(type, data as never)
    if (event !== undefined) yield `${JSON.stringify(event)}\n`
  }
}

export default eventReporter

type Told = {
  readonly name: string
  readonly skip?: string | boolean
  readonly todo?: string | boolean
  readonly details?: { readonly type?: string; readonly error?: Error }
}

function eventOf(type: string, data: Told): TestEvent | undefined {
  const { name, details } = data
  if (type === 'test:start') return { kind: 'begun', name }
  if (type !== 'test:pass' && type !== 'test:fail') return undefined
  if (isSet(data.skip) || isSet(data.todo)) return { kind: 'skipped', name }
  const error = details?.error
  if (type === 'test:fail' && !isOfSubtests(error)) {
    return { kind: 'failed', name, reason: inspect(error?.cause ?? error) }
  }
  return details?.type === 'suite' || type === 'test:fail' ? undefined : { kind: 'passed', name }
}

/** A group or a test with subtests fails where one of them did, which was told already. */
function isOfSubtests(error: Error | undefined): boolean {
  return (error as { failureType?: string } | undefined)?.failureType === 'subtestsFailed'
}

function isSet(value: string | boolean | undefined): boolean {
  return value !== undefined && value !== false
}

/** The events in a reporter's lines; a last line that was cut off is left out. */
export function parseTestEvents(lines: string): readonly TestEvent[] {
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as TestEvent)
}
