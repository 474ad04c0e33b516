/** `commonhold data add`: gives the node a table. */
import type { CliCommand } from '../cli-command.ts'
import { describeDataset } from '../output/dataset-text.ts'

type AddOptions = { readonly name?: string; readonly target?: string; readonly again?: boolean }

/** Adds a dataset. */
export const dataAddCommand: CliCommand = {
  name: 'data add',
  summary: 'Add a CSV file; its rows stay on this machine',
  examples: [
    'data add patients.csv --target diagnosis',
    'data add /srv/data/loans.csv --name "Loans 2026" --json'
  ],
  register(command, act) {
    command
      .argument('<file>', 'a CSV file whose first line names the columns')
      .option('--target <column>', 'the column to learn')
      .option('--name <name>', "what it is called here (default: the file's name)")
      .option('--again', 'add it though this node holds the same file already')
    act(async ({ client, out, pathOf }, [file], options) => {
      const { name, target, again } = options as AddOptions
      out.progress('reading the file and registering its commitment …')
      const dataset = await (await client()).addDataset({
        path: pathOf(file!),
        ...(name === undefined ? {} : { name }),
        ...(target === undefined ? {} : { target }),
        ...(again === undefined ? {} : { again })
      })
      out.show(dataset, () => describeDataset(out, dataset))
    })
  }
}
