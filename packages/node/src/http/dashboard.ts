/**
 * The dashboard's files, as any browser on this machine may have them: they hold no secret, so they
 * need no token, and everything that the page then asks does.
 *
 * They are read whole at the start, about a megabyte, and looked up by their exact path: no request
 * reaches the disk, so none can name a file that is not the dashboard's, and a build that replaces
 * the folder changes nothing for a node that runs. The page may load scripts, styles and fonts from
 * the node alone and may be framed by nobody (Content Security Policy, Level 3).
 */
import { readdir, readFile } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import { CommonholdError } from '@commonhold/base'

/** Content types by a name's ending; files with another one are not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2'
}

const filesMax = 200
const bytesMax = 32 * 1024 ** 2

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/**
 * A worker lives under the policy of its own script. The one that recomputes a study compiles
 * WebAssembly, which needs leave of its own; it gives none to text that is turned into code.
 */
const scriptPolicy = pagePolicy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")

type DashboardFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: string }

/** A built dashboard. */
export type Dashboard = {
  /** An answer where the request is for a page or a file of the dashboard. */
  answer(request: Request): Response | undefined
}

/**
 * Reads a folder that the dashboard was built into.
 * @throws {CommonholdError} `NODE_NO_DASHBOARD` where it holds none, or more than one can have
 */
export async function openDashboard(folder: string): Promise<Dashboard> {
  const files = await readFolder(folder)
  const page = files.get('/index.html')
  if (page === undefined) throw noDashboard(folder, 'it holds no index.html')
  return {
    answer(request) {
      const path = pathOfPage(request)
      if (path === undefined) return undefined
      const file = files.get(path)
      if (file !== undefined && path !== '/index.html') return reply(request, file)
      // What looks like a file and is none must not come as a page that is no such file.
      const isFile = posix.basename(path).includes('.') && path !== '/index.html'
      return isFile ? undefined : reply(request, page)
    }
  }
}

/** What a node without one says to a browser that asks for its page. */
export const noDashboardBuilt: Dashboard = {
  answer(request) {
    if (pathOfPage(request) !== '/') return undefined
    const text =
      'This node runs, but its dashboard is not built.\n\n' +
      'Stop the node and start it with `commonhold up`, which builds it.\n'
    return new Response(request.method === 'HEAD' ? null : text, {
      status: 404,
      headers: headersOf('text/plain; charset=utf-8', 'no-store')
    })
  }
}

/** The path of a request that can be one for a page or a file; the API's are not. */
function pathOfPage(request: Request): string | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
  const { pathname } = new URL(request.url)
  return /^\/(v1|artifacts)(\/|$)/.test(pathname) || pathname.includes('//') ? undefined : pathname
}

function reply(request: Request, { bytes, contentType }: DashboardFile): Response {
  // Names in /assets/ hold a digest of their contents; all other names stay when those change.
  const isNamedByContents = new URL(request.url).pathname.startsWith('/assets/')
  const cache = isNamedByContents ? 'public, max-age=31536000, immutable' : 'no-store'
  return new Response(request.method === 'HEAD' ? null : bytes, {
    headers: { ...headersOf(contentType, cache), 'content-length': String(bytes.length) }
  })
}

function headersOf(contentType: string, cache: string): Record<string, string> {
  return {
    'content-type': contentType,
    'cache-control': cache,
    'content-security-policy': contentType.startsWith('text/javascript')
      ? scriptPolicy
      : pagePolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=()'
  }
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, DashboardFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (cause: Error) => {
      throw noDashboard(folder, cause.message)
    }
  )
  const files = new Map<string, DashboardFile>()
  let sizeBytes = 0
  for (const entry of entries) {
    const contentType = contentTypes[posix.extname(entry.name)]
    if (!entry.isFile() || contentType === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = new Uint8Array(await readFile(path))
    sizeBytes += bytes.length
    if (files.size >= filesMax || sizeBytes > bytesMax) throw noDashboard(folder, 'it is too large')
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { bytes, contentType })
  }
  return files
}

function noDashboard(folder: string, why: string): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_DASHBOARD',
    fault: 'caller',
    message: `There is no built dashboard in ${folder}: ${why}.`,
    hint: 'Start the node with `commonhold up`, which builds it.'
  })
}
