/**
 * The licences of everything that is installed. `npm run licences` prints a table, and
 * `npm run licences -- --write` puts it into docs/licences.md.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type InstalledPackage, installedPackages } from './installed-packages.ts'
import { isAllowed, permissive } from './licence-expression.ts'

/**
 * Packages under a weak copyleft licence that only build or test the project, by name, with the
 * one licence that is let pass. Each needs a reason here. None is needed today.
 */
export const toolExceptions: Readonly<Record<string, string>> = {}

/** The packages that we may not depend on: copyleft, source-available, or without a licence. */
export function refusedPackages(
  packages: readonly InstalledPackage[],
  exceptions: Readonly<Record<string, string>> = toolExceptions
): readonly InstalledPackage[] {
  return packages.filter(({ name, licence }) => {
    const exception = exceptions[name]
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
