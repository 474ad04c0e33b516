/**
 * A node's configuration, from four layers: flags over environment over file over default. Pure:
 * whoever calls reads the environment and the file. Each value keeps its origin, so that
 * `commonhold config show` can answer where a surprise comes from.
 */
import { CommonholdError } from '@commonhold/base'
import { z } from 'zod'
import {
  envOfSetting,
  flagOfSetting,
  type SettingKey,
  settingKeys,
  settingMeanings
} from './setting-names.ts'
import { settingDefaults, settingSchemas } from './settings.ts'

/** Names of the environment that mean something to the command, and are no settings. */
const otherEnvNames: readonly string[] = [
  'COMMONHOLD_HOME',
  'COMMONHOLD_PASSPHRASE',
  'COMMONHOLD_BACKUP_PASSPHRASE'
]

/** The settings' values by their key. */
export type Config = {
  readonly [Key in SettingKey]: z.output<(typeof settingSchemas)[Key]>
}

/** Where a value came from. */
export type ConfigOrigin = 'flag' | 'env' | 'file' | 'default' | 'unset'

/** What each layer says. */
export type ConfigLayers = {
  /** By flag name without hyphens in front: `http-port`. */
  readonly flags: Readonly<Record<string, string | undefined>>
  readonly env: Readonly<Record<string, string | undefined>>
  /** The parsed `config.json`, or undefined where there is none. */
  readonly file: unknown
}

/** A configuration and where it came from. */
export type ParsedConfig = {
  readonly config: Config
  readonly origins: Readonly<Record<SettingKey, ConfigOrigin>>
}

/** @throws {CommonholdError} `NODE_BAD_CONFIG` for an unknown setting or a value out of range */
export function parseConfig(layers: ConfigLayers): ParsedConfig {
  refuseUnknown(layers)
  const fromFile = flatten(layers.file ?? {}, '')
  const config: Record<string, unknown> = {}
  const origins: Record<string, ConfigOrigin> = {}
  for (const key of settingKeys) {
    const { origin, value } = pick(key, layers, fromFile)
    const parsed = settingSchemas[key].safeParse(value)
    if (!parsed.success) throw badValue(key, origin, value, parsed.error)
    config[key] = parsed.data
    origins[key] = origin
  }
  return {
    config: config as Config,
    origins: origins as Readonly<Record<SettingKey, ConfigOrigin>>
  }
}

/** The settings as `config.json` nests them. */
export function nestConfig(values: Partial<Config>): Record<string, unknown> {
  const nested: Record<string, unknown> = {}
  for (const key of settingKeys) {
    if (values[key] === undefined) continue
    const path = key.split('.')
    let place = nested
    for (const part of path.slice(0, -1)) {
      place[part] ??= {}
      place = place[part] as Record<string, unknown>
    }
    place[path.at(-1)!] = values[key]
  }
  return nested
}

/** The list that `commonhold config show` prints. */
export function describeConfig({ config, origins }: ParsedConfig): readonly {
  readonly key: SettingKey
  readonly value: unknown
  readonly origin: ConfigOrigin
  readonly meaning: string
}[] {
  return settingKeys.map((key) => ({
    key,
    value: config[key] ?? null,
    origin: origins[key],
    meaning: settingMeanings[key]
  }))
}

function pick(
  key: SettingKey,
  { flags, env }: ConfigLayers,
  fromFile: ReadonlyMap<string, unknown>
): { readonly origin: ConfigOrigin; readonly value: unknown } {
  const flag = flags[flagOfSetting(key)]
  if (flag !== undefined) return { origin: 'flag', value: ofText(key, flag) }
  const named = env[envOfSetting(key)]
  if (named !== undefined) return { origin: 'env', value: ofText(key, named) }
  if (fromFile.has(key)) return { origin: 'file', value: fromFile.get(key) }
  const value = settingDefaults[key]
  return { origin: value === undefined ? 'unset' : 'default', value }
}

/** Text of a flag or the environment, as the setting's kind writes it. Lists have commas. */
function ofText(key: SettingKey, text: string): unknown {
  const schema = z.toJSONSchema(settingSchemas[key], { io: 'input' })
  if (schema.type === 'integer') return /^\d{1,15}$/.test(text) ? Number(text) : text
  if (schema.type !== 'array') return text
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function refuseUnknown({ flags, env, file }: ConfigLayers): void {
  const flagNames = settingKeys.map(flagOfSetting)
  for (const flag of Object.keys(flags)) {
    if (!flagNames.includes(flag)) throw unknown(`--${flag}`)
  }
  const envNames = [...settingKeys.map(envOfSetting), ...otherEnvNames]
  for (const name of Object.keys(env)) {
    if (name.startsWith('COMMONHOLD_') && !envNames.includes(name)) throw unknown(name)
  }
  for (const key of flatten(file ?? {}, '').keys()) {
    if (!(settingKeys as readonly string[]).includes(key)) throw unknown(`${key} in config.json`)
  }
}

/** How many names a setting's key has at most. What lies deeper is no setting's. */
const namesMax = Math.max(...settingKeys.map((key) => key.split('.').length))

function flatten(value: unknown, prefix: string, depth = 0): Map<string, unknown> {
  const isFolder = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isFolder || depth === namesMax) return new Map([[prefix, value]])
  const entries = Object.entries(value).flatMap(([key, inner]) => [
    ...flatten(inner, prefix === '' ? key : `${prefix}.${key}`, depth + 1)
  ])
  return new Map(entries)
}

function unknown(name: string): CommonholdError {
  return badConfig(`${name.slice(0, 100)} is no setting`)
}

function badValue(
  key: SettingKey,
  origin: ConfigOrigin,
  value: unknown,
  error: z.ZodError
): CommonholdError {
  const where = {
    flag: `--${flagOfSetting(key)}`,
    env: envOfSetting(key),
    file: `${key} in config.json`,
    default: `the default of ${key}`,
    unset: key
  }[origin]
  const seen = shown(value)
  const why = error.issues.map((issue) => issue.message).join('; ')
  return badConfig(`${where} is ${seen}: ${why.slice(0, 300)}`)
}

/** A value as its owner wrote it, cut short; of lists and objects their kind, however deep. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return JSON.stringify(value)?.slice(0, 100) ?? 'nothing'
}

function badConfig(what: string): CommonholdError {
  return new CommonholdError({
    code: 'NODE_BAD_CONFIG',
    fault: 'caller',
    message: `The configuration was refused: ${what}.`,
    hint: '`commonhold config show` lists every setting, its value and where it came from.'
  })
}
