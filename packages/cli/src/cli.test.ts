import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CommonholdError, type Fault } from '@commonhold/base'
import { allCommands } from './commands/all-commands.ts'
import { createOutput } from './output/output.ts'
import { createCliWorld } from './testing/cli-world.ts'

function failing(fault: Fault): () => Promise<never> {
  return async () => {
    throw new CommonholdError({
      code: 'NODE_TEST',
      fault,
      message: 'It broke.',
      hint: 'Mend it.'
    })
  }
}

describe('the command line', () => {
  test('ends with a code by whose fault it was', async (context) => {
    const codes: Record<Fault, number> = { self: 1, caller: 2, peer: 3, chain: 4 }
    for (const [fault, exitCode] of Object.entries(codes) as [Fault, number][]) {
      const world = await createCliWorld(context, { service: { status: failing(fault) } })
      const result = await world.run(['status'])
      assert.equal(result.exitCode, exitCode, fault)
      assert.equal(result.stdout, '')
      assert.equal(
        result.stderr,
        'error: It broke.\nwhat to do: Mend it.\ncode: NODE_TEST (docs/errors/NODE_TEST.md)\n'
      )
    }
  })

  test('tells errors as one JSON document too', async (context) => {
    const world = await createCliWorld(context, { service: { status: failing('chain') } })
    const { stdout, exitCode } = await world.run(['status', '--json'])
    assert.equal(exitCode, 4)
    assert.equal(JSON.parse(stdout).error.code, 'NODE_TEST')
    const usage = await world.run(['study', 'show', '--json'])
    assert.equal(usage.exitCode, 2)
    assert.equal(JSON.parse(usage.stdout).error.code, 'CLI_BAD_USAGE')
  })

  test('refuses words that it does not know, and the node hears nothing', async (context) => {
    const world = await createCliWorld(context)
    const lines = [
      ['statsu'],
      ['status', '--jsn'],
      ['study', 'show'],
      ['study', 'show', 'one'],
      ['study', 'show', '1', '2'],
      ['study', 'show', '-1'],
      ['study', 'propose', '--title', 'x', '--rounds', '1.5'],
      ['study', 'propose', '--title', 'x', '--hidden', '8,x'],
      ['model', 'show', 'study-'],
      ['verify', '1', '--rpc-url', 'http://127.0.0.1:1']
    ]
    for (const line of lines) {
      const result = await world.run(line)
      assert.equal(result.exitCode, 2, line.join(' '))
      assert.match(result.stderr, /code: CLI_BAD_USAGE/, line.join(' '))
    }
    assert.deepEqual(world.calls, [])
  })

  test('explains every command, with two examples or more', async (context) => {
    const world = await createCliWorld(context)
    for (const { name, examples } of allCommands) {
      const { exitCode, stdout } = await world.run([...name.split(' '), '--help'])
      assert.equal(exitCode, 0, name)
      assert.ok(examples.length >= 2, name)
      for (const example of examples) {
        assert.ok(example.startsWith(name), `${example} shows ${name}`)
        assert.ok(stdout.includes(`commonhold ${example}`), name)
      }
      assert.match(stdout, /--json/, name)
    }
    const top = await world.run(['--help'])
    assert.match(top.stdout, /commonhold init\n {2}commonhold up/)
    assert.equal((await world.run(['--version'])).stdout, '0.1.0\n')
  })

  test('shows what there is where a command is missing', async (context) => {
    const world = await createCliWorld(context)
    for (const line of [[], ['study']]) {
      const { exitCode, stderr } = await world.run(line)
      assert.equal(exitCode, 2)
      assert.match(stderr, /Usage: commonhold/)
    }
  })

  test('has colours on a terminal only, and not where NO_COLOR is set', async (context) => {
    const plain = await createCliWorld(context)
    const terminal = await createCliWorld(context, { isTerminal: true })
    const quiet = await createCliWorld(context, { isTerminal: true, env: { NO_COLOR: '1' } })
    const controls = new RegExp(String.fromCharCode(27))
    assert.doesNotMatch((await plain.run(['members'])).stdout, controls)
    assert.match((await terminal.run(['members'])).stdout, controls)
    assert.doesNotMatch((await quiet.run(['members'])).stdout, controls)
    assert.doesNotMatch((await terminal.run(['members', '--no-color'])).stdout, controls)
  })

  // A member chooses its own name: it must not be able to write over what the terminal shows.
  test('prints no control characters of strangers', async (context) => {
    const name = '\u001b[2J\u001b[1;1Hok\r\u202e'
    const world = await createCliWorld(context, {
      service: {
        peers: async () => [
          {
            member: `0x${'c'.repeat(40)}` as never,
            name,
            connected: true,
            sentBytes: 0,
            receivedBytes: 0
          }
        ]
      }
    })
    const { stdout } = await world.run(['peers'])
    assert.match(stdout, /ok/)
    assert.ok(![...stdout].some((letter) => letter !== '\n' && /\p{Cc}|\p{Cf}/u.test(letter)))
  })

  test('shows where things stand on a terminal only, and wipes it before a result', () => {
    for (const isTerminal of [true, false]) {
      const written: string[] = []
      const sink = { isTerminal, write: (text: string) => void written.push(text) }
      const out = createOutput({ stdout: sink, stderr: sink, isJson: false, color: false })
      out.standing('round 1: keys')
      out.standing('round 1: shares')
      out.show({}, () => 'done')
      const wipe = `\r${String.fromCharCode(27)}[K`
      const standing = ['round 1: keys', wipe, 'round 1: shares', wipe]
      assert.deepEqual(written, [...(isTerminal ? standing : []), 'done\n'])
    }
  })

  test('says how to start a node where none runs', async (context) => {
    const world = await createCliWorld(context)
    const elsewhere = await world.run(['status', '--home', './nowhere'])
    assert.equal(elsewhere.exitCode, 2)
    assert.match(elsewhere.stderr, /No node runs on .*nowhere/)
    assert.match(elsewhere.stderr, /commonhold up/)
    await world.server.stop()
    assert.match((await world.run(['status'])).stderr, /code: SDK_NODE_UNREACHABLE/)
  })
})
