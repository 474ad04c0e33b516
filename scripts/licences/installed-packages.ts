/** Every third-party package that is installed, with the licence that its package.json states. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One installed package. */
export type InstalledPackage = {
  readonly name: string
  readonly version: string
  /** An SPDX expression; an old list is read as a choice; empty where nothing is stated. */
  readonly licence: string
  /** From the project's folder. */
  readonly path: string
}

/** All packages under `node_modules` and its nested ones. Links to our own are left out. */
export function installedPackages(root: string): readonly InstalledPackage[] {
  const found: InstalledPackage[] = []
  const enter = (folder: string): void => {
    if (!existsSync(join(root, folder))) return
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue
      if (entry.name.startsWith('@')) enter(path)
      else {
        found.push(readPackage(root, path))
        enter(`${path}/node_modules`)
      }
    }
  }
  enter('node_modules')
  for (const folder of workspaceFolders(root)) enter(`${folder}/node_modules`)
  return found.toSorted((left, right) => (left.path < right.path ? -1 : 1))
}

function workspaceFolders(root: string): readonly string[] {
  const packages = existsSync(join(root, 'packages')) ? readdirSync(join(root, 'packages')) : []
  return ['contracts', ...packages.map((name) => `packages/${name}`)]
}

function readPackage(root: string, path: string): InstalledPackage {
  const file = join(root, path, 'package.json')
  const stated: Record<string, unknown> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {}
  return {
    name: String(stated['name'] ?? path),
    version: String(stated['version'] ?? ''),
    licence: statedLicence(stated['license'] ?? stated['licenses']),
    path
  }
}

/** Old packages state an object, or a list of objects among which one may choose. */
function statedLicence(stated: unknown): string {
  if (typeof stated === 'string') return stated
  if (Array.isArray(stated)) return stated.map(statedLicence).join(' OR ')
  if (typeof stated !== 'object' || stated === null || !('type' in stated)) return ''
  return String(stated.type)
}
