/** A file is found by its name: kebab-case, after its one main export, and never a drawer. */
import { posix } from 'node:path'
import type { Rule } from '../project.ts'

const drawers = new Set(['utils', 'util', 'helpers', 'common', 'misc', 'types', 'constants'])
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
const solidity = /^[A-Z][A-Za-z0-9]*$/

/** Solidity files are named as their contract; a TypeScript test of one may be too. */
export const fileNames: Rule = {
  name: 'file-name',
  check(project) {
    return [...project.texts.keys()]
      .filter((path) => /\.(ts|tsx|mjs|js|css|sol)$/.test(path))
      .flatMap((path) => {
        const stem = posix.basename(path).split('.')[0]!
        const say = (message: string) => [{ path, line: 1, message }]
        if (drawers.has(stem.toLowerCase())) {
          return say(`"${stem}" says nothing: name the file for its main export`)
        }
        const isNamedAsContract = path.startsWith('contracts/') && solidity.test(stem)
        if (kebab.test(stem) || isNamedAsContract) return []
        return say(`"${stem}" is not in kebab-case`)
      })
  }
}
