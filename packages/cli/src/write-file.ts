/** Writing a file that the caller named: what hinders it is the caller's to mend. */
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { asCommonholdError, CommonholdError } from '@commonhold/base'
import { writeFileAtomic } from '@commonhold/platform/atomic-file'

/**
 * Replaces the file, whole or not at all.
 * @throws {CommonholdError} `CLI_CANNOT_WRITE`
 */
export async function writeNamedFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFileAtomic(path, bytes)
  } catch (cause) {
    throw new CommonholdError({
      code: 'CLI_CANNOT_WRITE',
      fault: 'caller',
      message: `The file ${path} cannot be written: ${await reasonOf(path, cause)}.`,
      hint: 'Check that its folder exists, that you may write there, and that there is room.',
      details: { path },
      cause
    })
  }
}

async function reasonOf(path: string, cause: unknown): Promise<string> {
  const hasFolder = await stat(dirname(path)).then(
    (found) => found.isDirectory(),
    () => false
  )
  if (!hasFolder) return 'its folder does not exist'
  return asCommonholdError(cause).message.replace(/\.$/, '')
}
