/** Numbers and times as they are written on the screen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  count,
  countOf,
  decimal,
  intervalWords,
  loss,
  noValue,
  percent,
  shortId
} from './figures.ts'
import { relativeTime } from './relative-time.ts'

test('numbers have groups, fixed decimals, and a dash for none', () => {
  assert.equal(count(1234567), '1,234,567')
  assert.equal(count(undefined), noValue)
  assert.equal(countOf(1, 'round'), '1 round')
  assert.equal(countOf(12, 'category', 'categories'), '12 categories')
  assert.equal(decimal(0.5), '0.5000')
  assert.equal(decimal(Number.NaN), noValue)
  assert.equal(loss(0.2149), '0.2149')
  assert.equal(loss(365_233.8639), '365,234')
  assert.equal(loss(undefined), noValue)
  assert.equal(intervalWords({ low: 0.93371, high: 1 }), '0.9337 to 1.0000')
  assert.equal(intervalWords(undefined), '')
  assert.equal(percent(0.9931), '99.3 %')
  assert.equal(shortId('0x2dbc32961234567890abcdef1234567890abc849'), '0x2dbc…c849')
  assert.equal(shortId('bafkreigehngn6t2'), 'bafkre…n6t2')
  assert.equal(shortId('short'), 'short')
})

test('times are told from now, in both directions', () => {
  const now = 1_000_000_000
  assert.equal(relativeTime(now - 2_000, now), 'just now')
  assert.equal(relativeTime(now - 59_000, now), '59 s ago')
  assert.equal(relativeTime(now - 61_000, now), '1 min ago')
  assert.equal(relativeTime(now + 2 * 3_600_000, now), 'in 2 h')
  assert.equal(relativeTime(now + 10_799_000, now), 'in 3 h')
  assert.equal(relativeTime(now - 90 * 60_000, now), '90 min ago')
  assert.equal(relativeTime(now - 200_000_000, now), '2 d ago')
})
