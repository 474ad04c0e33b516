/** The commands of package.json start from whatever Node npm is run with. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

test('a program gets flags of Node, its arguments, and its exit code back', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'commonhold-run-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const program = join(folder, 'program.ts')
  const text = 'const [, , ...args]: string[] = process.argv'
  const told = 'console.log(JSON.stringify({ flags: process.execArgv, args }))'
  writeFileSync(program, `${text}\n${told}\nprocess.exitCode = 3\n`)
  const run = join(root, 'scripts', 'run.mjs')
  const given = ['--stack-size=900', relative(root, program), '--seed=1', 'x']
  const { status, stdout } = spawnSync(process.execPath, [run, ...given], { encoding: 'utf8' })
  assert.deepEqual(JSON.parse(stdout), { flags: ['--stack-size=900'], args: ['--seed=1', 'x'] })
  assert.equal(status, 3)
})

test('no command of package.json hands TypeScript to the Node that npm has', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const direct = Object.entries(scripts).filter(([, line]) => {
    const first = line.split(' ').find((each, index) => index > 0 && !each.startsWith('-'))
    return line.startsWith('node ') && !first?.endsWith('.mjs')
  })
  assert.deepEqual(direct, [])
})
