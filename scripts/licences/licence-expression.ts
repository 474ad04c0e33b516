/**
 * Whether a package's licence expression lets us use it: SPDX 2.3, Annex D, with `AND`, `OR`,
 * `WITH` and parentheses. What does not parse is not allowed.
 */

/** Licences that ask for no more than a notice. */
export const permissive: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unicode-3.0',
  'Unlicense',
  'Zlib'
])

/** True where some choice that the expression leaves open consists of `allowed` licences alone. */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  let position = 0
  const take = (token: string): boolean => {
    if (tokens[position] !== token) return false
    position += 1
    return true
  }
  const either = (): boolean | undefined => {
    let holds = both()
    while (holds !== undefined && take('OR')) {
      const right = both()
      holds = right === undefined ? undefined : holds || right
    }
    return holds
  }
  const both = (): boolean | undefined => {
    let holds = single()
    while (holds !== undefined && take('AND')) {
      const right = single()
      holds = right === undefined ? undefined : holds && right
    }
    return holds
  }
  const single = (): boolean | undefined => {
    if (take('(')) {
      const inner = either()
      return take(')') ? inner : undefined
    }
    const name = tokens[position]
    if (name === undefined || !/^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(name)) return undefined
    if (name === 'AND' || name === 'OR' || name === 'WITH') return undefined
    position += 1
    if (!take('WITH')) return allowed.has(name)
    const exception = tokens[position]
    position += 1
    return allowed.has(`${name} WITH ${exception}`)
  }
  return either() === true && position === tokens.length
}
