/** Arguments and options as typed, turned into what requests hold; or refused by name. */
import {
  CommonholdError,
  type MemberId,
  parseAssetId,
  parseMemberId,
  parseStudyId,
  type StudyId
} from '@commonhold/base'
import type { ModelName } from '@commonhold/sdk'
import { InvalidArgumentError } from 'commander'

/** Parses a whole number, for the parser of options. */
export function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give a whole number.')
}

/** Parses a decimal number, for the parser of options. */
export function decimalNumber(text: string): number {
  if (/^\d{1,15}(?:\.\d{1,15})?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give a number such as 0.2.')
}

/** Parses values with commas between them, for the parser of options. */
export function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Parses whole numbers with commas between them, for the parser of options. */
export function numberList(text: string): readonly number[] {
  return list(text).map(wholeNumber)
}

/** Parses members' addresses with commas between them, for the parser of options. */
export function memberList(text: string): readonly MemberId[] {
  return list(text).map((part) => {
    if (/^0x[0-9a-f]{40}$/i.test(part)) return parseMemberId(part.toLowerCase())
    throw new InvalidArgumentError(
      'Give members as `commonhold members` shows them: 0x and 40 hexadecimal digits each.'
    )
  })
}

/** A study's number, as an argument. */
export function studyOf(text: string | undefined): StudyId {
  return orRefuse('study', text, parseStudyId)
}

/** A model by its asset's number, or by `study-` and its study's. */
export function modelOf(text: string | undefined): ModelName {
  return orRefuse('model', text, (value) =>
    value.startsWith('study-')
      ? { study: parseStudyId(value.slice('study-'.length)) }
      : { asset: parseAssetId(value) }
  )
}

function orRefuse<Value>(
  name: string,
  text: string | undefined,
  parse: (text: string) => Value
): Value {
  try {
    return parse(text ?? '')
  } catch (cause) {
    throw new CommonholdError({
      code: 'CLI_BAD_USAGE',
      fault: 'caller',
      message: `"${(text ?? '').slice(0, 80)}" is no ${name}.`,
      hint: `Give a number that \`commonhold ${name} list\` shows.`,
      cause
    })
  }
}
