/** The one error of the CSV reader, with the place where the file went wrong. */
import { CommonholdError } from '@commonhold/base'

/** Where and why a file is not the table it should be. */
export type CsvFault = {
  readonly file: string
  /** Physical line, from 1. */
  readonly line?: number
  /** Column number, from 1, and its name where the header gave one. */
  readonly column?: number
  readonly columnName?: string
  readonly problem: string
  readonly hint: string
}

/** `LEARNING_BAD_CSV`: `file, line 7, column 3 "age": what is wrong.` */
export function badCsv(fault: CsvFault): CommonholdError {
  const { file, line, column, columnName, problem, hint } = fault
  const place = [file]
  if (line !== undefined) place.push(`line ${line}`)
  if (column !== undefined) {
    place.push(`column ${column}${columnName === undefined ? '' : ` "${excerpt(columnName)}"`}`)
  }
  return new CommonholdError({
    code: 'LEARNING_BAD_CSV',
    fault: 'caller',
    message: `${place.join(', ')}: ${problem}.`,
    hint,
    details: { file, line, column, columnName }
  })
}

/** At most 60 characters of a text from outside, for a message. */
export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
