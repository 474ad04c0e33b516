/** Defences against other nodes, members or not. */
import type { Mutant } from '../mutant.ts'

const peer = 'packages/network/src/peer'
const attacks = `${peer}/attacks.test.ts`
const floods = `${peer}/floods.test.ts`
const independence = 'packages/learning/src/masking/masked-independence.test.ts'
const hostile = 'packages/network/src/artefact/hostile-content.test.ts'

/** By attack. */
export const peerMutants: readonly Mutant[] = [
  {
    id: 'P1',
    defence: 'a vector is masked, by streams over its whole length',
    file: 'packages/learning/src/masking/mask-vector.ts',
    find: 'await applyStreams(crypto, { vector: masked, wordsPerElement, streams })',
    replace: [
      'const half = masked.length / 2',
      'for (const vector of [masked.subarray(0, half), masked.subarray(half)]) {',
      '  await applyStreams(crypto, { vector, wordsPerElement, streams })',
      '}'
    ].join('\n'),
    test: independence
  },
  {
    id: 'P1b',
    defence: 'a vector is masked at all',
    file: 'packages/learning/src/masking/mask-vector.ts',
    find: 'await applyStreams(crypto, { vector: masked, wordsPerElement, streams })',
    replace: 'await Promise.resolve([crypto, wordsPerElement, streams])',
    test: independence
  },
  {
    id: 'P2',
    defence: 'every key of masks is bound to its round',
    file: 'packages/learning/src/masking/key-schedule.ts',
    find: 'return crypto.hkdf({ secret, salt: binding, info, length })',
    replace: 'return crypto.hkdf({ secret, salt: new Uint8Array(32), info, length })',
    test: 'packages/learning/src/masking/privacy.test.ts'
  },
  {
    id: 'P3',
    defence: 'fewer holders than the threshold open nothing',
    file: 'packages/learning/src/masking/unmask.ts',
    find: 'if (shares.length < need) throw tooFewShares(',
    replace: 'if (shares.length < 1) throw tooFewShares(',
    test: 'packages/learning/src/masking/unmask.test.ts'
  },
  {
    id: 'P4',
    defence: 'content is held to its id, and who gave other bytes is named',
    file: 'packages/network/src/blob/memory-blob-store.ts',
    find: "throw networkError('NETWORK_BAD_CONTENT', message, { details: { cid, expected } })",
    replace: 'void message',
    test: 'packages/network/src/artefact/fetch-artefact.test.ts'
  },
  {
    id: 'P5',
    defence: 'a node is a member by the key that the ledger names',
    file: `${peer}/hello.ts`,
    find: 'if (expected !== remoteKey) throw impostor(',
    replace: 'if (expected === undefined) throw impostor(',
    test: attacks
  },
  {
    id: 'P5b',
    defence: 'who is no member on the ledger is turned away',
    file: `${peer}/hello.ts`,
    find: [
      "if (expected === undefined) throw impostor(record.member, 'the ledger has no such member')",
      "  if (expected !== remoteKey) throw impostor(record.member, 'the ledger names another key')"
    ].join('\n'),
    replace: '',
    test: attacks
  },
  {
    id: 'P6',
    defence: 'a hello counts between the two nodes that it names',
    file: `${peer}/hello.ts`,
    find: 'return { member, from: from.toString(), to: to.toString(), nonce, answers }',
    replace: 'return { member, from: [from, to].map(String).join().length, nonce, answers }',
    test: attacks
  },
  {
    id: 'P7',
    defence: 'a connection that says nothing is closed in time',
    file: `${peer}/connection-entries.ts`,
    find: "deadline.signal.addEventListener('abort', () => refuse(entry, deadline.signal.reason))",
    replace: '',
    test: attacks
  },
  {
    id: 'P8',
    defence: 'gossip is for members: strangers’ streams wait for a hello',
    file: `${peer}/gated-registrar.ts`,
    find: '          await gate(connection)\n',
    replace: '',
    test: attacks
  },
  {
    id: 'P9',
    defence: 'a member asks so often, and no oftener',
    file: `${peer}/request-server.ts`,
    find: "throw networkError('NETWORK_RATE_LIMITED', message)",
    replace: 'void message',
    test: floods
  },
  {
    id: 'P9b',
    defence: 'a member gossips so often, and no oftener',
    file: `${peer}/gossip.ts`,
    find: '      : TopicValidatorResult.Ignore',
    replace: '      : TopicValidatorResult.Accept',
    test: floods
  },
  {
    id: 'P10',
    defence: 'a member has so many streams open, and no more',
    file: `${peer}/request-server.ts`,
    find: 'open: limits.openPerMemberMax,',
    replace: 'open: 1e9,',
    test: attacks
  },
  {
    id: 'P11',
    defence: 'a question arrives in time, or its stream is cut',
    file: `${peer}/stream-channel.ts`,
    find: 'if (isLive(stream)) stream.abort(reason)',
    replace: '',
    test: attacks
  },
  {
    id: 'P12',
    defence: 'a reader of content who does not read is cut off',
    file: 'packages/network/src/artefact/artefact-stream.ts',
    find: "const deadline = startDeadline(clock, stallMsMax, 'Waiting for a reader')",
    replace: "const deadline = startDeadline(clock, 1e9, 'Waiting for a reader')",
    test: floods
  },
  {
    id: 'P13',
    defence: 'a document is bounded in depth before it is parsed',
    file: 'packages/base/src/json-shape.ts',
    find: 'if (++depth > documentDepthMax) return',
    replace: 'if (++depth > 1e9) return',
    test: 'packages/base/src/json-shape.test.ts'
  },
  {
    id: 'P13b',
    defence: 'a document is bounded in values before it is parsed',
    file: 'packages/base/src/json-shape.ts',
    find: '    } else if (byte === comma) {\n      if (++values > documentValuesMax)',
    replace: '    } else if (byte === comma) {\n      if (values > documentValuesMax)',
    test: 'packages/base/src/json-shape.test.ts'
  },
  {
    id: 'P13c',
    defence: 'a round’s messages are held to those bounds too',
    file: 'packages/node/src/rounds/message-frame.ts',
    find: 'if (fault !== undefined) throw badDocument(what, fault)',
    replace: '',
    test: 'packages/node/src/rounds/message-bombs.test.ts'
  },
  {
    id: 'P14',
    defence: 'a claimed size is refused before anything of it is read',
    file: `${peer}/request-server.ts`,
    find: 'if (bodyLength > requestBytesMax) throw tooLarge(bodyLength, requestBytesMax)',
    replace: '',
    test: attacks
  },
  {
    id: 'P15',
    defence: 'no more is taken than was announced, unpacked or not',
    file: 'packages/network/src/artefact/fetch-artefact.ts',
    find: 'if (progress.writer.sizeBytes + value.length > sizeBytes) {',
    replace: 'if (value.length < 0) {',
    test: hostile
  },
  {
    id: 'P16',
    defence: 'a redirect is no answer',
    file: 'packages/network/src/artefact/http-source.ts',
    find: "redirect: 'error',",
    replace: "redirect: 'follow',",
    test: hostile
  },
  {
    id: 'P17',
    defence: 'an address record is its member’s, by signature and by the ledger',
    file: `${peer}/address-book.ts`,
    find: 'if ((await directory.nodeKeyOf(record.member)) !== record.nodeKey) return false',
    replace: 'await directory.nodeKeyOf(record.member)',
    test: `${peer}/address-attacks.test.ts`
  },
  {
    id: 'P17b',
    defence: 'the newest record wins, not the last one heard',
    file: `${peer}/address-book.ts`,
    find: 'return held.nodeKey !== record.nodeKey || record.sequence > held.sequence',
    replace: 'return true',
    test: `${peer}/address-attacks.test.ts`
  },
  {
    id: 'P18',
    defence: 'a token opens one content once',
    file: 'packages/network/src/artefact/artefact-token.ts',
    find: "if (seen.has(name)) throw badToken('it was used before')",
    replace: '',
    test: 'packages/network/src/http/artefact-handler.test.ts'
  },
  {
    id: 'P19',
    defence: 'content is for those whom its study’s terms name',
    file: 'packages/node/src/service/access-book.ts',
    find: 'return record.members.some((each) => each.member === member)',
    replace: 'return record.members.length > 0',
    test: 'packages/node/src/service/access-book.test.ts'
  }
]
