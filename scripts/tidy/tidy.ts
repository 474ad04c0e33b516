/**
 * The project's style as a test: `npm run tidy` prints each broken rule as
 * `file:line rule message` and ends with 1 where there is one. Reads every file once; a second or
 * two for the whole project.
 */
import { fileURLToPath } from 'node:url'
import { type Finding, type Project, type Rule, readProject } from './project.ts'
import { ambientWorld } from './rules/ambient-world.ts'
import { deadFiles } from './rules/dead-files.ts'
import { documentation } from './rules/documentation.ts'
import { errorPages } from './rules/error-pages.ts'
import { namedExports } from './rules/exports.ts'
import { fileNames } from './rules/file-names.ts'
import { importCycles } from './rules/import-cycles.ts'
import { importDirection } from './rules/import-direction.ts'
import { ownIndex } from './rules/own-index.ts'
import { plainErrors } from './rules/plain-errors.ts'
import { promises } from './rules/promises.ts'
import { fileSize, functionSize } from './rules/sizes.ts'
import { titles } from './rules/titles.ts'

/** Every rule, in the order in which findings are printed. */
export const rules: readonly Rule[] = [
  importDirection,
  importCycles,
  ownIndex,
  ambientWorld,
  fileNames,
  fileSize,
  functionSize,
  namedExports,
  plainErrors,
  documentation,
  errorPages,
  promises,
  deadFiles,
  titles
]

/** What breaks which rule, by rule and then by place. */
export function tidy(project: Project): readonly (Finding & { readonly rule: string })[] {
  return rules.flatMap((rule) =>
    rule
      .check(project)
      .map((finding) => ({ ...finding, rule: rule.name }))
      .toSorted((left, right) => left.path.localeCompare(right.path) || left.line - right.line)
  )
}

if (import.meta.main) {
  const only = process.argv.slice(2)
  const findings = tidy(readProject(fileURLToPath(new URL('../..', import.meta.url)))).filter(
    ({ path }) => only.length === 0 || only.some((folder) => path.startsWith(folder))
  )
  for (const { path, line, rule, message } of findings) {
    console.log(`${path}:${line} ${rule} ${message}`)
  }
  console.log(findings.length === 0 ? 'tidy: all rules hold' : `tidy: ${findings.length} findings`)
  if (findings.length > 0) process.exitCode = 1
}
