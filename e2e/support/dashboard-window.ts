/** A node's dashboard in a real browser, whose complaints are remembered. */
import assert from 'node:assert/strict'
import { dashboardAddress } from '@commonhold/sdk/client/dashboard-address'
import { readHomeAddress } from '@commonhold/sdk/client/home-address'
import type { Browser, Page } from 'playwright-core'
import { openPage, type WindowLook } from './browser.ts'

/** A window of the dashboard. */
export type DashboardWindow = {
  readonly page: Page
  /** What the browser reported as an error: broken policies, failed scripts and requests. */
  readonly complaints: readonly string[]
  /** Goes to a page without loading anew. */
  go(path: string): Promise<void>
  /** How many pixels the page is wider than the window. */
  overflow(): Promise<number>
  close(): Promise<void>
}

/** Opens the dashboard of the node of a home. */
export async function openDashboardWindow(
  browser: Browser,
  home: string,
  look: WindowLook = {}
): Promise<DashboardWindow> {
  const address = await readHomeAddress(home)
  const { page, context } = await openPage(browser, 'about:blank', look)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('request', (request) => {
    assert.ok(request.url().startsWith(address.url), `it asked for ${request.url()}`)
    assert.ok(!request.url().includes(address.token), 'the token stands in no request address')
  })
  await page.goto(dashboardAddress(address))
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
  return {
    page,
    complaints,
    async go(path) {
      await page.evaluate((to) => {
        history.pushState(null, '', to)
        dispatchEvent(new PopStateEvent('popstate'))
      }, path)
      await untilQuiet(page)
    },
    overflow: () =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      }),
    close: () => context.close()
  }
}

/** Waits until nothing is being read for the first time any more, and fonts are there. */
export async function untilQuiet(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const isReading = document.querySelector('[aria-label="Loading"], [aria-hidden][class*=block]')
    return isReading === null && document.fonts.status === 'loaded'
  })
}
