import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CommonholdError, type Hex, parseMemberId } from '@commonhold/base'
import fc from 'fast-check'
import { encodeInvite, type Invite, parseInvite } from './invite.ts'

const account = (digit: string): Hex => `0x${digit.repeat(40)}`

function inviteOf(changes: Partial<Invite> = {}): Invite {
  return {
    version: 1,
    member: parseMemberId(account('a')),
    peers: ['/ip4/127.0.0.1/tcp/4001/p2p/12D3KooWJ'],
    rpcUrl: 'http://127.0.0.1:8545',
    chainId: 31337,
    contracts: { members: account('1'), assets: account('2'), studies: account('3') },
    ...changes
  }
}

const isBad = (cause: unknown): boolean =>
  cause instanceof CommonholdError && cause.code === 'SDK_BAD_INVITE' && cause.fault === 'caller'

describe('invite', () => {
  test('comes back as it was, with white space around it', () => {
    const text = encodeInvite(inviteOf())
    assert.match(text, /^commonhold:\/\/[A-Za-z0-9_-]+$/)
    assert.deepEqual(parseInvite(`  ${text}\n`), inviteOf())
  })

  test('a cut address is refused, wherever it was cut', () => {
    const text = encodeInvite(inviteOf())
    for (let length = 0; length < text.length; length++) {
      assert.throws(() => parseInvite(text.slice(0, length)), isBad, `cut at ${length}`)
    }
  })

  test('any other text is refused, and only with SDK_BAD_INVITE', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.throws(() => parseInvite(`commonhold://${text}`), isBad)
      })
    )
  })

  test('a ledger that is no HTTP address, an unknown key and a long text are refused', () => {
    const encode = (document: unknown): string =>
      `commonhold://${Buffer.from(JSON.stringify(document)).toString('base64url')}`
    assert.deepEqual(parseInvite(encode(inviteOf())), inviteOf())
    assert.throws(() => parseInvite(encode(inviteOf({ rpcUrl: 'file:///etc/passwd' }))), isBad)
    assert.throws(() => parseInvite(encode({ ...inviteOf(), token: 'x' })), isBad)
    assert.throws(() => parseInvite(encode(inviteOf({ peers: ['no multiaddr'] }))), isBad)
    assert.throws(() => parseInvite(`commonhold://${'A'.repeat(5000)}`), isBad)
  })
})
