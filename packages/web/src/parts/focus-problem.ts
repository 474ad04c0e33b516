/** Brings a form that cannot be sent to what is to be mended. */

/** Goes to the first field that is marked, once it is; where none is, to the first of all. */
export function focusProblem(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const first = wrong ?? form?.querySelector<HTMLElement>('input, select')
    first?.focus()
  })
}
