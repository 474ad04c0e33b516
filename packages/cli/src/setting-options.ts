/** The node's settings as options of commands that start or show a node. */
import { flagOfSetting, settingKeys, settingMeanings } from '@commonhold/node/config/setting-names'
import type { Command } from 'commander'
import type { CliOptions } from './cli-command.ts'

/** Adds one option a setting: `--http-port <value>`. */
export function addSettingOptions(command: Command): void {
  for (const key of settingKeys) {
    command.option(`--${flagOfSetting(key)} <value>`, settingMeanings[key])
  }
}

/** The settings that were given, by flag name, as `parseConfig` takes them. */
export function settingFlags(options: CliOptions): Record<string, string> {
  const flags: Record<string, string> = {}
  for (const flag of settingKeys.map(flagOfSetting)) {
    const value = options[flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())]
    if (typeof value === 'string') flags[flag] = value
  }
  return flags
}
