/**
 * Solves A x = b for a symmetric positive definite A, by Cholesky's factorisation. Additions,
 * products, quotients and square roots in a fixed order only: the same bits on every machine.
 */

/** Where entry (row, column), column at most row, stands in a packed lower triangle. */
export function packedIndex(row: number, column: number): number {
  return (row * (row + 1)) / 2 + column
}

/** Entries of the packed lower triangle of a matrix with that many rows. */
export function packedLength(rows: number): number {
  return packedIndex(rows, 0)
}

/**
 * @param packed lower triangle of A; overwritten by its factor
 * @returns x, or undefined where A is not positive definite
 */
export function solvePositive(
  packed: Float64Array,
  right: Float64Array
): Float64Array<ArrayBuffer> | undefined {
  const rows = right.length
  for (let row = 0; row < rows; row++) {
    const rowAt = packedIndex(row, 0)
    for (let column = 0; column <= row; column++) {
      const columnAt = packedIndex(column, 0)
      let sum = packed[rowAt + column]!
      for (let inner = 0; inner < column; inner++) {
        sum -= packed[rowAt + inner]! * packed[columnAt + inner]!
      }
      if (column < row) packed[rowAt + column] = sum / packed[columnAt + column]!
      else if (sum > 0) packed[rowAt + row] = Math.sqrt(sum)
      else return undefined
    }
  }
  const solution = Float64Array.from(right)
  for (let row = 0; row < rows; row++) {
    const rowAt = packedIndex(row, 0)
    for (let inner = 0; inner < row; inner++) {
      solution[row]! -= packed[rowAt + inner]! * solution[inner]!
    }
    solution[row]! /= packed[rowAt + row]!
  }
  for (let row = rows - 1; row >= 0; row--) {
    solution[row]! /= packed[packedIndex(row, row)]!
    for (let inner = 0; inner < row; inner++) {
      solution[inner]! -= packed[packedIndex(row, inner)]! * solution[row]!
    }
  }
  return solution.every(Number.isFinite) ? solution : undefined
}
