/** How much of a file the CSV reader takes in before it says no. */

/** Upper bounds of one file. */
export type CsvLimits = {
  /** Size of the file, in bytes; below 2 GiB. */
  readonly bytesMax: number
  /** Rows below the header. */
  readonly rowsMax: number
  readonly columnsMax: number
  /** Rows times columns. Each costs 8 bytes while reading and up to 8 bytes after. */
  readonly fieldsMax: number
  /** Size of one field, in bytes. */
  readonly fieldBytesMax: number
  /** Different words in one column. */
  readonly categoriesMax: number
}

/** What fits a hospital's table on a laptop. */
export const defaultCsvLimits: CsvLimits = {
  bytesMax: 512 * 1024 * 1024,
  rowsMax: 5_000_000,
  columnsMax: 20_000,
  fieldsMax: 64_000_000,
  fieldBytesMax: 65_536,
  categoriesMax: 1_000_000
}
