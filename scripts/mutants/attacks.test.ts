/** The table of attacks holds: its tests are there, and each row has a defence to take away. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { mutants as contractMutants } from '../../contracts/scripts/mutants/mutant-list.ts'
import { attackOf } from './mutant.ts'
import { mutants } from './mutant-list.ts'
import { withoutDefence } from './mutants.ts'
import { mutantsPage } from './mutants-page.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = 'docs/security/attacks.md'
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')

type Row = {
  readonly id: string
  readonly named: string
  readonly tests: readonly { readonly name: string; readonly path: string }[]
  readonly mutants: readonly string[]
  readonly promises: readonly string[]
}

/** Lines of the tables whose first cell is an id. */
function rowsOf(text: string): readonly Row[] {
  return text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const [, id = '', , , named = '', tests = '', removed = ''] = cells
    if (!/^[A-Z]\d+$/.test(id) || cells.length !== 8) return []
    const links = [...tests.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)]
    return [
      {
        id,
        named,
        tests: links.map(([, name, path]) => ({
          name: name!,
          path: normalize(join(dirname(page), path!))
        })),
        mutants:
          removed.match(/\b[A-Z]\d+[a-z]?\b/g)?.filter((each) => !each.startsWith('S')) ?? [],
        promises: removed.match(/\bS\d+\b/g) ?? []
      }
    ]
  })
}

const rows = rowsOf(textOf(page))

describe('the table of attacks', () => {
  it('has rows, each once, that say who is named', () => {
    assert.ok(rows.length >= 60)
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length)
    assert.deepEqual(
      rows.filter(({ named }) => named.length < 5),
      []
    )
  })

  it('names tests that there are', () => {
    const missing = rows.flatMap(({ id, tests }) => {
      const lost = tests.filter(
        ({ name, path }) => !existsSync(join(root, path)) || !textOf(path).includes(name)
      )
      if (tests.length === 0) return [`${id} has no test`]
      return lost.map(({ name, path }) => `${id}: ${path} has no "${name}"`)
    })
    assert.deepEqual(missing, [])
  })

  it('has for each row a defence that can be taken away', () => {
    const ids = new Set(mutants.map(({ id }) => id))
    const promises = new Set(contractMutants.map(({ promise }) => promise))
    const wrong = rows.flatMap((row) => [
      ...row.mutants.filter((id) => !ids.has(id)),
      ...row.promises.filter((promise) => !promises.has(promise)),
      ...(row.mutants.length + row.promises.length === 0 ? [`${row.id} has none`] : [])
    ])
    assert.deepEqual(wrong, [])
    const told = new Set(rows.flatMap((row) => row.mutants))
    assert.deepEqual(
      mutants.filter(({ id }) => !told.has(id)).map(({ id }) => id),
      []
    )
  })
})

describe('defences to take away', () => {
  it('stand once in the sources that they name, and have a test', () => {
    const wrong = mutants.filter(
      (each) =>
        withoutDefence(textOf(each.file), each) === undefined || !existsSync(join(root, each.test))
    )
    assert.deepEqual(
      wrong.map(({ id, file }) => `${id}: ${file}`),
      []
    )
  })

  it('have names of their own, each of an attack in the table', () => {
    assert.equal(new Set(mutants.map(({ id }) => id)).size, mutants.length)
    const known = new Set(rows.map(({ id }) => id))
    assert.deepEqual(
      mutants.filter((each) => !known.has(attackOf(each))).map(({ id }) => id),
      []
    )
  })

  it('are told with what caught them, and counted', () => {
    const [first, second] = mutants
    const caught = { mutant: first!, verdict: 'caught', by: 'a | b' } as const
    const text = mutantsPage([caught, { mutant: second!, verdict: 'survived', by: '3 pass' }], '')
    assert.match(text, /1 of 2 were caught/)
    assert.match(text, /a \\\| b/)
    const again = mutantsPage([{ mutant: second!, verdict: 'caught', by: 'c' }], text)
    assert.match(again, /2 of 2 were caught/)
    assert.match(again, /a \\\| b/)
  })
})
