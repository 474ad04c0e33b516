/** How to call the node of a home folder on this machine: from two files that it keeps there. */
import { readFile } from 'node:fs/promises'
import { CommonholdError } from '@commonhold/base'
import { z } from 'zod'
import { addressPathOf, type HomeFolder, tokenPathOf } from '../home-files.ts'
import type { NodeAddress } from './call.ts'

const addressSchema = z.object({ url: z.url({ protocol: /^http$/ }).max(300) })

/** @throws {CommonholdError} `SDK_NODE_NOT_RUNNING` where the files are missing or no such ones */
export async function readHomeAddress(home: HomeFolder): Promise<NodeAddress> {
  try {
    const [address, token] = await Promise.all([
      readFile(addressPathOf(home), 'utf8'),
      readFile(tokenPathOf(home), 'utf8')
    ])
    return { url: addressSchema.parse(JSON.parse(address)).url, token: token.trim() }
  } catch (cause) {
    throw new CommonholdError({
      code: 'SDK_NODE_NOT_RUNNING',
      fault: 'caller',
      message: `No node runs on ${home}.`,
      hint: 'Start it with `commonhold up`, or name its folder with --home.',
      retryable: true,
      cause
    })
  }
}
