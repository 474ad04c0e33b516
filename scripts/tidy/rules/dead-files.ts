/** A source that nobody imports is either unfinished or left behind. */
import { posix } from 'node:path'
import type { Project, Rule } from '../project.ts'
import type { SourceFile } from '../source-file.ts'

/**
 * Where work begins needs no importer: a package's index, a test or measurement, a tool's
 * configuration, ambient declarations, and a file that runs when it is the main one
 * (`import.meta.main`). A file also lives where a package.json or a source that is no test names
 * its path as text, where one names it relative to itself in
 * `new URL('./x.ts', import.meta.url)`, and where a page loads it as a script.
 */
export const deadFiles: Rule = {
  name: 'dead-file',
  check(project) {
    const imported = importedPaths(project)
    return project.sources
      .filter((file) => !isEntry(file) && !imported.has(file.path) && !isNamed(project, file.path))
      .map(({ path }) => ({ path, line: 1, message: 'no source but a test imports this file' }))
  }
}

function importedPaths(project: Project): ReadonlySet<string> {
  return new Set(
    project.sources
      .filter((file) => !/\.test\.(ts|mjs)$/.test(file.path))
      .flatMap((file) =>
        file.imports.flatMap(({ specifier }) => project.resolve(file.path, specifier) ?? [])
      )
  )
}

function isEntry(file: SourceFile): boolean {
  return (
    file.isTest ||
    /(^|\/)index\.ts$/.test(file.path) ||
    /\.config\.(ts|mjs|js)$/.test(file.path) ||
    file.path.endsWith('.d.ts') ||
    file.text.includes('import.meta.main')
  )
}

function isNamed(project: Project, path: string): boolean {
  const relative = `'./${posix.basename(path)}', import.meta.url`
  return [...project.texts].some(([other, text]) => {
    if (other.endsWith('.html')) {
      return text.includes(`"/${posix.relative(posix.dirname(other), path)}"`)
    }
    if (other === path || !/(^|\/)package\.json$|\.(ts|tsx|mjs|js)$/.test(other)) return false
    if (/\.test\.(ts|mjs)$/.test(other)) return false
    if (posix.dirname(other) === posix.dirname(path) && text.includes(relative)) return true
    return text.includes(path)
  })
}
