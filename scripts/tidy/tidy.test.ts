import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createProject } from './project.ts'
import { rules } from './tidy.ts'

/** Files that break a rule, with the place and words of its finding, and files that do not. */
type Case = {
  readonly rule: string
  readonly fires: Readonly<Record<string, string>>
  readonly at: string
  readonly says: RegExp
  readonly quiet: Readonly<Record<string, string>>
}

const long = (lines: number) => 'x()\n'.repeat(lines)
const page = (code: string) => ({ [`docs/errors/${code}.md`]: `# ${code}\n\nWhat happened.\n` })

const cases: readonly Case[] = [
  {
    rule: 'import-direction',
    fires: { 'packages/base/src/a.ts': "import { b } from '@commonhold/learning'\n" },
    at: 'packages/base/src/a.ts:1',
    says: /base \(ring 0\) may not import learning/,
    quiet: {
      'packages/learning/src/a.ts': "import { b } from '@commonhold/base'\n",
      'packages/learning/src/a.test.ts': "import { b } from '@commonhold/platform'\n",
      'packages/indexing/src/a.ts': "import { b } from '@commonhold/contracts/abi'\n"
    }
  },
  {
    rule: 'import-direction',
    fires: { 'packages/protocol/src/a.ts': "import type { b } from '@commonhold/learning/x'\n" },
    at: 'packages/protocol/src/a.ts:1',
    says: /protocol \(ring 1\) may not import learning/,
    quiet: {}
  },
  {
    rule: 'import-direction',
    fires: { 'packages/node/src/a.ts': "\nexport { createClient } from 'viem'\n" },
    at: 'packages/node/src/a.ts:2',
    says: /viem may be imported only in contracts, sdk/,
    quiet: { 'contracts/ts/a.ts': "export { createClient } from 'viem/actions'\n" }
  },
  {
    rule: 'import-direction',
    fires: { 'packages/network/src/a.ts': "const a = await import('node:sqlite')\n" },
    at: 'packages/network/src/a.ts:1',
    says: /node:sqlite may be imported only in indexing/,
    quiet: { 'packages/indexing/src/a.ts': "const a = await import('node:sqlite')\n" }
  },
  {
    rule: 'import-direction',
    fires: { 'packages/node/src/a.ts': "import { b } from '../../sdk/src/b.ts'\n" },
    at: 'packages/node/src/a.ts:1',
    says: /leaves the package/,
    quiet: { 'packages/node/src/a/a.ts': "import { b } from '../b.ts'\n" }
  },
  {
    rule: 'import-direction',
    fires: { 'packages/serving/src/a.ts': 'export const a = 1\n' },
    at: 'packages/serving/src/a.ts:1',
    says: /no ring/,
    quiet: {}
  },
  {
    rule: 'import-cycle',
    fires: {
      'packages/base/src/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
      'packages/base/src/b.ts': "import { c } from './c.ts'\nexport const b = c\n",
      'packages/base/src/c.ts': "import { type A, a } from './a.ts'\nexport const c = a\n"
    },
    at: 'packages/base/src/a.ts:1',
    says: /a\.ts, .*b\.ts, .*c\.ts/,
    quiet: {
      'packages/base/src/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
      'packages/base/src/b.ts': "import type { A } from './a.ts'\nexport const b = 1\n",
      'packages/base/src/c.ts': "import { type A } from './c.ts'\nexport const c = 1\n"
    }
  },
  {
    rule: 'import-cycle',
    fires: {
      'packages/base/src/index.ts': "export { a } from '@commonhold/learning/a'\n",
      'packages/learning/src/a.ts': "import { a } from '@commonhold/base'\n"
    },
    at: 'packages/base/src/index.ts:1',
    says: /learning\/src\/a\.ts/,
    quiet: {}
  },
  {
    rule: 'own-index',
    fires: {
      'packages/base/src/index.ts': 'export {}\n',
      'packages/base/src/deep/a.ts': "import { b } from '../index.ts'\n"
    },
    at: 'packages/base/src/deep/a.ts:1',
    says: /own index/,
    quiet: { 'packages/base/src/a.ts': "import { b } from './b.ts'\n" }
  },
  {
    rule: 'own-index',
    fires: { 'packages/base/src/a.test.ts': "import { b } from '@commonhold/base/b'\n" },
    at: 'packages/base/src/a.test.ts:1',
    says: /own index/,
    quiet: { 'packages/sdk/src/a.ts': "import { b } from '@commonhold/base'\n" }
  },
  ...[
    ['export const a = Date.now()', 'export const a = (clock: Clock) => clock.nowMs()'],
    ['export const a = new Date()', 'export const a = new Date(0)'],
    ['export const a = Math.random()', 'export const a = Math.sqrt(2)'],
    ['crypto.getRandomValues(bytes)', 'export const a = (crypto: C) => crypto.randomUUID()'],
    ["import { a } from 'node:fs'", "import { a } from 'zod'"],
    ['setTimeout(a, 1)', 'export const a = { setTimeout: 1 }'],
    ['export const a = process.env', 'export type A = { process: number }'],
    ['export const a = { fetch }', 'export const a = (peers: P) => peers.fetch()'],
    ['console.log(1)', 'const console = log\nconsole.log(1)'],
    ['globalThis.fetch(a)', 'export const fetch = 1\nfetch'],
    ['export const a = (now = Date.now) => now()', 'export const a = (now = 1) => now']
  ].map(([bad = '', good = '']) => ({
    rule: 'ambient-world',
    fires: { 'packages/learning/src/a.ts': `${bad}\n` },
    at: 'packages/learning/src/a.ts:1',
    says: /of the outer world/,
    quiet: {
      'packages/learning/src/a.ts': `${good}\n`,
      'packages/learning/src/a.test.ts': `${bad}\n`,
      'packages/platform/src/a.ts': `${bad}\n`
    }
  })),
  {
    rule: 'file-name',
    fires: { 'scripts/utils.ts': '' },
    at: 'scripts/utils.ts:1',
    says: /says nothing/,
    quiet: { 'scripts/ring-sum.test.ts': '', 'contracts/src/Studies.sol': '', 'README.md': '' }
  },
  {
    rule: 'file-name',
    fires: { 'scripts/ringSum.ts': '' },
    at: 'scripts/ringSum.ts:1',
    says: /kebab-case/,
    quiet: { 'contracts/test/Studies.model.test.ts': '', 'biome.json': '{}' }
  },
  {
    rule: 'file-size',
    fires: { 'scripts/a.ts': long(401) },
    at: 'scripts/a.ts:400',
    says: /401 lines, over 400/,
    quiet: { 'scripts/a.ts': long(400), 'scripts/a.test.ts': long(500) }
  },
  {
    rule: 'file-size',
    fires: { 'scripts/a.ts': `\n// ${'a '.repeat(49)}\n` },
    at: 'scripts/a.ts:2',
    says: /101 columns/,
    quiet: {
      'scripts/a.ts': `// ${'a'.repeat(97)}\n// https://${'a'.repeat(97)}\n`,
      'contracts/src/A.sol': `// ${'a'.repeat(117)}\n`
    }
  },
  {
    rule: 'function-size',
    fires: { 'scripts/a.ts': `\nconst a = () => {\n${long(69)}}\n` },
    at: 'scripts/a.ts:2',
    says: /71 lines, over 70/,
    quiet: {
      'scripts/a.ts': `const a = () => {\n${long(68)}}\n`,
      'scripts/a.test.ts': `describe('a', () => {\n${long(99)}test('b', () => {})\n})\n`
    }
  },
  {
    rule: 'named-exports',
    fires: { 'scripts/a.ts': 'export default 1\n' },
    at: 'scripts/a.ts:1',
    says: /default export/,
    quiet: { 'contracts/hardhat.config.ts': 'export default 1\n' }
  },
  {
    rule: 'named-exports',
    fires: { 'scripts/a.ts': "export * from './b.ts'\n" },
    at: 'scripts/a.ts:1',
    says: /export \*/,
    quiet: { 'scripts/a.ts': "export { b } from './b.ts'\n" }
  },
  {
    rule: 'plain-error',
    fires: { 'examples/a.ts': "\nthrow new TypeError('no')\n" },
    at: 'examples/a.ts:2',
    says: /TypeError/,
    quiet: {
      'examples/a.ts': 'throw new CommonholdError({})\n',
      'a.test.ts': 'throw new Error()\n'
    }
  },
  {
    rule: 'documentation',
    fires: { 'packages/base/src/a.ts': '/** A. */\nimport "b"\n\nexport const a = 1\n' },
    at: 'packages/base/src/a.ts:4',
    says: /a is exported without/,
    quiet: {
      'packages/base/src/a.ts':
        '/** A. */\nimport "b"\n\n/** One. */\nexport const a = [1]\nexport type A = typeof a\n'
    }
  },
  {
    rule: 'documentation',
    fires: { 'contracts/ts/a.ts': 'const a = 1\n' },
    at: 'contracts/ts/a.ts:1',
    says: /does not begin/,
    quiet: { 'contracts/ts/index.ts': 'export { a } from "./a.ts"\n', 'scripts/a.ts': 'a()\n' }
  },
  {
    rule: 'error-page',
    fires: { 'packages/base/src/a.ts': "\nfail({ code: 'BASE_BAD_A' })\n" },
    at: 'packages/base/src/a.ts:2',
    says: /BASE_BAD_A has no page/,
    quiet: {
      'packages/base/src/a.ts': "fail({ code: 'BASE_BAD_A' })\nrefuse('BASE_BAD_B')\n",
      'packages/base/src/a.test.ts': "fail({ code: 'BASE_BAD_C' })\n",
      ...page('BASE_BAD_A'),
      ...page('BASE_BAD_B')
    }
  },
  {
    rule: 'error-page',
    fires: page('BASE_GONE'),
    at: 'docs/errors/BASE_GONE.md:1',
    says: /no source raises BASE_GONE/,
    quiet: {}
  },
  {
    rule: 'error-page',
    fires: {
      'packages/base/src/a.ts': "class A { code = 'BASE_BAD_A' }\n",
      'docs/errors/BASE_BAD_A.md': '# Bad A\n'
    },
    at: 'docs/errors/BASE_BAD_A.md:1',
    says: /the title is not/,
    quiet: {}
  },
  {
    rule: 'promise',
    fires: {
      'docs/specs/a.md': '# A\n\n- **R4** It holds.\n',
      'packages/base/src/a.test.ts': "test('R41 and XR4 hold', () => {})\n"
    },
    at: 'docs/specs/a.md:3',
    says: /R4 is promised/,
    quiet: {
      'packages/learning/src/masking/SPEC.md': '# A\n\n- **R4** It holds.\n',
      'packages/base/src/a.test.ts': "describe.skip('a', () => test(`R4: a`, () => {}))\n"
    }
  },
  {
    rule: 'promise',
    fires: { 'contracts/src/A.sol': '/// @dev holds:\n///   E1  Every wei is owed.\n' },
    at: 'contracts/src/A.sol:2',
    says: /E1 is promised/,
    quiet: {
      'contracts/src/A.sol': '/// - **E1** Every wei is owed.\n',
      'contracts/test/A.t.sol': 'function invariant_E1_everyWei() public view {}\n'
    }
  },
  {
    rule: 'promise',
    fires: {
      'docs/specs/a.md': '# A\n\n- **R4** It holds.\n',
      'docs/specs/b.md': '# B\n\n- **R4** Another.\n',
      'a.test.ts': "test('R4', () => {})\n"
    },
    at: 'docs/specs/b.md:3',
    says: /already promised in docs\/specs\/a.md/,
    quiet: {}
  },
  {
    rule: 'dead-file',
    fires: {
      'packages/base/src/a.ts': 'export const a = 1\n',
      'packages/base/src/a.test.ts': "import { a } from './a.ts'\n"
    },
    at: 'packages/base/src/a.ts:1',
    says: /no source but a test/,
    quiet: {
      'packages/base/src/a.ts': "import type { B } from './b.ts'\nif (import.meta.main) run()\n",
      'packages/base/src/b.ts': "new Worker(new URL('./c.ts', import.meta.url))\n",
      'packages/base/src/c.ts': '',
      'packages/base/src/index.ts': '',
      'scripts/d.ts': '',
      'package.json': '{ "scripts": { "d": "node scripts/d.ts" } }'
    }
  },
  {
    rule: 'title',
    fires: { 'docs/a.md': '# A\n\n# B\n' },
    at: 'docs/a.md:3',
    says: /second title/,
    quiet: { 'docs/a.md': '# A\n\n```sh\n# a comment\n```\n' }
  },
  {
    rule: 'title',
    fires: { 'docs/a.md': 'Text.\n\n# A\n' },
    at: 'docs/a.md:1',
    says: /begin with its title/,
    quiet: {}
  }
]

describe('tidy', () => {
  for (const { rule: name, fires, at, says, quiet } of cases) {
    const rule = rules.find((each) => each.name === name)
    test(`${name} fires at ${at} because it ${says.source}`, () => {
      const findings = rule?.check(createProject(new Map(Object.entries(fires)))) ?? []
      const said = findings.map(({ path, line, message }) => `${path}:${line} ${message}`)
      assert.ok(
        said.some((each) => each.startsWith(`${at} `) && says.test(each)),
        said.join('\n')
      )
    })
    test(`${name} is quiet about ${Object.keys(quiet).join(', ')} beside ${at}`, () => {
      assert.deepEqual(rule?.check(createProject(new Map(Object.entries(quiet)))), [])
    })
  }

  test('has a case for every rule', () => {
    const tried = new Set(cases.map(({ rule }) => rule))
    assert.deepEqual(
      rules.map(({ name }) => name).filter((name) => !tried.has(name)),
      []
    )
  })

  test('says which file does not parse', () => {
    assert.throws(() => createProject(new Map([['a.ts', 'const = 1']])), {
      code: 'TIDY_BAD_SYNTAX',
      message: /a\.ts/
    })
  })
})
