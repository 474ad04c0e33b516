/** Stops what was started, last first, once, and says when it is done. */

/** Collects what to stop while a node is put together. */
export class Stopper {
  readonly stopped: Promise<void>
  readonly #settle: { resolve: () => void; reject: (cause: unknown) => void }
  readonly #steps: { readonly name: string; readonly stop: () => Promise<void> }[] = []
  #isStopping = false

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.stopped = promise
    this.#settle = { resolve, reject }
    // A failure is told to whoever waits; nobody has to.
    promise.catch(() => {})
  }

  add(name: string, stop: () => Promise<void>): void {
    this.#steps.push({ name, stop })
  }

  /** Resolves when all has stopped. One step that fails does not keep the others from stopping. */
  async stop(): Promise<void> {
    if (this.#isStopping) return await this.stopped
    this.#isStopping = true
    let failure: { readonly cause: unknown } | undefined
    for (const { stop } of this.#steps.reverse()) {
      try {
        await stop()
      } catch (cause) {
        failure ??= { cause }
      }
    }
    if (failure === undefined) this.#settle.resolve()
    else this.#settle.reject(failure.cause)
    await this.stopped
  }
}
