/** `commonhold study start`. */
import { studyOf } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'

/** Starts a study. */
export const studyStartCommand: CliCommand = {
  name: 'study start',
  summary: 'Start a study that has enough members; its proposer may before the time is up',
  examples: ['study start 1', 'study start 1 --json'],
  register(command, act) {
    command.argument('<study>', 'its number')
    act(async ({ client, out }, [id]) => {
      const change = await (await client()).startStudy(studyOf(id))
      out.show(change, () => `started study ${change.study} (block ${change.block})`)
    })
  }
}
