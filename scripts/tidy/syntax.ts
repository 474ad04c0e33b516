/** The little of a syntax tree that the rules need: nodes of any kind, walked in order. */

/** A node of the ESTree that oxc-parser makes; offsets count UTF-16 units of the text. */
export type SyntaxNode = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** Calls `visit` for every node under `root`, itself first, with the nodes it lies in. */
export function walk(
  root: SyntaxNode,
  visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => void
): void {
  const ancestors: SyntaxNode[] = []
  const enter = (node: SyntaxNode): void => {
    visit(node, ancestors)
    ancestors.push(node)
    for (const value of Object.values(node)) {
      if (isNode(value)) enter(value)
      else if (Array.isArray(value)) value.filter(isNode).forEach(enter)
    }
    ancestors.pop()
  }
  enter(root)
}

/** Whether a field holds a node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** The name of an identifier; undefined where the value is something else. */
export function identifierName(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== 'Identifier') return undefined
  return String(value['name'])
}

/** The text of a string literal, or of a template without holes; undefined where it is neither. */
export function stringValue(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value']
  if (value.type !== 'TemplateLiteral') return undefined
  const quasis = value['quasis'] as readonly { readonly value: { readonly cooked: string } }[]
  return quasis.map((quasi) => quasi.value.cooked).join('…')
}

/** Both names of `object.property`; undefined where it is not that plain. */
export function memberNames(node: SyntaxNode): readonly [string, string] | undefined {
  if (node.type !== 'MemberExpression' || node['computed'] === true) return undefined
  const object = identifierName(node['object'])
  const property = identifierName(node['property'])
  return object === undefined || property === undefined ? undefined : [object, property]
}
