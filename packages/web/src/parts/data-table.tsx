/**
 * A table: its columns say how a row's cells are made and aligned. It keeps its width inside its
 * own frame, and scrolls there where the screen is narrow. Below 720 px a column with
 * `hideNarrow` is left out.
 */
import type { ReactNode } from 'react'
import { usePlace } from '../router/router.tsx'
import { classNames } from './class-names.ts'
import css from './data-table.module.css'

/** One column. */
export type TableColumn<Row> = {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Numbers and their headings go to the right. Default `left`. */
  readonly align?: 'left' | 'right'
  readonly hideNarrow?: boolean
  /** Takes the room that is left; `tight` gets by with little, where text would need more. */
  readonly grow?: boolean | 'tight'
}

/** A table of rows. Rows with `href` are links: the first cell should hold the same link. */
export function DataTable<Row>(properties: {
  /** For screen readers. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string | number
  /** Where a click anywhere on the row leads. */
  readonly href?: (row: Row) => string
  readonly isMarked?: (row: Row) => boolean
}) {
  const { label, columns, rows, rowKey, href, isMarked } = properties
  const { go } = usePlace()
  const classesOf = ({ align, hideNarrow, grow }: TableColumn<Row>): string =>
    classNames(
      align === 'right' && css['right'],
      hideNarrow === true && css['hideNarrow'],
      grow === true && css['grow'],
      grow === 'tight' && css['tight']
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls is reached by keyboard
    <section className={css['frame']} aria-label={label} tabIndex={0}>
      <table className={css['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={classesOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            // Its own link is for the keyboard.
            <tr
              key={rowKey(row)}
              className={classNames(
                href !== undefined && css['linked'],
                isMarked?.(row) === true && css['marked']
              )}
              onClick={(event) => {
                const isOwn = (event.target as HTMLElement).closest('a, button, input, select')
                if (href !== undefined && isOwn === null && !hasSelection()) go(href(row))
              }}
            >
              {columns.map((column) => (
                <td key={column.title} className={classesOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function hasSelection(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}
