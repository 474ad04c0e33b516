/**
 * No file imports itself at run time, on whatever way round. Imports of types alone are left out,
 * because nothing of them is left when Node strips types.
 *
 * Strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1, 1972), in time linear in
 * files and imports.
 */
import type { Finding, Project, Rule } from '../project.ts'

/** Reports each cycle once, at the alphabetically first of its files. */
export const importCycles: Rule = {
  name: 'import-cycle',
  check(project) {
    const graph = runtimeImports(project)
    return components(graph)
      .filter((members) => members.length > 1 || graph.get(members[0]!)?.includes(members[0]!))
      .map((members): Finding => {
        const sorted = members.toSorted()
        const message = `these import each other at run time: ${sorted.join(', ')}`
        return { path: sorted[0]!, line: 1, message }
      })
  }
}

function runtimeImports(project: Project): ReadonlyMap<string, readonly string[]> {
  return new Map(
    project.sources.map((file) => {
      const targets = file.imports
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .flatMap(({ specifier }) => project.resolve(file.path, specifier) ?? [])
      return [file.path, targets]
    })
  )
}

function components(graph: ReadonlyMap<string, readonly string[]>): readonly string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const enter = (path: string): number => {
    const index = order.size
    order.set(path, index)
    low.set(path, index)
    stack.push(path)
    for (const next of graph.get(path) ?? []) {
      const reached = order.has(next)
        ? stack.includes(next)
          ? order.get(next)!
          : index
        : enter(next)
      low.set(path, Math.min(low.get(path)!, reached))
    }
    if (low.get(path) === index) found.push(stack.splice(stack.indexOf(path)))
    return low.get(path)!
  }
  for (const path of graph.keys()) if (!order.has(path)) enter(path)
  return found
}
