/** One TypeScript or JavaScript file, parsed once for all rules. */
import { CommonholdError } from '@commonhold/base'
import { parseSync } from 'oxc-parser'
import type { SyntaxNode } from './syntax.ts'

/** An import, a re-export, or a dynamic import of a constant path. */
export type FileImport = {
  readonly specifier: string
  /** Whether nothing of it is left when types are stripped. */
  readonly isTypeOnly: boolean
  readonly line: number
}

/** A comment, with the offsets of its first and last character. */
export type FileComment = {
  readonly isDoc: boolean
  readonly start: number
  readonly end: number
}

/** A parsed file. Lines count from 1. */
export type SourceFile = {
  /** From the project's folder, with `/`. */
  readonly path: string
  readonly text: string
  readonly program: SyntaxNode
  readonly imports: readonly FileImport[]
  readonly comments: readonly FileComment[]
  /** Whether it is a test, or what only tests and measurements of a package use. */
  readonly isTest: boolean
  /** The package's folder name, where the file is in one. */
  readonly package: string | undefined
  lineOf(offset: number): number
}

/** @throws {CommonholdError} `TIDY_BAD_SYNTAX` where the file does not parse */
export function parseSource(path: string, text: string): SourceFile {
  const { program, module, comments, errors } = parseSync(path, text)
  if (errors.length > 0) {
    throw new CommonholdError({
      code: 'TIDY_BAD_SYNTAX',
      fault: 'caller',
      message: `${path} does not parse: ${errors[0]?.message}.`,
      hint: 'Mend the file so that Node can run it, then run tidy again.'
    })
  }
  const lineOf = lineFinder(text)
  const imports: FileImport[] = [
    ...module.staticImports.map((each) => ({
      specifier: each.moduleRequest.value,
      isTypeOnly: each.entries.length > 0 && each.entries.every((entry) => entry.isType),
      line: lineOf(each.start)
    })),
    ...module.staticExports.flatMap((each) => {
      const request = each.entries[0]?.moduleRequest
      if (!request) return []
      const isTypeOnly = each.entries.every((entry) => entry.isType)
      return [{ specifier: request.value, isTypeOnly, line: lineOf(each.start) }]
    }),
    ...module.dynamicImports.flatMap((each) => {
      const request = text.slice(each.moduleRequest.start, each.moduleRequest.end)
      const specifier = /^(['"`])([^'"`$]*)\1$/.exec(request)?.[2]
      if (specifier === undefined) return []
      return [{ specifier, isTypeOnly: false, line: lineOf(each.start) }]
    })
  ]
  return {
    path,
    text,
    program: program as unknown as SyntaxNode,
    imports,
    comments: comments.map(({ type, value, start, end }) => ({
      isDoc: type === 'Block' && value.startsWith('*'),
      start,
      end
    })),
    isTest: isTestPath(path),
    package: packageOf(path),
    lineOf
  }
}

/** Whether a path is a test's, or of what only a package's tests and measurements use. */
export function isTestPath(path: string): boolean {
  if (/\.(test|suite|bench)\.(ts|mjs)$/.test(path)) return true
  return /^(e2e|(packages|contracts|simulation)\/(.+\/)?(test|testing|bench))\//.test(path)
}

/** The package's folder name that a path lies in. */
export function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1] ?? /^(contracts)\//.exec(path)?.[1]
}

/** A function from an offset to its line, by binary search. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
    starts.push(index + 1)
  }
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
