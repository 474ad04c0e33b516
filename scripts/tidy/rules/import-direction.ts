/** Imports go inward; third-party packages stay where they are pinned; walls are kept. */
import { posix } from 'node:path'
import type { Finding, Rule } from '../project.ts'
import { pins, ringOf, sidewaysEdges } from '../rings.ts'
import type { FileImport, SourceFile } from '../source-file.ts'
import { packageOf } from '../source-file.ts'

/**
 * Tests may import any package, because they put a port's real implementation behind a pure part.
 * Pins hold for them too.
 */
export const importDirection: Rule = {
  name: 'import-direction',
  check(project) {
    return project.sources.flatMap((file) => {
      if (file.package === undefined) return []
      const from = file.package
      if (ringOf[from] === undefined) {
        return [{ path: file.path, line: 1, message: `package ${from} has no ring in rings.ts` }]
      }
      return file.imports.flatMap((each) => findings(file, from, each))
    })
  }
}

function findings(file: SourceFile, from: string, each: FileImport): readonly Finding[] {
  const say = (message: string) => [{ path: file.path, line: each.line, message }]
  const { specifier } = each
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier)
    if (packageOf(target) === from || file.path.startsWith('packages/cli/bin/')) return []
    return say(`${specifier} leaves the package: import it as @commonhold/…`)
  }
  const to = /^@commonhold\/([^/]+)/.exec(specifier)?.[1]
  if (to !== undefined) {
    if (to === from || file.isTest || mayImport(from, to)) return []
    return say(`${from} (ring ${ringOf[from]}) may not import ${to} (ring ${ringOf[to] ?? '?'})`)
  }
  const pin = pins.find(({ name }) => name.test(specifier))
  if (pin === undefined || pin.packages.includes(from)) return []
  return say(`${specifier} may be imported only in ${pin.packages.join(', ')}`)
}

function mayImport(from: string, to: string): boolean {
  const fromRing = ringOf[from]
  const toRing = ringOf[to]
  if (fromRing === undefined || toRing === undefined) return false
  return toRing < fromRing || sidewaysEdges.includes(`${from} ${to}`)
}
