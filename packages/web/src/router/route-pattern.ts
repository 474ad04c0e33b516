/**
 * Which route an address is of, as a pure function. `/studies/:study` has the parameter `study`.
 */

/** Parameters by name, decoded. */
export type RouteParameters = Readonly<Record<string, string>>

/** The parameters where the path is of the pattern; undefined where it is not. */
export function matchRoute(pattern: string, path: string): RouteParameters | undefined {
  const wanted = partsOf(pattern)
  const given = partsOf(path)
  if (wanted.length !== given.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index]!
    if (!part.startsWith(':')) {
      if (part !== value) return undefined
      continue
    }
    const decoded = decode(value)
    if (decoded === undefined) return undefined
    found[part.slice(1)] = decoded
  }
  return found
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '')
}

/** Whoever writes an address may write broken escapes: those are of no route. */
function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** A number from 1 out of an address, as studies and assets have; undefined where it is none. */
export function numberOf(text: string | undefined | null): number | undefined {
  return text !== undefined && text !== null && /^[1-9]\d{0,14}$/.test(text)
    ? Number(text)
    : undefined
}
