/** The errors of what comes out of a sum, and of what went into a stage. */
import { CommonholdError } from '@commonhold/base'

/** `LEARNING_BAD_SUM`: no honest members could have made this sum. */
export function badSum(why: string, details?: Readonly<Record<string, unknown>>): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_SUM',
    fault: 'peer',
    message: `The members' sum was refused: ${why}.`,
    hint: 'At least one member sent a wrong vector: repeat the round without it.',
    ...(details === undefined ? {} : { details })
  })
}

/** `LEARNING_TOO_MANY_CATEGORIES`: the members have more of them than the plan has room for. */
export function tooManyCategories(
  message: string,
  details: Readonly<Record<string, unknown>>
): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_TOO_MANY_CATEGORIES',
    fault: 'caller',
    message,
    hint: 'Propose a plan with larger limits, or without the columns that have many categories.',
    details
  })
}

/** `LEARNING_BAD_ARTEFACT`: the bytes are not what a stage of this plan makes. */
export function badArtefact(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'LEARNING_BAD_ARTEFACT',
    fault: 'peer',
    message: `An artefact was refused: ${why}.`,
    hint: 'Fetch the artefact again by its content id, and check that it belongs to this study.',
    cause
  })
}
