/** `commonhold data remove`: withdraws a table, for good. */
import type { CliCommand } from '../cli-command.ts'

/** Removes a dataset. */
export const dataRemoveCommand: CliCommand = {
  name: 'data remove',
  summary: 'Revoke a table on the ledger, and forget its salt and copy',
  examples: ['data remove patients', 'data remove patients --yes --json'],
  register(command, act) {
    command.argument('<dataset>', 'its id, as `data list` shows it').option('--yes', 'do not ask')
    act(async ({ client, confirm, out }, [id]) => {
      const node = await client()
      const { asset, rows } = await node.showDataset(id!)
      await confirm(`Withdraw ${id} (asset ${asset}, ${rows} rows) for good?`)
      const removed = await node.removeDataset(id!)
      out.show(removed, () => `removed ${removed.dataset}; asset ${removed.asset} is revoked`)
    })
  }
}
