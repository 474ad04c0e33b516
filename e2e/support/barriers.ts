/** Looks for barriers on a page (WCAG 2.2 A and AA) with axe-core, which runs inside the page. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

type AxeResult = {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string | null
    readonly help: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/**
 * Every serious or critical barrier, as a line that says what and where.
 * @param rules only these; all of the standards where left out
 */
export async function barriersOf(
  page: Page,
  rules?: readonly string[]
): Promise<readonly string[]> {
  const runOnly =
    rules === undefined ? { type: 'tag', values: standards } : { type: 'rule', values: rules }
  // Through the debugger, past the page's content policy, which would refuse a script from here.
  const source = await readFile(axeFile, 'utf8')
  const result = (await page.evaluate(
    `${source};window.axe.run(document, { runOnly: ${JSON.stringify(runOnly)} })`
  )) as AxeResult
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => {
        return `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary?.slice(0, 300) ?? ''}`
      })
    )
}
