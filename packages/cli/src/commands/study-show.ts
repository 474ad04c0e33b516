/** `commonhold study show`: one study, its terms and its rounds. */
import { studyOf } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'
import { describeStudy } from '../output/study-text.ts'

/** Shows a study. */
export const studyShowCommand: CliCommand = {
  name: 'study show',
  summary: 'One study: terms in plain words, members, rounds, and how your data fits',
  examples: ['study show 1', 'study show 1 --json'],
  register(command, act) {
    command.argument('<study>', 'its number')
    act(async ({ client, out }, [id]) => {
      const study = await (await client()).showStudy(studyOf(id))
      out.show(study, () => describeStudy(out, study))
    })
  }
}
