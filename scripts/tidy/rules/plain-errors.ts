/** Every failure has a code, a fault and a hint: plain errors have none of them. */
import type { Finding, Rule } from '../project.ts'
import { identifierName, isNode, walk } from '../syntax.ts'

const plain = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError'])

/** Tests may throw what they like, and so may what runs before anything is installed. */
export const plainErrors: Rule = {
  name: 'plain-error',
  check(project) {
    return project.sources.flatMap((file) => {
      if (file.isTest || !file.path.endsWith('.ts')) return []
      const findings: Finding[] = []
      walk(file.program, (node) => {
        const thrown = node.type === 'ThrowStatement' ? node['argument'] : undefined
        const name = isNode(thrown) ? (identifierName(thrown['callee']) ?? '') : ''
        if (!plain.has(name)) return
        const message = `throws ${name}: throw a CommonholdError with a code and a hint`
        findings.push({ path: file.path, line: file.lineOf(node.start), message })
      })
      return findings
    })
  }
}
