/**
 * The two files of a node's home folder that a program on the same machine needs to call the node:
 * where it listens, and the token. Both the node, which writes them, and clients, which read them,
 * take their places from here.
 */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where a node keeps what it owns. */
export type HomeFolder = string

/** The folder that a flag, else `COMMONHOLD_HOME`, else `~/.commonhold` names; absolute. */
export function homeFolderOf(options: {
  readonly flag?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}): HomeFolder {
  const named = options.flag ?? options.env['COMMONHOLD_HOME']
  return resolve(named === undefined || named === '' ? join(homedir(), '.commonhold') : named)
}

/** Path of the API's bearer token, which only the owner may read. */
export function tokenPathOf(home: HomeFolder): string {
  return join(home, 'api', 'token')
}

/** Path of the running node's address: `{"url": "http://127.0.0.1:…", "pid": …}`. */
export function addressPathOf(home: HomeFolder): string {
  return join(home, 'api', 'address.json')
}
