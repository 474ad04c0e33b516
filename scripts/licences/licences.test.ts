import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { installedPackages } from './installed-packages.ts'
import { isAllowed, permissive } from './licence-expression.ts'
import { licenceTable, refusedPackages } from './licences.ts'

describe('licences', () => {
  test('everything installed is under a permissive licence', () => {
    const packages = installedPackages(fileURLToPath(new URL('../..', import.meta.url)))
    assert.ok(packages.length > 100, `only ${packages.length} packages were seen`)
    assert.deepEqual(
      refusedPackages(packages).map(({ path, licence }) => `${path}: ${licence}`),
      []
    )
  })

  test('a choice needs one permissive side, a sum needs both', () => {
    const allowed = ['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND (ISC OR GPL-2.0)', 'GPL-2.0 OR 0BSD']
    const refused = [
      '',
      'GPL-3.0-or-later',
      'AGPL-3.0',
      'LGPL-2.1',
      'BUSL-1.1',
      'SSPL-1.0',
      'MPL-2.0',
      'UNLICENSED',
      'SEE LICENSE IN LICENSE.md',
      'MIT AND GPL-3.0',
      'MIT AND (GPL-2.0 OR LGPL-2.1)',
      'MIT OR',
      '(MIT',
      'MIT)',
      'MIT GPL-3.0',
      'Apache-2.0 WITH Commons-Clause',
      'OR MIT'
    ]
    for (const each of allowed) assert.equal(isAllowed(each, permissive), true, each)
    for (const each of refused) assert.equal(isAllowed(each, permissive), false, each)
  })

  test('nested packages, scopes and old ways of stating a licence are read', () => {
    const root = mkdtempSync(join(tmpdir(), 'commonhold-licences-'))
    const put = (path: string, stated: object) => {
      mkdirSync(join(root, path), { recursive: true })
      writeFileSync(join(root, path, 'package.json'), JSON.stringify({ name: path, ...stated }))
    }
    put('node_modules/@a/b', { license: { type: 'MIT' } })
    put('node_modules/@a/b/node_modules/c', { license: 'AGPL-3.0' })
    put('node_modules/d', { licenses: [{ type: 'GPL-2.0' }, { type: 'ISC' }] })
    put('packages/x/node_modules/e', {})
    mkdirSync(join(root, 'node_modules/.cache'))
    try {
      const packages = installedPackages(root)
      assert.deepEqual(
        packages.map(({ licence }) => licence),
        ['MIT', 'AGPL-3.0', 'GPL-2.0 OR ISC', '']
      )
      assert.deepEqual(
        refusedPackages(packages).map(({ path }) => path),
        ['node_modules/@a/b/node_modules/c', 'packages/x/node_modules/e']
      )
      assert.match(licenceTable(packages), /\| AGPL-3\.0 \| 1 \|/)
    } finally {
      rmSync(root, { recursive: true })
    }
  })

  test('an exception lets one package pass, and no other', () => {
    const tool = { name: 'tool', version: '1', licence: 'MPL-2.0', path: 'node_modules/tool' }
    const other = { ...tool, name: 'other', path: 'node_modules/other' }
    assert.deepEqual(refusedPackages([tool, other], { tool: 'MPL-2.0' }), [other])
  })
})
