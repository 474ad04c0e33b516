/**
 * Finds the fields of a CSV file (RFC 4180) in its bytes, without making a string of any.
 *
 * Beyond the RFC: lines may end in CRLF, LF or CR; empty lines are skipped; spaces and tabs round
 * an unquoted field are dropped; a quote inside an unquoted field is a plain character. Everything
 * else that a writer can get wrong is an error with its line.
 *
 * One pass, 8 bytes of memory a field and 4 a line.
 */
import { fromUtf8 } from '@commonhold/base'
import { badCsv } from './csv-error.ts'
import type { CsvLimits } from './csv-limits.ts'

/** Where every field of a file lies. */
export type CsvFields = {
  /** Fields in the header, and so in every line. */
  readonly columns: number
  /** Lines with fields, the header included. */
  readonly lines: number
  /** First byte of field `line · columns + column`. */
  readonly starts: Uint32Array
  /** One past its last byte; `escapedFlag` is set where doubled quotes are in it. */
  readonly ends: Uint32Array
  /** Physical line, from 1, on which each line with fields begins. */
  readonly lineNumbers: Uint32Array
}

/** Set in `ends` for a quoted field that holds doubled quotes. Files are below 2^31 bytes. */
export const escapedFlag = 0x80000000

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const tab = 0x09

/** The text of a field, its doubled quotes halved. */
export function textOf(bytes: Uint8Array, start: number, flaggedEnd: number): string {
  const text = fromUtf8(bytes.subarray(start, flaggedEnd & ~escapedFlag))
  return flaggedEnd >= escapedFlag ? text.replaceAll('""', '"') : text
}

/** @throws {CommonholdError} `LEARNING_BAD_CSV` */
export function findFields(options: {
  readonly bytes: Uint8Array
  /** First byte after a byte order mark. */
  readonly from: number
  readonly delimiter: number
  readonly file: string
  readonly limits: CsvLimits
}): CsvFields {
  return new FieldFinder(options).find()
}

class FieldFinder {
  readonly #bytes: Uint8Array
  readonly #delimiter: number
  readonly #file: string
  readonly #limits: CsvLimits
  #starts = new Uint32Array(1024)
  #ends = new Uint32Array(1024)
  #lineNumbers = new Uint32Array(256)
  #fields = 0
  #lines = 0
  #columns = 0
  #at: number
  #lineNumber = 1

  constructor(options: Parameters<typeof findFields>[0]) {
    this.#bytes = options.bytes
    this.#at = options.from
    this.#delimiter = options.delimiter
    this.#file = options.file
    this.#limits = options.limits
  }

