/** The bytes of a CSV file, bounded: one that its owner names, or the node's own copy of it. */
import { stat } from 'node:fs/promises'
import { CommonholdError } from '@commonhold/base'
import { readFileIfPresent } from '@commonhold/platform'

/** The largest file that can be added. */
const datasetBytesMax = 1024 * 1024 * 1024

/** @throws {CommonholdError} `NODE_NO_SUCH_FILE`, `PLATFORM_READ_FAILED` where it is too large */
export async function readTable(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFileIfPresent(path, { bytesMax: datasetBytesMax })
  if (bytes !== undefined) return bytes
  throw noSuchFile(path)
}

/** Its size in bytes. @throws {CommonholdError} `NODE_NO_SUCH_FILE` */
export async function tableSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (cause) {
    throw noSuchFile(path, cause)
  }
}

function noSuchFile(path: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'NODE_NO_SUCH_FILE',
    fault: 'caller',
    message: `There is no file ${path}.`,
    hint: 'Give the path of a CSV file that this node’s user may read.',
    details: { path },
    cause
  })
}
