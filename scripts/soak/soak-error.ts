/** Why a run under load could not be made, or not be ended as it should. */
import { CommonholdError } from '@commonhold/base'

/** @param why without a full stop */
export function badSoakOption(why: string): CommonholdError {
  return new CommonholdError({
    code: 'SOAK_BAD_OPTION',
    fault: 'caller',
    message: `The run cannot begin: ${why}.`,
    hint: 'npm run soak -- --nodes 10 --studies 3 --minutes 30'
  })
}

/** @param why without a full stop */
export function soakFailed(why: string): CommonholdError {
  return new CommonholdError({
    code: 'SOAK_FAILED',
    fault: 'self',
    message: `The run under load failed: ${why}.`,
    hint: 'Look into logs/ in the folders of the nodes, which are kept where a run fails.'
  })
}
