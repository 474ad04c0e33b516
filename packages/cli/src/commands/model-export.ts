/** `commonhold model export`: the model as a file that other tools read. */

import { formatBytes } from '@commonhold/sdk/format'
import { modelOf } from '../arguments.ts'
import type { CliCommand } from '../cli-command.ts'

/** Writes a model to a file. */
export const modelExportCommand: CliCommand = {
  name: 'model export',
  summary: 'Write a model to a safetensors file',
  examples: ['model export 3 model.safetensors', 'model export study-1 model.safetensors --json'],
  register(command, act) {
    command.argument('<model>', 'its asset number, or study-N').argument('<file>', 'where to')
    act(async ({ client, deps, out, pathOf }, [id, file]) => {
      const path = pathOf(file!)
      const bytes = await (await client()).exportModel(modelOf(id))
      await deps.writeFile(path, bytes)
      const sizeBytes = bytes.length
      out.show({ path, sizeBytes }, () => `wrote ${formatBytes(sizeBytes)} to ${path}`)
    })
  }
}
