/** Reads the `code` that Node puts on its errors, such as `ENOENT`. */

/** Whether `cause` is an error that carries this code. */
export function isErrorWithCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code
}
