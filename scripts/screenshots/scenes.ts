/** What pictures are taken of: each page, and each state in which it can be found. */
import type { Page } from 'playwright-core'

/** One picture. */
export type Scene = {
  /** Of the file. */
  readonly name: string
  readonly path: string
  /** Brings the page into its state. */
  readonly prepare?: (page: Page) => Promise<void>
  /** The whole page, and not only what a window shows of it. Default true. */
  readonly isWhole?: boolean
}

/** A node that has just been made. */
export const emptyScenes: readonly Scene[] = [
  { name: 'home-empty', path: '/' },
  { name: 'studies-empty', path: '/studies' },
  { name: 'propose-empty', path: '/studies/new' },
  { name: 'data-empty', path: '/data' },
  { name: 'models-empty', path: '/models' },
  { name: 'peers-first', path: '/peers' },
  { name: 'ledger-first', path: '/ledger' }
]

/** A node in the middle of a study. */
export const runningScenes: readonly Scene[] = [
  { name: 'home', path: '/' },
  { name: 'study-running', path: '/studies/4', prepare: untilPhases },
  { name: 'studies', path: '/studies' }
]

/** A node in use. */
export const fullScenes: readonly Scene[] = [
  { name: 'study-closed', path: '/studies/1' },
  { name: 'study-compared', path: '/studies/2?compare=1' },
  { name: 'study-invited', path: '/studies/3' },
  { name: 'join', path: '/studies/3', prepare: openJoin, isWhole: false },
  { name: 'propose', path: '/studies/new', prepare: writeProposal },
  { name: 'propose-refused', path: '/studies/new', prepare: writeRefused },
  { name: 'ledger', path: '/ledger' },
  { name: 'ledger-round', path: '/ledger/studies/1/rounds/3' },
  { name: 'verified', path: '/ledger/studies/1', prepare: verify },
  { name: 'asset', path: '/ledger/assets/5' },
  { name: 'data', path: '/data' },
  { name: 'dataset', path: '/data/breast-biopsies-hillside' },
  { name: 'models', path: '/models' },
  { name: 'model', path: '/models/5' },
  { name: 'peers', path: '/peers' },
  { name: 'missing', path: '/nowhere' },
  { name: 'keyboard', path: '/', prepare: (page) => page.keyboard.press('?'), isWhole: false }
]

/** What stands while nothing has answered yet, and where the answer is an error. */
export const brokenPaths = ['/', '/studies', '/studies/1', '/ledger', '/data', '/models'] as const

async function untilPhases(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /is open$/ }).waitFor()
}

async function openJoin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Read the terms and join' }).click()
  await page.getByRole('dialog').getByRole('checkbox').check()
}

async function writeProposal(page: Page): Promise<void> {
  await page.getByLabel('Title').fill('Malignancy from texture alone')
  await page.getByText('fits your data').waitFor()
}

async function writeRefused(page: Page): Promise<void> {
  await page.getByLabel('Title').fill('Malignancy from texture alone')
  await page.getByLabel('Model').selectOption('linear')
  await page.getByLabel('Training rounds').fill('0')
  await page.getByText('A whole number').waitFor()
  await page.getByLabel('Training rounds').fill('12')
  await page.getByText('would be refused').waitFor()
}

async function verify(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /verify/i })
    .first()
    .click()
  await page
    .getByText(/checks/)
    .first()
    .waitFor()
  await page
    .getByText(/all .*hold|checks hold|passed/i)
    .first()
    .waitFor({ timeout: 60_000 })
}
