/** Grey shapes of the size of what is being read, so that nothing moves when it is there. */
import css from './skeleton.module.css'

/** A block; sizes in any CSS unit. */
export function Skeleton(properties: { readonly height: string; readonly width?: string }) {
  const { height, width = '100%' } = properties
  return <span className={css['block']} style={{ height, width }} aria-hidden="true" />
}

/** As many lines as a table of that many rows takes. */
export function TableSkeleton({ rows }: { readonly rows: number }) {
  return (
    <div className={css['table']} role="status" aria-label="Loading">
      {[...Array(rows + 1).keys()].map((row) => (
        <div key={row} className={css['row']}>
          <Skeleton height="0.75rem" width={`${[38, 30, 44, 34][row % 4]}%`} />
          <Skeleton height="0.75rem" width="12%" />
          <Skeleton height="0.75rem" width="9%" />
        </div>
      ))}
    </div>
  )
}

/** The shape of a line of figures. */
export function FiguresSkeleton() {
  return (
    <div className={css['figures']} role="status" aria-label="Loading">
      {[...Array(5).keys()].map((figure) => (
        <div key={figure} className={css['figure']}>
          <Skeleton height="0.75rem" width="45%" />
          <Skeleton height="1.125rem" width="30%" />
          <Skeleton height="0.625rem" width="60%" />
        </div>
      ))}
    </div>
  )
}

/** A surface of a height, such as a plot's, with its first lines. */
export function SurfaceSkeleton({ height }: { readonly height: string }) {
  return (
    <div className={css['surface']} style={{ height }} role="status" aria-label="Loading">
      <Skeleton height="0.75rem" width="30%" />
      <Skeleton height="0.75rem" width="70%" />
      <Skeleton height="0.75rem" width="55%" />
    </div>
  )
}
