/** The page that tells how the defences fared when they were taken away. */
import type { Judged } from './mutants.ts'

/** Markdown, with a line for each. */
export function mutantsPage(judged: readonly Judged[]): string {
  const caught = judged.filter(({ verdict }) => verdict === 'caught').length
  const rows = judged.map(({ mutant: { id, defence, file, test }, verdict, by }) => {
    const link = (path: string) => `[${path.split('/').at(-1)}](../../${path})`
    return `| ${id} | ${defence} | ${link(file)} | ${verdict} | ${link(test)}: ${cell(by)} |`
  })
  return [
    '# Defences taken away',
    '',
    'Made by `npm run mutants -- --write`; ids are those of [attacks.md](attacks.md). Each defence',
    'was removed in a copy of the project, and the test that is named was run there: `caught` means',
    'that it failed. The contracts have their own (`node contracts/scripts/mutants.ts`).',
    '',
    `${caught} of ${judged.length} were caught.`,
    '',
    '| id | what was taken away | where | outcome | first test that failed |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ''
  ].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').slice(0, 160)
}
