/** A document is one thing, and its one title says which. */
import type { Rule } from '../project.ts'

/** The first line is the title; no other line is one. Lines within code fences do not count. */
export const titles: Rule = {
  name: 'title',
  check(project) {
    return [...project.texts].flatMap(([path, text]) => {
      if (!path.endsWith('.md')) return []
      let isCode = false
      const found = text.split('\n').flatMap((line, index) => {
        if (line.startsWith('```')) isCode = !isCode
        return !isCode && line.startsWith('# ') ? [index + 1] : []
      })
      if (found[0] !== 1) {
        return [{ path, line: 1, message: 'the document does not begin with its title' }]
      }
      return found.slice(1).map((line) => ({ path, line, message: 'a second title: use ##' }))
    })
  }
}
