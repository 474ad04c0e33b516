/** All files that the rules look at, and how imports between them resolve. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSource, type SourceFile } from './source-file.ts'

/** A broken rule, at a place. */
export type Finding = {
  readonly path: string
  readonly line: number
  readonly message: string
}

/** One rule. */
export type Rule = {
  readonly name: string
  check(project: Project): readonly Finding[]
}

/** The project as the rules see it. */
export type Project = {
  /** Text of every file that was read, by path from the project's folder. */
  readonly texts: ReadonlyMap<string, string>
  /** TypeScript and JavaScript, parsed. */
  readonly sources: readonly SourceFile[]
  /** The path that an import in `from` leads to; undefined where it leaves the project. */
  resolve(from: string, specifier: string): string | undefined
}

const skippedFolders = new Set([
  'node_modules',
  '.git',
  '.cache',
  '.commonhold',
  'contracts/artifacts',
  'contracts/cache',
  'contracts/out',
  'contracts/ts/abi',
  'coverage',
  'packages/web/dist'
])
const readEndings = /\.(ts|tsx|mjs|js|css|html|sol|md|json)$/

/** Reads a project's folder. */
export function readProject(root: string): Project {
  const texts = new Map<string, string>()
  const enter = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (skippedFolders.has(entry.name) || skippedFolders.has(path)) continue
      if (entry.isDirectory()) enter(path)
      else if (entry.isFile() && readEndings.test(path) && entry.name !== 'package-lock.json') {
        texts.set(path, readFileSync(join(root, path), 'utf8'))
      }
    }
  }
  enter('')
  return createProject(texts)
}

/** A project out of texts by path. */
export function createProject(texts: ReadonlyMap<string, string>): Project {
  const sources = [...texts]
    .filter(([path]) => /\.(ts|tsx|mjs|js)$/.test(path))
    .map(([path, text]) => parseSource(path, text))
  return {
    texts,
    sources,
    resolve(from, specifier) {
      const path = pathOf(from, specifier)
      return path !== undefined && texts.has(path) ? path : undefined
    }
  }
}

/** Where a specifier points, whether or not there is such a file. */
function pathOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  const own = /^@commonhold\/([^/]+)(?:\/(.+))?$/.exec(specifier)
  if (!own) return undefined
  const [, name, rest = 'index'] = own
  return name === 'contracts' ? `contracts/ts/${rest}.ts` : `packages/${name}/src/${rest}.ts`
}
