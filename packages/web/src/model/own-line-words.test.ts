import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RoundView } from '@commonhold/sdk'
import { ownLineWords } from './own-line-words.ts'

const round = (fields: Partial<RoundView>) => ({ index: 1, ...fields }) as unknown as RoundView
const all = { rows: 67, logLoss: 0.2 }
const own = { rows: 4, logLoss: 0.3 }

test('a member is told which rows its line is over, or why it has none', () => {
  const joined = true
  const words = (...roundList: RoundView[]) => ownLineWords({ joined, roundList })
  assert.match(words(round({ metrics: all, own })), /your own 4 of the 67 validation rows/)
  assert.match(words(round({ metrics: all })), /has no line: it was away, or keeps no rows/)
  for (const none of [words(), words(round({}))]) {
    assert.equal(none, 'Masks hide every other site’s figures, and yours from the others.')
  }
})

test('who takes no part is told that members see their own', () => {
  const words = ownLineWords({ joined: false, roundList: [round({ metrics: all })] })
  assert.match(words, /Each of them sees its own line, at its own node\.$/)
})
