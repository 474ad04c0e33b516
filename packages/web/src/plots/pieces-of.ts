/** A line cut where values are missing: what is not known is not drawn. */

/** Runs of points whose x are no more than `joinedMax` apart. Points go by growing x. */
export function piecesOf<Point extends { readonly x: number }>(
  points: readonly Point[],
  joinedMax: number
): readonly (readonly Point[])[] {
  const pieces: Point[][] = []
  let before: Point | undefined
  for (const point of points) {
    if (before !== undefined && point.x - before.x <= joinedMax) pieces.at(-1)!.push(point)
    else pieces.push([point])
    before = point
  }
  return pieces
}
