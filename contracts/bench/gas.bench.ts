/**
 * What the ledger costs: the gas that `contracts/test` measured and holds to
 * `contracts/snapshots/gas.json`. A round is one transaction; packages/node/bench counts them.
 */
import { readFileSync } from 'node:fs'
import { assert } from '@commonhold/base'

const gas: unknown = JSON.parse(
  readFileSync(new URL('../snapshots/gas.json', import.meta.url), 'utf8')
)
for (const members of [4, 10, 30]) {
  print(`a later round becomes final, ${members} members`, gasOf('finalise later round', members))
}
for (const members of [4, 10, 30]) {
  print(`the first round becomes final, ${members} members`, gasOf('finalise first round', members))
}
for (const members of [4, 10, 30]) {
  print(`a study is closed into a model, ${members} members`, gasOf('close', members))
}
print('a member joins a study', gasOf('join', 4))

function gasOf(what: string, members: number): number {
  const value = (gas as Record<string, unknown>)[`Studies.${what} (${members} members)`]
  assert(typeof value === 'number', `the snapshot has "${what}" of ${members} members`)
  return value
}

function print(name: string, value: number): void {
  console.log(JSON.stringify({ name, value, unit: 'gas', kind: 'info' }))
}
