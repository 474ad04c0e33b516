/**
 * Builds the dashboard where what is built is not of the sources that lie here, in about a second.
 *
 * Whether it is, is told by a digest over all that goes in, some 3 MB, which takes some 30 ms. Each
 * build lies in a folder named by that digest, and gets its name when it is whole: so whoever looks
 * meanwhile, or builds at the same time, never finds half of one, and a node that is just reading
 * one keeps it. Builds that nobody can be reading any more are removed. Runs in Node, not in the
 * page.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommonholdError } from '@commonhold/base'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const web = join(root, 'packages', 'web')
const builds = join(web, 'dist')
/** A node reads its dashboard within seconds of its start; other builds are kept for so long. */
const keptMs = 24 * 3600 * 1000

/** Folders and files that the built page is a function of. */
const inputs = [
  ...['base', 'protocol', 'learning', 'network', 'platform', 'sdk', 'web'].map(
    (name) => `packages/${name}/src`
  ),
  'contracts/ts',
  'packages/web/public',
  'packages/web/index.html',
  'packages/web/package.json',
  'packages/web/vite.config.ts',
  'package-lock.json'
]

/**
 * The folder of a dashboard that is built of the sources here.
 * @param say told once, before a build begins
 * @throws {CommonholdError} `WEB_BUILD_FAILED`
 */
export async function ensureDashboard(
  say: (line: string) => void = () => undefined
): Promise<string> {
  const digest = (await digestOfInputs()).slice(0, 32)
  const folder = join(builds, digest)
  if (await isThere(folder)) return folder
  say('building the dashboard …')
  await buildInto(folder, build)
  await removeOld(folder)
  return folder
}

/**
 * Builds in a folder of its own beside the one that is asked for, which that becomes when it is
 * whole. Whoever builds the same meanwhile, here or in another process, does not come in between.
 * @param make fills the folder that it is given
 */
export async function buildInto(
  folder: string,
  make: (fresh: string) => Promise<void>
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  // Not named by the process: one may build twice at a time.
  const own = await mkdtemp(join(dirname(folder), '.build-'))
  const fresh = join(own, 'built')
  try {
    await mkdir(fresh)
    await make(fresh)
    await rename(fresh, folder).catch(async (cause: Error) => {
      // Another was quicker: its build, of the same sources, is as good.
      if (!(await isThere(folder))) throw buildFailed(cause.message)
    })
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

function isThere(folder: string): Promise<boolean> {
  return access(join(folder, 'index.html')).then(
    () => true,
    () => false
  )
}

async function removeOld(current: string): Promise<void> {
  const now = Date.now()
  for (const name of await readdir(builds)) {
    const path = join(builds, name)
    if (path === current) continue
    const found = await stat(path).catch(() => undefined)
    if (found === undefined || now - found.mtimeMs < keptMs) continue
    await rm(path, { recursive: true, force: true })
  }
}

async function build(folder: string): Promise<void> {
  const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const child = spawn(
    process.execPath,
    [program, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: web, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } }
  )
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text))
  }
  const code = await new Promise((resolve) => {
    child.once('error', (cause) => resolve(cause.message))
    child.once('close', resolve)
  })
  if (code !== 0) throw buildFailed(`${said.join('').trim().slice(-800)} (${code})`)
}

async function digestOfInputs(): Promise<string> {
  const hash = createHash('sha256').update(process.versions.node)
  for (const input of inputs) {
    for (const path of await filesUnder(input)) {
      const bytes = await readFile(join(root, path))
      hash.update(`\n${path} ${bytes.length}\n`).update(bytes)
    }
  }
  return hash.digest('hex')
}

/** From the project's folder, sorted; tests do not go into a build. */
async function filesUnder(input: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true }).catch(
    () => undefined
  )
  if (entries === undefined) return [input]
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .toSorted()
}

function buildFailed(why: string): CommonholdError {
  return new CommonholdError({
    code: 'WEB_BUILD_FAILED',
    fault: 'self',
    message: `The dashboard could not be built: ${why}`,
    hint: 'Run npm install in the project, then `npm run dashboard` to see the whole of it.'
  })
}
