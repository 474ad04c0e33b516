/**
 * The licences of everything that is installed. `npm run licences` prints a table, and
 * `npm run licences -- --write` puts it into docs/licences.md.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type InstalledPackage, installedPackages } from './installed-packages.ts'
import { isAllowed, permissive } from './licence-expression.ts'

/**
 * Packages that are let pass under the one licence named, each for a reason: weak copyleft that
 * only builds or tests the project, fonts, and what the expression's grammar does not cover.
 */
export const toolExceptions: Readonly<Record<string, string>> = {
  // Minifies style sheets when the dashboard is built; none of it is in what is served.
  lightningcss: 'MPL-2.0',
  'lightningcss-linux-x64-gnu': 'MPL-2.0',
  'lightningcss-linux-arm64-gnu': 'MPL-2.0',
  'lightningcss-darwin-x64': 'MPL-2.0',
  'lightningcss-darwin-arm64': 'MPL-2.0',
  // Looks for barriers on the dashboard's pages in tests.
  'axe-core': 'MPL-2.0',
  // Fonts: free to bundle with any program, and only not to be sold alone.
  '@fontsource-variable/geist': 'OFL-1.1',
  '@fontsource-variable/geist-mono': 'OFL-1.1',
  // d3 in one package: MIT and ISC, written in words and not as an expression.
  '@visx/vendor': 'MIT and ISC'
}

/** The packages that we may not depend on: copyleft, source-available, or without a licence. */
export function refusedPackages(
  packages: readonly InstalledPackage[],
  exceptions: Readonly<Record<string, string>> = toolExceptions
): readonly InstalledPackage[] {
  return packages.filter(({ name, licence }) => {
    const exception = exceptions[name]
    if (licence === exception) return false
    const allowed = exception === undefined ? permissive : new Set([...permissive, exception])
    return !isAllowed(licence, allowed)
  })
}

/** The table of docs/licences.md. */
export function licenceTable(packages: readonly InstalledPackage[]): string {
  const byLicence = new Map<string, Set<string>>()
  for (const { licence, name, version } of packages) {
    const names = byLicence.get(licence) ?? new Set()
    byLicence.set(licence, names.add(`${name} ${version}`))
  }
  const rows = [...byLicence]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([licence, names]) => `| ${licence} | ${names.size} | ${[...names].sort().join(', ')} |`)
  return ['| licence | packages | which |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const packages = installedPackages(root)
  const table = licenceTable(packages)
  if (process.argv.includes('--write')) {
    const title = '# Licences of what is installed\n\n'
    const note =
      'Written by `npm run licences -- --write`. It covers a whole development checkout on one ' +
      'kind of machine; packages for other machines differ in name only.\n\n'
    writeFileSync(new URL('../../docs/licences.md', import.meta.url), title + note + table)
  }
  console.log(table)
  for (const { path, licence } of refusedPackages(packages)) {
    console.log(`${path}: "${licence}" is not a licence that we may depend on`)
    process.exitCode = 1
  }
}
