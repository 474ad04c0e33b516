/**
 * Rings 0 and 1 have no world of their own: time, chance, files, network and output come in as
 * ports. So they run the same in a node, a browser tab and a simulation.
 */
import type { Rule } from '../project.ts'
import { pureRingMax, ringOf } from '../rings.ts'
import type { SourceFile } from '../source-file.ts'
import { identifierName, isNode, memberNames, type SyntaxNode, walk } from '../syntax.ts'

const globalNames = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process',
  'fetch',
  'console',
  'performance',
  'localStorage',
  'WebSocket',
  'Worker'
])
const members = new Set(['Date.now', 'Math.random', 'crypto.getRandomValues', 'crypto.randomUUID'])

/** Tests are exempt. A name that the file itself declares is that declaration, not the global. */
export const ambientWorld: Rule = {
  name: 'ambient-world',
  check(project) {
    return project.sources.filter(isPure).flatMap((file) => {
      const declared = declaredNames(file.program)
      const findings = file.imports
        .filter(({ specifier }) => specifier.startsWith('node:'))
        .map(({ specifier, line }) => ({ path: file.path, line, message: said(specifier) }))
      walk(file.program, (node, ancestors) => {
        const name = ambientName(node, ancestors.at(-1))
        if (name === undefined || declared.has(name.split('.')[0]!)) return
        findings.push({ path: file.path, line: file.lineOf(node.start), message: said(name) })
      })
      return findings
    })
  }
}

function isPure(file: SourceFile): boolean {
  const ring = file.package === undefined ? undefined : ringOf[file.package]
  return ring !== undefined && ring <= pureRingMax && !file.isTest
}

function said(name: string): string {
  return `${name} is of the outer world: take it as a port`
}

/** What of the world a node reaches for; undefined where it does not. */
function ambientName(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  const pair = memberNames(node)
  if (pair !== undefined) {
    if (members.has(pair.join('.'))) return pair.join('.')
    return pair[0] === 'globalThis' && globalNames.has(pair[1])
      ? `globalThis.${pair[1]}`
      : undefined
  }
  const isClock = node.type === 'NewExpression' && identifierName(node['callee']) === 'Date'
  if (isClock && (node['arguments'] as readonly unknown[]).length === 0) return 'Date'
  const name = identifierName(node)
  return name !== undefined && globalNames.has(name) && isUse(node, parent) ? name : undefined
}

/** Whether an identifier is looked up, rather than the name of a field or of a declaration. */
function isUse(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent === undefined) return true
  if (parent.type === 'MemberExpression')
    return parent['object'] === node || parent['computed'] === true
  if (parent.type === 'Property') return parent['value'] === node
  return !/^(TS|MethodDefinition|PropertyDefinition|ImportSpecifier|ExportSpecifier)/.test(
    parent.type
  )
}

function declaredNames(program: SyntaxNode): ReadonlySet<string> {
  const names: string[] = []
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator') names.push(...boundNames(node['id']))
    if (/^Import.*Specifier$/.test(node.type)) names.push(...boundNames(node['local']))
    if (/Function/.test(node.type) && Array.isArray(node['params'])) {
      names.push(...node['params'].flatMap(boundNames))
    }
    if (node.type === 'FunctionDeclaration') names.push(...boundNames(node['id']))
  })
  return new Set(names)
}

/** The names that a binding pattern introduces; what it takes for default is not among them. */
function boundNames(pattern: unknown): readonly string[] {
  if (!isNode(pattern)) return []
  const name = identifierName(pattern)
  if (name !== undefined) return [name]
  if (pattern.type === 'AssignmentPattern') return boundNames(pattern['left'])
  if (pattern.type === 'Property') return boundNames(pattern['value'])
  const parts = pattern['properties'] ?? pattern['elements'] ?? [pattern['argument']]
  return (parts as readonly unknown[]).flatMap(boundNames)
}
