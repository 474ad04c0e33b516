/**
 * One life of a node's process. When it ends, nothing that the process waited for comes any more,
 * and nothing that it does reaches the world: its code just stops, wherever it was.
 */

/** A process while it lives. */
export type Life = {
  /** The node's name and how often it was started before: `ash.0`. */
  readonly name: string
  isOver(): boolean
  /** Ends it. */
  end(): void
  /** The promise's outcome while the process lives; nothing at all after. */
  during<Value>(work: Promise<Value>): Promise<Value>
}

/** A process that begins. */
export function beginLife(name: string): Life {
  let isOver = false
  return {
    name,
    isOver: () => isOver,
    end() {
      isOver = true
    },
    during: (work) =>
      new Promise((resolve, reject) => {
        work.then(
          (value) => {
            if (!isOver) resolve(value)
          },
          (cause) => {
            if (!isOver) reject(cause)
          }
        )
      })
  }
}
