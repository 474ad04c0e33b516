/**
 * What the owner sees of the values in a table. Made when it is asked for, answered over the own
 * interface alone: nothing here is told to a peer or written anywhere.
 */
import { setImmediate as turn } from 'node:timers/promises'
import { columnOf, type Dataset, missingCode } from '@commonhold/learning/dataset/dataset'
import { type ColumnProfile, profileColumn } from '@commonhold/learning/dataset/profile-column'
import {
  type ColumnProfileView,
  type DatasetPreview,
  type DatasetProfile,
  previewRowsMax
} from '@commonhold/sdk/api/dataset-details'

/** One column after the other, with turns between, so that a round need not wait for all. */
export async function profileDataset(dataset: string, table: Dataset): Promise<DatasetProfile> {
  const columns: ColumnProfileView[] = []
  for (const { name } of table.columns) {
    columns.push(viewProfile(profileColumn(table, name)))
    await turn()
  }
  return { dataset, rows: table.rows, columns }
}

function viewProfile(profile: ColumnProfile): ColumnProfileView {
  const { name, missing } = profile
  if (profile.kind === 'categorical') {
    const { different, categories, otherRows } = profile
    return { kind: 'category', name, missing, different, categories, otherRows }
  }
  const { figures, bars } = profile
  return { kind: 'number', name, missing, bars, ...(figures === undefined ? {} : { figures }) }
}

/** The first rows, as they were read. */
export function previewDataset(dataset: string, table: Dataset): DatasetPreview {
  const names = table.columns.map(({ name }) => name)
  const count = Math.min(previewRowsMax, table.rows)
  const rows = Array.from({ length: count }, (_, row) =>
    names.map((name) => valueAt(table, name, row))
  )
  return { dataset, columns: names, rows }
}

function valueAt(table: Dataset, name: string, row: number): string | number | null {
  const column = columnOf(table, name)
  if (column === undefined) return null
  if (column.kind === 'numeric') {
    const value = column.values[row]!
    return Number.isNaN(value) ? null : value
  }
  const code = column.codes[row]!
  return code === missingCode ? null : column.categories[code]!
}
