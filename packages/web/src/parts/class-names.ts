/** Class names out of those that apply: `classNames(css['row'], isOpen && css['open'])`. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== false && name !== '').join(' ')
}
