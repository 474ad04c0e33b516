/** `commonhold study leave`. */
import { studyOf } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'

/** Leaves a study. */
export const studyLeaveCommand: CliCommand = {
  name: 'study leave',
  summary: 'Withdraw from a study before its start',
  examples: ['study leave 1', 'study leave 1 --json'],
  register(command, act) {
    command.argument('<study>', 'its number')
    act(async ({ client, out }, [id]) => {
      const change = await (await client()).leaveStudy(studyOf(id))
      out.show(change, () => `withdrew from study ${change.study} (block ${change.block})`)
    })
  }
}
