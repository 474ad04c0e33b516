/** A file is read in one sitting, a function on one screen, a line without scrolling. */
import type { Finding, Rule } from '../project.ts'
import { isTestPath, type SourceFile } from '../source-file.ts'
import { identifierName, isNode, type SyntaxNode, walk } from '../syntax.ts'

const fileLinesMax = 400
const testLinesMax = 500
const functionLinesMax = 70
const columnsMax = 100
const solidityColumnsMax = 120

/** Lines with a web address may be as long as it is. */
export const fileSize: Rule = {
  name: 'file-size',
  check(project) {
    return [...project.texts].flatMap(([path, text]) => {
      if (!/\.(ts|tsx|mjs|js|css|sol)$/.test(path)) return []
      const lines = text.replace(/\n$/, '').split('\n')
      const isTest = isTestPath(path) || path.endsWith('.t.sol')
      const linesMax = isTest ? testLinesMax : fileLinesMax
      const columns = path.endsWith('.sol') ? solidityColumnsMax : columnsMax
      const findings: Finding[] = lines.flatMap((line, index) => {
        if (line.length <= columns || line.includes('://')) return []
        const message = `${line.length} columns, over ${columns}`
        return [{ path, line: index + 1, message }]
      })
      if (lines.length > linesMax) {
        findings.push({ path, line: linesMax, message: `${lines.length} lines, over ${linesMax}` })
      }
      return findings
    })
  }
}

/** Closures count; in tests, the functions that only hold tests do not. */
export const functionSize: Rule = {
  name: 'function-size',
  check(project) {
    return project.sources.flatMap((file) => {
      const findings: Finding[] = []
      walk(file.program, (node) => {
        if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type))
          return
        const first = file.lineOf(node.start)
        const lines = file.lineOf(node.end) - first + 1
        if (lines <= functionLinesMax || (file.isTest && holdsTests(node))) return
        const message = `a function of ${lines} lines, over ${functionLinesMax}`
        findings.push({ path: file.path, line: first, message })
      })
      return findings
    })
  }
}

/** Whether a function's own statements register tests. */
function holdsTests(node: SourceFile['program']): boolean {
  let holds = false
  walk(node, (inner: SyntaxNode) => {
    const callee = inner.type === 'CallExpression' ? inner['callee'] : undefined
    const name = identifierName(callee) ?? (isNode(callee) ? identifierName(callee['object']) : '')
    if (inner !== node && ['test', 'it', 'describe', 'suite'].includes(name ?? '')) holds = true
  })
  return holds
}
