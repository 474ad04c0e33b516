/**
 * What an owner checks in a real browser: the own data, the ledger down to its signatures, a study
 * recomputed in the tab, a model's figures, and its predictions.
 */
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { StudyView } from '@commonhold/sdk'
import type { Browser } from 'playwright-core'
import { barriersOf } from './support/barriers.ts'
import { openBrowser } from './support/browser.ts'
import { type DashboardWindow, openDashboardWindow } from './support/dashboard-window.ts'
import { addSites } from './support/study-data.ts'
import {
  agree,
  openTestNetwork,
  type TestNetwork,
  type TestNode,
  untilStudy
} from './support/test-network.ts'

describe('checking in the dashboard', () => {
  const ends: (() => Promise<void> | void)[] = []
  let browser: Browser
  let network: TestNetwork
  let beta: TestNode
  let shown: DashboardWindow
  let study: StudyView

  before(async () => {
    const context = { after: (end: () => Promise<void> | void) => void ends.push(end) }
    network = await openTestNetwork(context)
    const nodes = await network.start('alpha', 'beta', 'gamma')
    const number = await agree(nodes, await addSites(network, nodes), ['--rounds', '3'])
    beta = nodes[1]!
    study = await untilStudy(beta, number, 'has a model', ({ state, roundList, rounds }) => {
      return state === 'closed' && roundList.length === rounds
    })
    browser = await openBrowser()
    shown = await openDashboardWindow(browser, beta.home)
  })
  after(async () => {
    await browser?.close()
    for (const end of ends.toReversed()) await end()
  })

  test('a file is added by its path, looked at, and removed', async () => {
    const { page, go } = shown
    await go('/data')
    await page.getByRole('button', { name: 'Add a file' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Add the file' }).click()
    await dialog.getByText('Say where the file is.').waitFor()
    await dialog.getByLabel('Path').fill(join(network.folder, 'nowhere.csv'))
    await dialog.getByRole('button', { name: 'Add the file' }).click()
    await dialog.getByText('NODE_NO_SUCH_FILE').waitFor()
    const rows = Array.from({ length: 40 }, (_, row) => `${row},${row % 3 === 0 ? '' : 'x<b>y'}`)
    const path = await network.write('weights.csv', `weight,ward\n${rows.join('\n')}\n`)
    await dialog.getByLabel('Path').fill(path)
    await dialog.getByRole('button', { name: 'Add the file' }).click()
    await page.getByRole('heading', { name: 'weights', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Histogram of weight' }).click()
    await page.getByRole('dialog').getByText('Half of the rows').waitFor()
    assert.deepEqual(await barriersOf(page), [])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Histogram of ward' }).click()
    await page.getByRole('dialog').getByText('x<b>y').waitFor()
    await page.getByRole('dialog').getByText('14 rows, 35.0 %').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('Hidden until you ask').waitFor()
    await page.getByRole('button', { name: 'Show' }).click()
    const firstRows = page.getByRole('region', { name: 'First rows' }).last().getByRole('row')
    await firstRows.nth(20).waitFor()
    assert.equal(await firstRows.count(), 21, 'a heading, and twenty of forty rows')
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await page.getByRole('heading', { name: 'Data', level: 1 }).waitFor()
    await page.getByText('1 table').waitFor()
  })

  test('the same file is not added twice unless it is meant', async () => {
    const { page, go } = shown
    await go('/data')
    await page.getByRole('button', { name: 'Add a file' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Path').fill(join(network.folder, 'beta.csv'))
    await dialog.getByRole('button', { name: 'Add the file' }).click()
    await dialog.getByText('NODE_DATASET_HELD_ALREADY').waitFor()
    await dialog.getByLabel('Add it once more').waitFor()
    await page.keyboard.press('Escape')
  })

  test('a round is opened down to its signatures and content ids', async () => {
    const { page, go } = shown
    await go('/ledger')
    await page.getByText('A test chain on one machine').waitFor()
    await page.getByRole('link', { name: `2 of ${study.rounds}` }).click()
    await page.getByRole('heading', { name: 'Round 2', level: 1 }).waitFor()
    const seats = page.getByRole('region', { name: 'Members of the round' })
    await seats.getByText('signature holds').nth(2).waitFor()
    const files = page.getByRole('region', { name: 'Files of the round' })
    const { artefact, transcript, transaction } = study.roundList[1]!
    for (const id of [artefact!, transcript!]) {
      await files.getByRole('button', { name: `Copy content id ${id}` }).waitFor()
    }
    await page.getByRole('button', { name: `Copy transaction ${transaction}` }).waitFor()
    await page.getByRole('button', { name: 'Show' }).click()
    const signed = page.getByRole('region', { name: 'Signed documents' })
    assert.equal(await signed.getByRole('row').count(), 1 + 5 * 3)
  })

  test('P3: the tab shows each check of a study, and whose copy of a file is altered', async () => {
    const { page, go } = shown
    await go(`/ledger/studies/${study.study}`)
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByText(/^It holds: all \d+ checks passed\.$/).waitFor()
    await page.getByText(`${study.rounds} rounds recomputed`).waitFor()
    const third = page.locator('details').filter({ hasText: 'Round 3' })
    await third.getByText('Round 3', { exact: true }).click()
    await third.getByText('the sum and the model follow from the members’ vectors').waitFor()
    assert.deepEqual(await barriersOf(page), [])
    const cid = study.roundList[2]!.transcript!
    const path = join(beta.home, 'blobs', 'content', cid.slice(-2), cid)
    const bytes = await readFile(path)
    const altered = Buffer.from(bytes)
    altered[altered.length >> 1]! ^= 1
    await writeFile(path, altered)
    await page.getByRole('button', { name: 'Verify again' }).click()
    await page.getByText(/^It does not hold: \d+ of \d+ checks failed\.$/).waitFor()
    const failed = page.getByRole('region', { name: 'Failed checks' })
    await failed.getByText(`the copy of ${cid}`).first().waitFor()
    const culprits = await failed.locator('tbody td:last-child').allInnerTexts()
    assert.ok(culprits.length > 0 && culprits.every((text) => /beta/.test(text)), String(culprits))
    await writeFile(path, bytes)
  })

  test('a model shows how sure its figures are, and predicts by form and by file', async () => {
    const { page, go } = shown
    await go(`/models/${study.asset}`)
    await page.getByText(/^0\.\d{4} to [01]\.\d{4}$/).waitFor()
    await page.getByText('Can its probabilities be taken at their word?').waitFor()
    await page.getByRole('button', { name: 'Fill in what is usual' }).click()
    await page.getByRole('textbox', { name: 'age' }).fill('old')
    await page.getByRole('button', { name: 'Predict', exact: true }).click()
    await page.getByText('Not a number.').waitFor()
    await page.getByRole('textbox', { name: 'age' }).fill('61,5')
    await page.getByRole('button', { name: 'Predict', exact: true }).click()
    const prediction = page.getByRole('region', { name: 'Prediction', exact: true })
    await prediction
      .getByText(/^\d+\.\d %$/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'A CSV file' }).click()
    await page.getByLabel('CSV file').setInputFiles(join(network.folder, 'beta.csv'))
    await page.getByRole('button', { name: 'Predict', exact: true }).click()
    await prediction.getByText('The first 50 of 60 rows.').waitFor()
    const saving = page.waitForEvent('download')
    await prediction.getByRole('button', { name: 'All as CSV' }).click()
    const lines = (await readFile(await (await saving).path(), 'utf8')).trim().split('\n')
    assert.equal(lines.length, 61)
    assert.match(lines[0]!, /^row,outcome,probability of /)
    const taking = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    const model = await readFile(await (await taking).path())
    const exported = await beta.client.exportModel({ asset: study.asset! })
    assert.ok(model.equals(exported), 'the file is the one whose digest is on the ledger')
  })

  test('no view of the ledger, and no error, has a barrier, or overflows', async () => {
    const views = ['studies', 'assets', 'members', 'chain'].map((view) => `/ledger?view=${view}`)
    const paths = [...views, '/ledger/assets/99', '/data/nothing', '/models/99']
    for (const theme of ['light', 'dark'] as const) {
      const seen = await openDashboardWindow(browser, beta.home, { theme })
      for (const path of paths) {
        await seen.go(path)
        assert.deepEqual(await barriersOf(seen.page), [], `${path}, ${theme}`)
      }
      for (const width of theme === 'light' ? [360, 1920] : []) {
        await seen.page.setViewportSize({ width, height: 800 })
        for (const path of paths) {
          await seen.go(path)
          assert.ok((await seen.overflow()) <= 0, `${path} is wider than ${width} px`)
        }
      }
      assert.deepEqual(seen.complaints.filter(isNotMissing), [])
      await seen.close()
    }
    const refused = /400 \(Bad Request\).*datasets$/
    assert.deepEqual(
      shown.complaints.filter((text) => isNotMissing(text) && !refused.test(text)),
      []
    )
  })
})

/** A browser reports what a node has not got, which these pages ask for on purpose. */
function isNotMissing(text: string): boolean {
  return !/404 \(Not Found\)/.test(text)
}
