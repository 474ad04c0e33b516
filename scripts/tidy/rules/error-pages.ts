/** Each error code has a page that says what happened and what to do; each page has a code. */
import type { Finding, Project, Rule } from '../project.ts'
import { identifierName, stringValue, walk } from '../syntax.ts'

const codePattern = /^[A-Z]+(_[A-Z0-9]+)+$/
const pagePattern = /^docs\/errors\/([A-Z0-9_]+)\.md$/

/**
 * A code is a string after `code:` or `code =` in a source that is no test. A page stands where its
 * code is written as a string anywhere in one, since a code may pass through a function.
 */
export const errorPages: Rule = {
  name: 'error-page',
  check(project) {
    const { raised, written } = codes(project)
    const findings: Finding[] = []
    for (const [code, place] of raised) {
      if (project.texts.has(`docs/errors/${code}.md`)) continue
      findings.push({ ...place, message: `${code} has no page docs/errors/${code}.md` })
    }
    for (const [path, text] of project.texts) {
      const code = pagePattern.exec(path)?.[1]
      if (code === undefined) continue
      if (!written.has(code)) findings.push({ path, line: 1, message: `no source raises ${code}` })
      if (text.split('\n')[0] !== `# ${code}`) {
        findings.push({ path, line: 1, message: `the title is not "# ${code}"` })
      }
    }
    return findings
  }
}

type Place = { readonly path: string; readonly line: number }

function codes(project: Project) {
  const raised = new Map<string, Place>()
  const written = new Set<string>()
  for (const file of project.sources) {
    if (file.isTest) continue
    walk(file.program, (node) => {
      const text = stringValue(node)
      if (text !== undefined && codePattern.test(text)) written.add(text)
      if (node.type !== 'Property' && node.type !== 'PropertyDefinition') return
      const code = identifierName(node['key']) === 'code' ? stringValue(node['value']) : undefined
      if (code === undefined || !codePattern.test(code) || raised.has(code)) return
      raised.set(code, { path: file.path, line: file.lineOf(node.start) })
    })
  }
  return { raised, written }
}
