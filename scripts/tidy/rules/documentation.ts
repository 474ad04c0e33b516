/** Every file of a package says what it is, and every export what it gives. */
import type { Finding, Rule } from '../project.ts'
import type { SourceFile } from '../source-file.ts'
import { identifierName, isNode, type SyntaxNode, stringValue } from '../syntax.ts'

/**
 * A doc comment stands right above its export. An export on the line after another one's last
 * shares that one's comment, as a type derived from a list does.
 */
export const documentation: Rule = {
  name: 'documentation',
  check(project) {
    return project.sources.flatMap((file) => {
      const isApi = /^(packages\/[^/]+\/src|contracts\/ts)\//.test(file.path)
      if (!isApi || file.path.endsWith('.test.ts') || /(^|\/)index\.ts$/.test(file.path)) return []
      return [...firstComment(file), ...undocumented(file)]
    })
  }
}

function firstComment(file: SourceFile): readonly Finding[] {
  const first = file.comments[0]
  if (first?.isDoc && file.text.slice(0, first.start).trim() === '') return []
  return [{ path: file.path, line: 1, message: 'the file does not begin by saying what it is' }]
}

function undocumented(file: SourceFile): readonly Finding[] {
  const findings: Finding[] = []
  let coveredLine = 0
  for (const statement of file.program['body'] as readonly SyntaxNode[]) {
    const declaration = statement['declaration']
    if (statement.type !== 'ExportNamedDeclaration' || !isNode(declaration)) continue
    const line = file.lineOf(statement.start)
    if (line === coveredLine || hasComment(file, statement)) {
      coveredLine = file.lineOf(statement.end) + 1
      continue
    }
    const message = `${exportName(declaration)} is exported without a doc comment`
    findings.push({ path: file.path, line, message })
  }
  return findings
}

function hasComment(file: SourceFile, statement: SyntaxNode): boolean {
  return file.comments.some(
    ({ isDoc, end }) =>
      isDoc && /^\s*$/.test(file.text.slice(end, statement.start)) && end <= statement.start
  )
}

function exportName(declaration: SyntaxNode): string {
  const declarations = declaration['declarations']
  const named = Array.isArray(declarations) ? declarations[0]?.id : declaration['id']
  return identifierName(named) ?? stringValue(named) ?? declaration.type
}
