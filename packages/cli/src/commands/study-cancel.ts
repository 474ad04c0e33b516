/** `commonhold study cancel`: ends a study without a model. */
import { studyOf } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'

/** Cancels a study. */
export const studyCancelCommand: CliCommand = {
  name: 'study cancel',
  summary: 'Cancel a study, for everyone in it',
  examples: ['study cancel 1', 'study cancel 1 --yes --json'],
  register(command, act) {
    command.argument('<study>', 'its number').option('--yes', 'do not ask')
    act(async ({ client, confirm, out }, [id]) => {
      const node = await client()
      const study = await node.showStudy(studyOf(id))
      await confirm(`Cancel study ${study.study} for its ${study.memberCount} members?`)
      const change = await node.cancelStudy(study.study)
      out.show(change, () => `cancelled study ${change.study} (block ${change.block})`)
    })
  }
}
