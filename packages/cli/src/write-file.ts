/** Writing a file that the caller named: what hinders it is the caller's to mend. */
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
      message: `The file ${path} cannot be written: ${reasonOf(cause)}.`,
      hint: 'Check that its folder exists, that you may write there, and that there is room.',
      details: { path },
      cause
    })
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = asCommonholdError(cause)
  // What is missing is not the draft that the message names, but the folder that it would lie in.
  if (code === 'PLATFORM_NO_SUCH_FILE') return 'its folder does not exist'
  return message.replace(/\.$/, '')
}
