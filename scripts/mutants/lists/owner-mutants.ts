/** Defences of an owner's own machine: the HTTP interface, keys at rest, the embedded ledger. */
import type { Mutant } from '../mutant.ts'

const gate = 'packages/node/src/http/gate.ts'
const app = 'packages/node/src/http/http-app.test.ts'
const slow = 'packages/node/src/http/slow-clients.test.ts'
const server = 'packages/node/src/http/http-server.ts'
const sealed = 'packages/node/src/keys/sealed-keys.ts'
const atRest = 'packages/node/src/keys/keys-at-rest.test.ts'
const guard = 'contracts/ts/proxy/json-rpc-guard.ts'
const proxy = 'contracts/ts/filtering-proxy.test.ts'

/** By attack. */
export const ownerMutants: readonly Mutant[] = [
  {
    id: 'H1',
    defence: 'every call carries the owner’s token',
    file: gate,
    find: 'if (given !== null && equalText(given[1]!, options.token.reveal())) return',
    replace: 'if (given !== null) return',
    test: app
  },
  {
    id: 'H2',
    defence: 'the Host header names this machine',
    file: gate,
    find: 'if (name === undefined || ![...loopbackNames, ...options.hosts].includes(name)) {',
    replace: 'if (name === undefined) {',
    test: app
  },
  {
    id: 'H3',
    defence: 'no page of another origin calls',
    file: gate,
    find: 'if (origin !== null && origin !== ',
    replace: "if (origin === '' && origin !== ",
    test: app
  },
  {
    id: 'H4',
    defence: 'ids in paths are whole numbers and short names',
    file: 'packages/node/src/http/ledger-operations.ts',
    find: "const number = z.string().regex(/^[1-9]\\d{0,14}$/, 'a whole number from 1')",
    replace: 'const number = z.string()',
    test: app
  },
  {
    id: 'H5',
    defence: 'bodies are bounded while they are read',
    file: 'packages/node/src/http/operation.ts',
    find: 'maxSize: bytesMax,',
    replace: 'maxSize: 2 ** 40,',
    test: app
  },
  {
    id: 'H6',
    defence: 'bodies have the fields of their schema, and no others',
    file: 'packages/sdk/src/api/studies.ts',
    find: 'export const proposeStudySchema = z.strictObject({',
    replace: 'export const proposeStudySchema = z.object({',
    test: app
  },
  {
    id: 'H7',
    defence: 'a request arrives in time, or is cut off',
    file: server,
    find: 'requestTimeout: patience.requestMs,',
    replace: 'requestTimeout: 0,',
    test: slow
  },
  {
    id: 'H8',
    defence: 'a Host of no address is the caller’s fault',
    file: server,
    find: 'getRequestListener((request) => answer(app, request), {',
    replace: 'getRequestListener((request) => app.fetch(plainRequest(request)), {',
    test: slow
  },
  {
    id: 'K1',
    defence: 'a key store holds the keys that it names',
    file: sealed,
    find: 'if (keys.member === store.member && keys.nodePublicKey === store.nodePublicKey)',
    replace: 'if (keys.member !== undefined)',
    test: atRest
  },
  {
    id: 'K2',
    defence: 'a changed seal does not open',
    file: sealed,
    find: 'secrets = concatBytes(decipher.update(sealed.subarray(0, -tagBytes)), decipher.final())',
    replace: 'secrets = concatBytes(decipher.update(sealed.subarray(0, -tagBytes)))',
    test: atRest
  },
  {
    id: 'K3',
    defence: 'keys and token are their owner’s alone to read',
    file: 'packages/node/src/keys/key-store.ts',
    find: "(machineKey)}\\n`, { access: 'private' })",
    replace: '(machineKey)}\\n`)',
    test: atRest
  },
  {
    id: 'K4',
    defence: 'what a file asks scrypt to cost is bounded',
    file: sealed,
    find: 'scryptLogCost: z.int().min(10).max(20),',
    replace: 'scryptLogCost: z.int().min(10),',
    test: 'packages/node/src/keys/keys.test.ts'
  },
  {
    id: 'L1',
    defence: 'methods pass to the chain by an exact list',
    file: guard,
    find: 'if (!allowedMethods.has(method)) {',
    replace: "if (method.startsWith('anvil_')) {",
    test: proxy
  },
  {
    id: 'L2',
    defence: 'what was judged is what the chain reads',
    file: guard,
    find: "return { jsonrpc: '2.0', id, method, params }",
    replace: 'return entry as Question',
    test: 'contracts/ts/proxy/json-rpc-guard.test.ts'
  },
  {
    id: 'L3',
    defence: 'an address asks the chain so often, and no oftener',
    file: 'contracts/ts/filtering-proxy.ts',
    find: '!door.questions.use(from, questions.length + refusals.length) ||',
    replace: '',
    test: proxy
  },
  {
    id: 'F1',
    defence: 'parsers refuse what is no number (a model’s curvature)',
    file: 'packages/learning/src/federation/model-artefact.ts',
    find: ' || !Number.isFinite(curvature)',
    replace: '',
    test: 'packages/learning/src/federation/bent-model.test.ts'
  },
  {
    id: 'F1b',
    defence: 'parsers refuse what is nested beyond measure (a configuration)',
    file: 'packages/node/src/config/config.ts',
    find: 'if (!isFolder || depth === namesMax) return',
    replace: 'if (!isFolder) return',
    test: 'packages/node/src/config/nested-config.test.ts'
  }
]
