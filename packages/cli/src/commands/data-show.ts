/** `commonhold data show`: one table's columns, and how their values lie. */
import type { CliCommand } from '../cli-command.ts'
import { describeDataset } from '../output/dataset-text.ts'

/** Shows a dataset. */
export const dataShowCommand: CliCommand = {
  name: 'data show',
  summary: 'One table: its columns, what they hold and what they lack',
  examples: ['data show patients', 'data show patients --json'],
  register(command, act) {
    command.argument('<dataset>', 'its id, as `data list` shows it')
    act(async ({ client, out }, [id]) => {
      const node = await client()
      const dataset = await node.showDataset(id!)
      const { columns: profiles } = await node.profileDataset(id!)
      out.show({ ...dataset, profiles }, () => describeDataset(out, dataset, profiles))
    })
  }
}
