/** The errors of disks, real and simulated: a file that is not there is told from all else. */
import { CommonholdError } from '@commonhold/base'
import { isErrorWithCode } from './error-code.ts'

/** What a failed call on `path` comes to. @param cause an error with POSIX's code, as `ENOENT` */
export function diskFailed(path: string, cause: unknown): CommonholdError {
  const why = cause instanceof Error ? cause.message : String(cause)
  if (isErrorWithCode(cause, 'ENOENT')) {
    return new CommonholdError({
      code: 'PLATFORM_NO_SUCH_FILE',
      fault: 'self',
      message: `There is no ${path}.`,
      hint: 'Check that the folder was not moved or emptied while the node ran.',
      details: { path },
      cause
    })
  }
  return new CommonholdError({
    code: 'PLATFORM_DISK_FAILED',
    fault: 'self',
    message: `The disk refused a call on ${path}: ${why}.`,
    hint: 'Check that the disk has room and that this user may write there.',
    retryable: isErrorWithCode(cause, 'ENOSPC'),
    details: { path },
    cause
  })
}
