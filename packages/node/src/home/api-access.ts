/** What lets programs of the same user call the node: its token, and the address it got. */
import { rm } from 'node:fs/promises'
import { CommonholdError, fromUtf8, type Random, Secret } from '@commonhold/base'
import { readFileIfPresent, writeFileAtomic } from '@commonhold/platform'
import type { HomePaths } from './home-paths.ts'

const tokenBytes = 32
const tokenPattern = /^[A-Za-z0-9_-]{43}$/

/**
 * The home's token; made at the first call, with mode 0600.
 * @throws {CommonholdError} `NODE_BAD_TOKEN_FILE` where the file holds something else
 */
export async function openApiToken(paths: HomePaths, random: Random): Promise<Secret<string>> {
  const bytes = await readFileIfPresent(paths.token, { bytesMax: 256 })
  if (bytes === undefined) {
    const token = Buffer.from(random.bytes(tokenBytes)).toString('base64url')
    await writeFileAtomic(paths.token, `${token}\n`, { access: 'private' })
    return new Secret(token)
  }
  const token = fromUtf8(bytes).trim()
  if (tokenPattern.test(token)) return new Secret(token)
  throw new CommonholdError({
    code: 'NODE_BAD_TOKEN_FILE',
    fault: 'caller',
    message: `The file ${paths.token} does not hold a token.`,
    hint: 'Delete it: the node makes a new one at its next start.'
  })
}

/** Tells where the node listens. */
export async function writeApiAddress(
  paths: HomePaths,
  address: { readonly url: string; readonly pid: number }
): Promise<void> {
  await writeFileAtomic(paths.address, `${JSON.stringify(address)}\n`, { access: 'private' })
}

/** Takes the address back, when the node stops. */
export async function removeApiAddress(paths: HomePaths): Promise<void> {
  await rm(paths.address, { force: true })
}
