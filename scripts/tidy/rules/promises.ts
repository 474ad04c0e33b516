/**
 * What we promise has a number, and each number has a test that names it.
 *
 * Promises are the lines `- **R4** …` of `docs/specs/*.md` and of any `SPEC.md`, and the lines
 * `/// - **S1** …` or `///   S1  …` above a contract. A test names one where its own name, or its
 * group's, holds the number as a word; in Solidity where the function's does (`invariant_S1_…`).
 */
import type { Finding, Project, Rule } from '../project.ts'
import { identifierName, isNode, stringValue, walk } from '../syntax.ts'

const inDocument = /^\s*[-*] \*\*([A-Z]{1,3}\d+)\*\*/
const inContract = /^\s*(?:\/\/\/|\*)\s+(?:- )?(?:\*\*([A-Z]{1,3}\d+)\*\*|([A-Z]\d+) {1,4}(?=\S))/
const numbers = /(?<![A-Za-z0-9])[A-Z]{1,3}\d+(?![A-Za-z0-9])/g

/** Two specifications may not give one number to two promises. */
export const promises: Rule = {
  name: 'promise',
  check(project) {
    const tested = testedNumbers(project)
    const findings: Finding[] = []
    const givenAt = new Map<string, string>()
    for (const { path, line, number } of promisesOf(project)) {
      const elsewhere = givenAt.get(number)
      const isDocument = path.endsWith('.md')
      if (isDocument && elsewhere !== undefined) {
        findings.push({ path, line, message: `${number} was already promised in ${elsewhere}` })
      }
      if (isDocument) givenAt.set(number, path)
      if (!tested.has(number)) {
        findings.push({ path, line, message: `${number} is promised, and no test's name has it` })
      }
    }
    return findings
  }
}

function promisesOf(project: Project) {
  return [...project.texts].flatMap(([path, text]) => {
    const isDocument = /^docs\/specs\/[^/]+\.md$|(^|\/)SPEC\.md$/.test(path)
    const isContract = /^contracts\/src\/.+\.sol$/.test(path)
    if (!isDocument && !isContract) return []
    return text.split('\n').flatMap((line, index) => {
      const match = (isDocument ? inDocument : inContract).exec(line)
      const number = match?.[1] ?? match?.[2]
      return number === undefined ? [] : [{ path, line: index + 1, number }]
    })
  })
}

function testedNumbers(project: Project): ReadonlySet<string> {
  const names: string[] = []
  for (const file of project.sources) {
    if (!file.isTest) continue
    walk(file.program, (node) => {
      if (node.type !== 'CallExpression') return
      const callee = node['callee']
      const called =
        identifierName(callee) ?? (isNode(callee) ? identifierName(callee['object']) : '')
      if (!['test', 'it', 'describe', 'suite'].includes(called ?? '')) return
      names.push(stringValue((node['arguments'] as readonly unknown[])[0]) ?? '')
    })
  }
  for (const [path, text] of project.texts) {
    if (!path.endsWith('.t.sol')) continue
    for (const [, name] of text.matchAll(/function\s+([A-Za-z0-9_]+)/g)) names.push(name ?? '')
  }
  return new Set(names.flatMap((name) => name.replaceAll('_', ' ').match(numbers) ?? []))
}
