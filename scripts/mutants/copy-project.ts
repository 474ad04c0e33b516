/**
 * A copy of the project as it lies in the working tree, to break things in. Third-party packages
 * are linked; the project's own are the copy's, so that what is broken there is what is run.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  symlinkSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const ownScope = '@commonhold'

/** @param root the project's folder @returns the copy's */
export function copyProject(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'commonhold-mutants-'))
  const listed = spawnSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root })
  const paths = listed.stdout.toString('utf8').split('\0')
  for (const path of paths) {
    if (path === '' || !existsSync(join(root, path))) continue
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path))
  }
  linkPackages(root, copy, 'node_modules')
  for (const folder of ['contracts', ...readdirSync(join(root, 'packages')).map(inPackages)]) {
    linkPackages(root, copy, join(folder, 'node_modules'))
  }
  // What is compiled from Solidity is not in the list of files, and some tests start a chain.
  for (const folder of ['contracts/artifacts', 'contracts/cache']) {
    if (existsSync(join(root, folder))) symlinkSync(join(root, folder), join(copy, folder))
  }
  return copy
}

const inPackages = (name: string): string => join('packages', name)

function linkPackages(root: string, copy: string, folder: string): void {
  if (!existsSync(join(root, folder))) return
  mkdirSync(join(copy, folder, ownScope), { recursive: true })
  for (const name of readdirSync(join(root, folder))) {
    if (name !== ownScope) symlinkSync(join(root, folder, name), join(copy, folder, name))
  }
  if (!existsSync(join(root, folder, ownScope))) return
  for (const name of readdirSync(join(root, folder, ownScope))) {
    const own = relative(root, realpathSync(join(root, folder, ownScope, name)))
    symlinkSync(join(copy, own), join(copy, folder, ownScope, name))
  }
}