  find(): CsvFields {
    const size = this.#bytes.length
    while (this.#at < size) {
      if (this.#skipLineEnd()) continue
      this.#readLine()
    }
    return {
      columns: this.#columns,
      lines: this.#lines,
      starts: this.#starts.subarray(0, this.#fields),
      ends: this.#ends.subarray(0, this.#fields),
      lineNumbers: this.#lineNumbers.subarray(0, this.#lines)
    }
  }

  #readLine(): void {
    const lineNumber = this.#lineNumber
    const firstField = this.#fields
    for (;;) {
      this.#readField(this.#fields - firstField + 1)
      if (this.#bytes[this.#at] !== this.#delimiter) break
      this.#at++
    }
    const columns = this.#fields - firstField
    this.#skipLineEnd()
    const isBlank = columns === 1 && this.#ends[firstField] === this.#starts[firstField]
    if (isBlank && this.#bytes[this.#starts[firstField]! - 1] !== quote) {
      this.#fields = firstField
      return
    }
    if (this.#lines === 0) this.#columns = columns
    if (columns < this.#columns) throw this.#lacking(lineNumber, columns)
    if (this.#lines > this.#limits.rowsMax) {
      throw this.#tooLarge(lineNumber, `more than ${this.#limits.rowsMax} rows`)
    }
    if (this.#lines === this.#lineNumbers.length) this.#lineNumbers = grow(this.#lineNumbers)
    this.#lineNumbers[this.#lines++] = lineNumber
  }

  /** Leaves `#at` at the delimiter, at the line's end or at the file's end. */
  #readField(column: number): void {
    const bytes = this.#bytes
    const delimiter = this.#delimiter
    let at = this.#at
    while (this.#isPadding(bytes[at])) at++
    this.#at = at
    let start = at
    let end: number
    if (bytes[at] === quote) {
      start++
      end = this.#readQuoted(column)
    } else {
      const { length } = bytes
      for (; at < length; at++) {
        const byte = bytes[at]!
        if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break
      }
      this.#at = at
      while (at > start && this.#isPadding(bytes[at - 1])) at--
      end = at
    }
    this.#keep(start, end, column)
  }

  /** Answers the end of the text, flagged where it holds doubled quotes. */
  #readQuoted(column: number): number {
    const bytes = this.#bytes
    const openedOn = this.#lineNumber
    let flag = 0
    let at = this.#at + 1
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (byte === quote) {
        if (bytes[at + 1] !== quote) break
        flag = escapedFlag
        at++
      } else if (byte === lineFeed || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) {
        this.#lineNumber++
      }
    }
    if (at >= bytes.length) {
      const hint = 'Close the quote, or double the quotes that belong to the text.'
      throw this.#bad(openedOn, column, 'a quoted field is never closed', hint)
    }
    const end = at++
    while (this.#isPadding(bytes[at])) at++
    const next = bytes[at]
    const ends = next === this.#delimiter || next === lineFeed || next === carriageReturn
    if (next !== undefined && !ends) {
      const hint = 'Double the quotes that belong to the text, and quote the whole field.'
      throw this.#bad(this.#lineNumber, column, 'text follows a closing quote', hint)
    }
    this.#at = at
    return (end | flag) >>> 0
  }

  #keep(start: number, end: number, column: number): void {
    const { fieldsMax, columnsMax, fieldBytesMax } = this.#limits
    if (column > columnsMax) throw this.#tooLarge(this.#lineNumber, `over ${columnsMax} columns`)
    if (this.#lines > 0 && column > this.#columns) {
      throw this.#surplus(this.#lineNumber)
    }
    if (this.#fields >= fieldsMax)
      throw this.#tooLarge(this.#lineNumber, `over ${fieldsMax} fields`)
    const sizeBytes = (end & ~escapedFlag) - start
    if (sizeBytes > fieldBytesMax) {
      const hint = `Shorten it to ${fieldBytesMax} bytes, or leave the column out.`
      throw this.#bad(this.#lineNumber, column, `a field has ${sizeBytes} bytes`, hint)
    }
    if (this.#fields === this.#starts.length) {
      this.#starts = grow(this.#starts)
      this.#ends = grow(this.#ends)
    }
    this.#starts[this.#fields] = start
    this.#ends[this.#fields++] = end
  }

  #skipLineEnd(): boolean {
    const byte = this.#bytes[this.#at]
    if (byte !== lineFeed && byte !== carriageReturn) return false
    this.#at += byte === carriageReturn && this.#bytes[this.#at + 1] === lineFeed ? 2 : 1
    this.#lineNumber++
    return true
  }

  #isPadding(byte: number | undefined): boolean {
    return (byte === space || byte === tab) && byte !== this.#delimiter
  }

  /** The first column without a field is named; what was left out is most often before it. */
  #lacking(line: number, fields: number): Error {
    return badCsv({
      file: this.#file,
      line,
      column: fields + 1,
      columnName: textOf(this.#bytes, this.#starts[fields]!, this.#ends[fields]!).trim(),
      problem: `the line has ${fields} fields and the header ${this.#columns}`,
      hint: 'Give every line as many fields as the header, empty ones where nothing is known.'
    })
  }

  #surplus(line: number): Error {
    return badCsv({
      file: this.#file,
      line,
      column: this.#columns + 1,
      problem: `the line has more fields than the ${this.#columns} of the header`,
      hint: 'Quote fields that hold a delimiter, and give every line as many as the header.'
    })
  }

  #tooLarge(line: number, problem: string): Error {
    const hint = 'Split the file, or leave out what the study does not need.'
    return badCsv({ file: this.#file, line, problem: `the table has ${problem}`, hint })
  }

  #bad(line: number, column: number, problem: string, hint: string): Error {
    return badCsv({ file: this.#file, line, column, problem, hint })
  }
}

function grow(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
