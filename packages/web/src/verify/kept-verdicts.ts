/**
 * What verifications in this browser found last, so that a study that did not hold is told of on
 * the first page too. A verdict belongs to the study of one member: on another ledger a member has
 * another account, and so no verdict.
 */
import { z } from 'zod'

const storageKey = 'commonhold.verdicts'
const keptMax = 200

const verdictSchema = z.object({
  /** The member's account, a slash, and the study's number. */
  place: z.string().max(64),
  failed: z.int().min(0),
  checks: z.int().min(0),
  atMs: z.number()
})
/** Where the verdict of a study is kept, for the member whose node was asked. */
export function verdictPlace(member: string, study: number): string {
  return `${member}/${study}`
}

const verdictsSchema = z.array(verdictSchema).max(keptMax)

/** One verdict: so many checks of so many failed. */
export type KeptVerdict = Readonly<z.infer<typeof verdictSchema>>

/** What is kept, newest first. Anything else in its place counts as nothing. */
export function keptVerdicts(storage: Pick<Storage, 'getItem'>): readonly KeptVerdict[] {
  try {
    return verdictsSchema.parse(JSON.parse(storage.getItem(storageKey) ?? '[]'))
  } catch {
    return []
  }
}

/** Keeps a verdict in the place of an older one of the same study. */
export function keepVerdict(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  verdict: KeptVerdict
): void {
  const others = keptVerdicts(storage).filter(({ place }) => place !== verdict.place)
  storage.setItem(storageKey, JSON.stringify([verdict, ...others].slice(0, keptMax)))
}
