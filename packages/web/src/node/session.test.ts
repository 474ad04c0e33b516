/** Where a token comes from, and that it does not stay in the address bar. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeSession, openSession, type SessionPorts } from './session.ts'

function browserAt(hash: string, kept: Record<string, string> = {}) {
  const shown: string[] = []
  const store = new Map(Object.entries(kept))
  const ports: SessionPorts = {
    location: { hash, pathname: '/studies/1', search: '?compare=2' },
    history: { state: null, replaceState: (_state, _unused, url) => shown.push(String(url)) },
    storage: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => store.set(key, value),
      removeItem: (key) => store.delete(key)
    }
  }
  return { ports, shown, store }
}

test('a token in the fragment is kept for the tab and leaves the address bar', () => {
  const { ports, shown, store } = browserAt('#token=abc123')
  assert.equal(openSession(ports), 'abc123')
  assert.deepEqual(shown, ['/studies/1?compare=2'])
  assert.deepEqual([...store.values()], ['abc123'])
  const later = { ...ports, location: { ...ports.location, hash: '' } }
  assert.equal(openSession(later), 'abc123')
  closeSession(ports)
  assert.equal(openSession(later), undefined)
})

test('what cannot be a token is not kept, and leaves the address bar all the same', () => {
  for (const bad of ['%0d%0aauthorization: x', '%00', 'a b', '', 'x'.repeat(257)]) {
    const { ports, shown, store } = browserAt(`#token=${bad}`, { 'commonhold.token': 'old' })
    assert.equal(openSession(ports), 'old', bad)
    assert.deepEqual(shown, ['/studies/1?compare=2'])
    assert.deepEqual([...store.values()], ['old'])
  }
})

test('another fragment is left alone', () => {
  const { ports, shown } = browserAt('#rounds')
  assert.equal(openSession(ports), undefined)
  assert.deepEqual(shown, [])
})
