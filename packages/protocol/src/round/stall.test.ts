import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attemptAllowed, stallMs } from './stall.ts'

const timing = { answerSeconds: 5, trainingSeconds: 60, roundSeconds: 600, skipsMax: 3 }

describe('a stall', () => {
  it('is two answers long, and a training more while vectors are computed', () => {
    assert.equal(stallMs(timing, false), 10_000)
    assert.equal(stallMs(timing, true), 70_000)
    assert.equal(stallMs({ ...timing, answerSeconds: 0.1 }, false), 200)
  })

  it('lets the next attempt begin when it is over, and questions for it a part before', () => {
    assert.equal(attemptAllowed(0, 0, 10_000, 1), 0)
    assert.equal(attemptAllowed(0, 9_999, 10_000, 1), 0)
    assert.equal(attemptAllowed(0, 10_000, 10_000, 1), 1)
    assert.equal(attemptAllowed(3, 25_000, 10_000, 1), 5)
    assert.equal(attemptAllowed(0, 4_999, 10_000, 0.5), 0)
    assert.equal(attemptAllowed(0, 5_000, 10_000, 0.5), 1)
  })
})
