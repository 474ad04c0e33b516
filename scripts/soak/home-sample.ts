/**
 * What lies in a node's home, by kind. Contents are told apart by whom the store keeps them for:
 * a final round, a document, the evidence of a release, or nobody any more.
 *
 * Contents never change, so sizes are asked for once; a look at ten thousand contents takes some
 * hundred milliseconds, mostly for the 1,024 folders that they lie in.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** Count and size of the files of a kind; `oldestAt` of the loose ones, in Unix milliseconds. */
export type Pile = { files: number; bytes: number; oldestAt?: number }

/** Kinds of files in a home. */
export const kinds = [
  'contents of final rounds',
  'documents',
  'keep sets',
  'found rounds',
  'releases, private parameters, own figures',
  'index',
  'access book',
  'logs',
  'chain state',
  'evidence of releases',
  'contents of open rounds',
  'contents that nobody keeps',
  'unfinished contents',
  'transaction journal',
  'data, keys and settings',
  'anything else'
] as const
export type Kind = (typeof kinds)[number]

/** A home at one moment. */
export type HomeSample = Readonly<Record<Kind, Pile>>

/** Looks at one home, again and again. */
export type HomeWatch = { sample(): Promise<HomeSample> }

type Known = { readonly sizeBytes: number; readonly writtenAtMs: number }

/** Nothing is read before the first sample. */
export function watchHome(home: string): HomeWatch {
  const contents = new Map<string, Known>()
  const keeps = new Map<string, { readonly writtenAtMs: number; readonly set: KeepSet }>()
  return {
    async sample() {
      const piles = Object.fromEntries(kinds.map((kind) => [kind, { files: 0, bytes: 0 }]))
      const sample = piles as Record<Kind, Pile>
      const keeperOf = await readKeeps(join(home, 'blobs', 'keeps'), keeps)
      for (const path of await filesIn(home)) {
        const name = relative(home, path).split(sep).join('/')
        const isContent = name.startsWith('blobs/content/')
        const known = (isContent ? contents.get(name) : undefined) ?? (await look(path))
        if (known === undefined) continue
        if (isContent) contents.set(name, known)
        const kind = isContent ? kindOfContent(keeperOf.get(name.split('/').at(-1)!)) : kindOf(name)
        add(sample[kind], known)
      }
      return sample
    }
  }
}

function add(pile: Pile, { sizeBytes, writtenAtMs }: Known): void {
  pile.files++
  pile.bytes += sizeBytes
  pile.oldestAt = Math.min(pile.oldestAt ?? writtenAtMs, writtenAtMs)
}

type KeepSet = { readonly owner: string; readonly cids: readonly string[] }

/** Who keeps a content; where several do, a final round comes first, and evidence last. */
async function readKeeps(
  folder: string,
  known: Map<string, { readonly writtenAtMs: number; readonly set: KeepSet }>
): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch(() => [])
  const there = new Set(names)
  for (const name of known.keys()) if (!there.has(name)) known.delete(name)
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const path = join(folder, name)
    const found = await look(path)
    if (found === undefined || known.get(name)?.writtenAtMs === found.writtenAtMs) continue
    // It may be replaced or removed while it is read.
    const text = await readFile(path, 'utf8').catch(() => '{"owner":"","cids":[]}')
    known.set(name, { writtenAtMs: found.writtenAtMs, set: JSON.parse(text) as KeepSet })
  }
  const keeperOf = new Map<string, string>()
  const isFirst = (owner: string) => /^(?:document-|study-\d+-round-\d+$)/.test(owner)
  for (const { set } of known.values()) {
    for (const cid of set.cids) {
      if (!keeperOf.has(cid) || isFirst(set.owner)) keeperOf.set(cid, set.owner)
    }
  }
  return keeperOf
}

function kindOfContent(owner: string | undefined): Kind {
  if (owner === undefined) return 'contents that nobody keeps'
  if (owner.startsWith('document-')) return 'documents'
  if (/^study-\d+-round-\d+$/.test(owner)) return 'contents of final rounds'
  if (owner.endsWith('-release')) return 'evidence of releases'
  return 'contents of open rounds'
}

const kindsByName: readonly (readonly [RegExp, Kind])[] = [
  [/^blobs\/keeps\//, 'keep sets'],
  [/^blobs\/partial\//, 'unfinished contents'],
  [/^state\/study-\d+\/round-/, 'found rounds'],
  [/^state\/study-/, 'releases, private parameters, own figures'],
  [/^state\/index\.sqlite(?:-wal|-shm)?$/, 'index'],
  [/^state\/access\.txt$/, 'access book'],
  [/^logs\//, 'logs'],
  [/^ledger\/journal\.txt/, 'transaction journal'],
  [/^ledger\//, 'chain state'],
  [/^(?:data|keys|api)\//, 'data, keys and settings'],
  [/^(?:config\.json|lock\.|state\/ports\.json)/, 'data, keys and settings']
]

function kindOf(name: string): Kind {
  return kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'anything else'
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const parts = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesIn(path) : [path]
    })
  )
  return parts.flat()
}

/** Undefined where the file went meanwhile. */
async function look(path: string): Promise<Known | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && { sizeBytes: found.size, writtenAtMs: found.mtimeMs }
}
