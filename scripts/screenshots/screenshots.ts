/**
 * `npm run screenshots`: draws every page of the dashboard in every state, in light and dark and in
 * three widths, of real nodes, into `.cache/screenshots`; with `--write` also the chosen few of
 * docs/images/dashboard. It judges nothing: the pictures are there to be looked at.
 */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureDashboard } from '@commonhold/web/build/ensure-dashboard'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../../e2e/support/browser.ts'
import { openDashboardWindow, untilQuiet } from '../../e2e/support/dashboard-window.ts'
import { startDrawnHospitals } from './drawn-hospitals.ts'
import { brokenPaths, emptyScenes, fullScenes, runningScenes, type Scene } from './scenes.ts'

const target = fileURLToPath(new URL('../../.cache/screenshots/', import.meta.url))
const forDocuments = join(target, 'documents')
const documents = fileURLToPath(new URL('../../docs/images/dashboard/', import.meta.url))
const widths = [1440, 768, 360]
const themes = ['light', 'dark'] as const

/** The pictures of the documents, by file name without its ending. */
const chosen = [
  'home-light-1440',
  'studies-light-1440',
  'study-running-light-1440',
  'study-compared-dark-1440',
  'propose-light-1440',
  'join-dark-1440',
  'verified-light-1440',
  'ledger-light-1440',
  'ledger-round-light-1440',
  'asset-light-1440',
  'data-light-1440',
  'dataset-light-1440',
  'models-dark-1440',
  'model-light-1440',
  'peers-light-1440',
  'home-dark-360',
  'study-running-dark-360'
]

type Look = { readonly theme: 'light' | 'dark'; readonly width: number }

async function drawAll(folder: string, looks: readonly Look[], only: RegExp): Promise<void> {
  await mkdir(forDocuments, { recursive: true })
  const browser = await openBrowser()
  const hospitals = await startDrawnHospitals(folder)
  const { home } = hospitals.all[0]!
  try {
    for (const look of looks) await draw(browser, home, look, pick(emptyScenes, only))
    await hospitals.fill()
    for (const look of looks) await draw(browser, home, look, pick(runningScenes, only))
    for (const look of looks) {
      await draw(browser, home, look, pick(fullScenes, only))
      if (only.test('broken')) await drawBroken(browser, home, look)
    }
  } finally {
    await browser.close()
    await hospitals.stop()
  }
}

function pick(scenes: readonly Scene[], only: RegExp): readonly Scene[] {
  return scenes.filter(({ name }) => only.test(name))
}

async function draw(
  browser: Browser,
  home: string,
  look: Look,
  scenes: readonly Scene[]
): Promise<void> {
  for (const { name, path: place, prepare, isWhole = true } of scenes) {
    const opened = await openDashboardWindow(browser, home, { ...look, height: heightOf(look) })
    await opened.go(place)
    await prepare?.(opened.page).catch((cause: Error) => {
      console.log(`${name} is not as it should be: ${cause.message.split('\n')[0]}`)
    })
    await untilQuiet(opened.page)
    const path = fileOf(name, look)
    await opened.page.screenshot({ path, fullPage: isWhole })
    // A document shows what a window shows.
    if (chosen.includes(basename(path, '.png'))) {
      await opened.page.screenshot({ path: join(forDocuments, basename(path)) })
    }
    const overflow = await opened.overflow()
    if (overflow > 0) console.log(`${name} at ${look.width} px is ${overflow} px too wide`)
    for (const complaint of opened.complaints) console.log(`${name}: ${complaint}`)
    await opened.close()
  }
}

/** The pages while nothing answers, and where each answer is an error. */
async function drawBroken(browser: Browser, home: string, look: Look): Promise<void> {
  for (const state of ['loading', 'failed'] as const) {
    const { page, close } = await openDashboardWindow(browser, home, look)
    await page.route(/\/v1\/(?!events)/, async (route) => {
      // Never answered, until the window is closed.
      if (state === 'loading') return
      const error = {
        code: 'LEDGER_UNREACHABLE',
        fault: 'chain',
        message: 'The ledger at http://127.0.0.1:8545 does not answer.',
        hint: 'See that it runs; the node goes on by itself when it is back.',
        retryable: false,
        details: {}
      }
      await route.fulfill({ status: 502, json: { error } })
    })
    for (const path of brokenPaths) {
      await page.goto(new URL(path, page.url()).href)
      await page.getByRole('navigation', { name: 'Pages' }).waitFor()
      await page.waitForTimeout(400)
      const name = `${state}-${path.replaceAll('/', '-').slice(1) || 'home'}`
      await page.screenshot({ path: fileOf(name, look) })
    }
    await close()
  }
}

function heightOf({ width }: Look): number {
  return width < 500 ? 780 : 900
}

function fileOf(name: string, { theme, width }: Look): string {
  return join(target, `${name}-${theme}-${width}.png`)
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      width: { type: 'string', multiple: true },
      theme: { type: 'string', multiple: true }
    }
  })
  const looks = themes
    .filter((theme) => values.theme?.includes(theme) ?? true)
    .flatMap((theme) =>
      widths
        .filter((width) => values.width?.includes(String(width)) ?? true)
        .map((width) => ({ theme, width }))
    )
  await ensureDashboard((line) => console.log(line))
  const folder = await mkdtemp(join(tmpdir(), 'hospitals-'))
  try {
    await drawAll(folder, looks, new RegExp(values.only))
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  if (values.write) {
    await mkdir(documents, { recursive: true })
    for (const name of chosen) {
      await copyFile(join(forDocuments, `${name}.png`), join(documents, `${name}.png`))
    }
  }
  console.log(`the pictures are in ${target}`)
}
