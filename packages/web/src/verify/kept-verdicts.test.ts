/** What is kept of verifications, and what is made of nonsense in its place. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepVerdict, keptVerdicts, verdictPlace } from './kept-verdicts.ts'

function emptyStorage() {
  const store = new Map<string, string>()
  return {
    store,
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value)
  }
}
const verdict = (study: number, failed: number) => {
  return { place: verdictPlace('0xaa', study), failed, checks: 9, atMs: study }
}

test('the newest verdict of a study stands, and the list is bounded', () => {
  const storage = emptyStorage()
  keepVerdict(storage, verdict(1, 3))
  keepVerdict(storage, verdict(2, 0))
  keepVerdict(storage, verdict(1, 0))
  assert.deepEqual(keptVerdicts(storage), [verdict(1, 0), verdict(2, 0)])
  for (let study = 1; study <= 300; study += 1) keepVerdict(storage, verdict(study, 1))
  assert.equal(keptVerdicts(storage).length, 200)
})

test('whatever else lies in its place counts as nothing', () => {
  const storage = emptyStorage()
  keepVerdict(storage, verdict(1, 3))
  const [key] = storage.store.keys()
  for (const nonsense of ['', '{', 'null', '{}', '[{"place":1}]', '[{"failed":-1}]']) {
    storage.setItem(key!, nonsense)
    assert.deepEqual(keptVerdicts(storage), [])
  }
})
