/** The page that tells how the defences fared when they were taken away. */
import { mutants } from './mutant-list.ts'
import type { Judged } from './mutants.ts'

/**
 * Markdown, with a line for each defence. A run of some keeps what the page said of the others.
 * @param before the page as it was; empty where there is none
 */
export function mutantsPage(judged: readonly Judged[], before: string): string {
  const lines = new Map(
    before.split('\n').flatMap((line) => {
      const id = /^\| ([A-Z]\d+[a-z]?) \|/.exec(line)?.[1]
      return id === undefined ? [] : [[id, line] as const]
    })
  )
  for (const each of judged) lines.set(each.mutant.id, lineOf(each))
  const rows = mutants.flatMap(({ id }) => lines.get(id) ?? [])
  const caught = rows.filter((row) => row.includes('| caught |')).length
  return [
    '# Defences taken away',
    '',
    'Made by `npm run mutants -- --write`; ids are those of [attacks.md](attacks.md). Each defence',
    'was removed in a copy of the project, and the test that is named was run there: `caught`',
    'means that it failed. The contracts have their own (`node contracts/scripts/mutants.ts`).',
    '',
    `${caught} of ${rows.length} were caught.`,
    '',
    '| id | what was taken away | where | outcome | first test that failed |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ''
  ].join('\n')
}

function lineOf({ mutant: { id, defence, file, test }, verdict, by }: Judged): string {
  const link = (path: string) => `[${path.split('/').at(-1)}](../../${path})`
  const words = by.replaceAll('|', '\\|').slice(0, 160)
  return `| ${id} | ${defence} | ${link(file)} | ${verdict} | ${link(test)}: ${words} |`
}
