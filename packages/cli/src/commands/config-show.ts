/** `commonhold config show`: every setting, its value and where it came from. */
import type { CliCommand } from '../cli-command.ts'
import { addSettingOptions, settingFlags } from '../setting-options.ts'

/** Shows the configuration that `up` would run with. */
export const configShowCommand: CliCommand = {
  name: 'config show',
  summary: 'Every setting, its value, and where it came from',
  examples: ['config show', 'config show --http-port 7071 --json'],
  register(command, act) {
    addSettingOptions(command)
    act(async ({ deps, home, out }, _args, options) => {
      const { homePaths } = await import('@commonhold/node/home/home-paths')
      const { describeConfig, parseConfig } = await import('@commonhold/node/config/config')
      const { readConfigFile } = await import('@commonhold/node/config/config-file')
      const file = await readConfigFile(homePaths(home))
      const flags = settingFlags(options)
      const settings = describeConfig(parseConfig({ flags, env: deps.env, file }))
      out.show({ home, settings }, () =>
        out.table(
          [
            { title: 'setting', cell: ({ key }) => key },
            { title: 'value', cell: ({ value }) => textOf(value) },
            { title: 'from', cell: ({ origin }) => origin },
            { title: 'meaning', cell: ({ meaning }) => meaning }
          ],
          settings
        )
      )
    })
  }
}

function textOf(value: unknown): string {
  if (value === null) return '-'
  return Array.isArray(value) ? value.join(',') || '-' : String(value)
}
