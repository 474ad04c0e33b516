/**
 * The dashboard in a real browser against real nodes, as their owners use it: three propose, join,
 * watch, verify and predict without a command line.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readHomeAddress } from '@commonhold/sdk/client/home-address'
import type { Browser, Locator, Page } from 'playwright-core'
import { barriersOf } from './support/barriers.ts'
import { openBrowser, openPage } from './support/browser.ts'
import { type DashboardWindow, openDashboardWindow } from './support/dashboard-window.ts'
import { addSites } from './support/study-data.ts'
import { openTestNetwork, type TestNode } from './support/test-network.ts'

/** Markup, and a character that turns writing around: it must stand there as text. */
const title = 'Who is ill? <img src=x onerror=alert(1)> \u202eabc'
const shownTitle = 'Who is ill? <img src=x onerror=alert(1)> \ufffdabc'

describe('the dashboard', () => {
  const ends: (() => Promise<void> | void)[] = []
  const windows: DashboardWindow[] = []
  let browser: Browser
  let nodes: readonly TestNode[]

  before(async () => {
    const context = { after: (end: () => Promise<void> | void) => void ends.push(end) }
    const network = await openTestNetwork(context as Parameters<typeof openTestNetwork>[0])
    nodes = await network.start('alpha', 'beta', 'gamma')
    await addSites(network, nodes)
    browser = await openBrowser()
    for (const { home } of nodes) windows.push(await openDashboardWindow(browser, home))
  })
  after(async () => {
    await browser?.close()
    for (const end of ends.toReversed()) await end()
  })

  test('without the token it says how to get in, and the token leaves the address', async () => {
    const { url, token } = await readHomeAddress(nodes[0]!.home)
    const { page, context } = await openPage(browser, `${url}/studies`)
    await page.getByText('This page needs the node’s token').waitFor()
    await page.getByText('commonhold open').waitFor()
    assert.deepEqual(await barriersOf(page), [])
    await page.goto(`${url}/#token=${'x'.repeat(43)}`)
    await page.getByText('This node has another token').waitFor()
    await page.goto(`${url}/studies#token=${token}`)
    await page.getByRole('heading', { name: 'Studies', level: 1 }).waitFor()
    assert.equal(page.url(), `${url}/studies`)
    await page.reload()
    await page.getByText('No study yet').waitFor()
    await context.close()
  })

  test('a proposal is checked as it is written, and refused fields are named', async () => {
    const { page, go } = windows[0]!
    await go('/studies/new')
    await page.getByLabel('Title').fill(title)
    await page.getByText('fits your data').waitFor()
    await page.getByText('A sum is opened of at least 3 members').waitFor()
    await page.getByLabel('Training rounds').fill('0')
    await page.getByText('A whole number from 1 to 1,000.').waitFor()
    await page.getByText('Mend the field that is marked').waitFor()
    await page.getByLabel('Title').focus()
    await page.getByRole('button', { name: 'Propose to all' }).click()
    await page.locator('input[aria-invalid="true"]:focus').fill('5')
    await page.getByLabel('Model').selectOption('linear')
    await page.getByText('would be refused').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Propose to all' }).isEnabled(), false)
    await page.getByLabel('Model').selectOption('auto')
    await page.getByLabel('Most members').fill('3')
    await page.getByText('fits your data').waitFor()
    await page.getByRole('button', { name: 'Propose to all' }).click()
    await page.getByRole('heading', { name: shownTitle, level: 1 }).waitFor()
    assert.match(page.url(), /\/studies\/1$/)
  })

  test('each owner is told, reads the terms, and joins', async () => {
    for (const [index, { page, go }] of windows.entries()) {
      await go('/')
      const [told, action] =
        index === 0 ? ['Not joined', 'Join it'] : ['Invitation', 'Read the terms']
      await page.getByText(`${told}: Who is ill?`).waitFor()
      await page.getByRole('link', { name: action }).click()
      await page.getByRole('button', { name: 'Read the terms and join' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Your rows never leave your node').waitFor()
      const join = dialog.getByRole('button', { name: 'Join', exact: true })
      assert.equal(await join.isEnabled(), false, 'before anyone agreed')
      assert.deepEqual(await barriersOf(page), [])
      await dialog.getByRole('checkbox').check()
      await join.click()
      await dialog.waitFor({ state: 'detached' })
    }
  })

  test('its rounds are watched as they happen, without a reload', async () => {
    const { page } = windows[1]!
    await page.getByRole('heading', { name: /^Round \d is open$/ }).waitFor()
    await page.getByText('Closed', { exact: true }).waitFor()
    const rounds = page.getByRole('region', { name: 'Rounds' }).getByRole('row')
    await rounds.nth(8).waitFor()
    assert.equal(await rounds.count(), 9, 'a heading, two of statistics, five of training, a test')
    const curves = page.getByRole('region', { name: 'Curves' })
    await curves.getByText('Masks hide every other site’s figures').waitFor()
    assert.match(
      await textOf(curves, 'Log loss'),
      /All members: from .* This site: from .* over 6 /
    )
    const strips = page.getByRole('region', { name: 'Members' }).getByRole('img')
    assert.match((await strips.first().getAttribute('aria-label')) ?? '', /^in the sum of \d of 8 /)
    await windows[2]!.go('/')
    await windows[2]!.page.getByText('Closed, its model is asset').waitFor()
  })

  test('the study is recomputed in the browser, and an altered file is found there', async () => {
    const { page, go } = windows[0]!
    await go('/studies/1')
    await page.getByRole('link', { name: 'Verify' }).click()
    await page.getByText(/^It holds: all [\d,]+ checks passed\.$/).waitFor()
    assert.match(page.url(), /\/ledger\/studies\/1$/, 'a reload does not verify once more')
    await page.route(/\/contents\//, async (route) => {
      const response = await route.fetch()
      const body = await response.body()
      body[body.length - 1]! ^= 1
      await route.fulfill({ response, body })
    })
    await page.getByRole('button', { name: 'Verify again' }).click()
    await page.getByText(/^It does not hold: /).waitFor()
    await page.unroute(/\/contents\//)
    await go('/')
    await page.getByText(/^Who is ill.*checks? failed$/).waitFor()
  })

  test('its model predicts by form and by file', async () => {
    const { page, go } = windows[0]!
    await go('/models')
    await page.getByRole('link', { name: shownTitle }).click()
    await page.getByLabel('age', { exact: true }).fill('82')
    await page.getByLabel('pressure', { exact: true }).fill('171')
    await page.getByRole('button', { name: 'Predict', exact: true }).click()
    const answer = page.getByRole('region', { name: 'Prediction', exact: true })
    await answer
      .getByText(/^\d+\.\d %$/)
      .first()
      .waitFor()
    // What was answered to other values must not stand beside these.
    await page.getByLabel('age', { exact: true }).fill('40')
    await answer.getByText('Nothing predicted yet').waitFor()
    await page.getByRole('button', { name: 'A CSV file' }).click()
    await page.getByLabel('CSV file').setInputFiles({
      name: 'new.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('age,pressure,smoker,ward\n82,171,yes,north\n31,110,no,south\n')
    })
    await page.getByRole('button', { name: 'Predict', exact: true }).click()
    const lines = page.getByRole('region', { name: 'Predictions' }).getByRole('row')
    await lines.nth(2).waitFor()
    assert.equal(await lines.count(), 3)
  })

  test('no page has a barrier, overflows, or breaks its own policy, in either light', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const seen = await openDashboardWindow(browser, nodes[0]!.home, { theme })
      for (const path of paths) {
        await seen.go(path)
        // In the dark only colours differ.
        const rules = theme === 'dark' ? ['color-contrast'] : undefined
        assert.deepEqual(await barriersOf(seen.page, rules), [], `${path}, ${theme}`)
      }
      for (const width of theme === 'light' ? [360, 768, 1920] : []) {
        await seen.page.setViewportSize({ width, height: 800 })
        for (const path of paths) {
          await seen.go(path)
          assert.ok((await seen.overflow()) <= 0, `${path} is wider than ${width} px`)
        }
      }
      assert.deepEqual(seen.complaints, [])
      await seen.close()
    }
    for (const { complaints } of windows) {
      // A browser reports the refused dry run of the proposal, too.
      const unexpected = complaints.filter((text) => !/400 \(Bad Request\).*studies$/.test(text))
      assert.deepEqual(unexpected, [])
    }
  })

  test('the keyboard reaches every page, and gives the focus back after a dialog', async () => {
    const { page, go } = windows[0]!
    await go('/studies')
    await page.locator('body').press('g')
    await page.locator('body').press('h')
    await page.getByText('What this node is doing').waitFor()
    await page.locator('body').press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('Tab')
    assert.equal(await focusedText(page), 'Skip to the content')
    await page.locator('body').press('t')
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'light')
  })

  test('a node that is gone is told of, and what was read stays', async () => {
    const { page, go } = windows[2]!
    await go('/studies/1')
    await nodes[2]!.stop()
    await page.getByText('The node does not answer; trying again.').waitFor()
    await page.getByRole('heading', { name: shownTitle, level: 1 }).waitFor()
  })
})

const paths = [
  ...['/', '/studies', '/studies/new', '/studies/1', '/nowhere', '/peers'],
  ...['/ledger', '/ledger/studies/1', '/ledger/studies/1/rounds/3', '/ledger/assets/1'],
  ...['/data', '/data/alpha', '/models', '/models/4']
]

/** All that a plot says, its sentence for who cannot see it included. */
async function textOf(region: Locator, plot: string): Promise<string> {
  return (await region.getByRole('figure', { name: plot }).textContent()) ?? ''
}

function focusedText(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent?.trim())
}
