/** What a file gives is named where it is given: no default exports, no `export *`. */
import type { Rule } from '../project.ts'

/** Files that a tool reads by its own convention may have a default export, as test reporters. */
export const namedExports: Rule = {
  name: 'named-exports',
  check(project) {
    return project.sources.flatMap((file) => {
      const body = file.program['body'] as readonly SourceStatement[]
      return body.flatMap((statement) => {
        const at = { path: file.path, line: file.lineOf(statement.start) }
        if (statement.type === 'ExportAllDeclaration') {
          return [{ ...at, message: 'export * hides what is given: name each export' }]
        }
        if (
          statement.type === 'ExportDefaultDeclaration' &&
          !/(\.config|-reporter)\.(ts|mjs|js)$/.test(file.path)
        ) {
          return [{ ...at, message: 'a default export has no name: export it by name' }]
        }
        return []
      })
    })
  }
}

type SourceStatement = { readonly type: string; readonly start: number }
