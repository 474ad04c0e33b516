import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { createCliWorld } from '../testing/cli-world.ts'

const digest = `0x${'2'.repeat(64)}`

describe('commands that change something', () => {
  test('data add names the file by its absolute path', async (context) => {
    const world = await createCliWorld(context)
    const result = await world.run(['data', 'add', './patients.csv', '--target', 'diagnosis'])
    assert.equal(result.exitCode, 0)
    assert.match(result.stdout, /^dataset {5}patients\n/)
    const folder = join(world.paths.root, '..')
    assert.deepEqual(world.calls.at(-1), {
      method: 'addDataset',
      arguments: [{ path: join(folder, 'patients.csv'), target: 'diagnosis' }]
    })
  })

  test('data add says again only where it is meant', async (context) => {
    const world = await createCliWorld(context)
    await world.run(['data', 'add', '/srv/a.csv', '--again'])
    assert.deepEqual(world.calls.at(-1)?.arguments, [{ path: '/srv/a.csv', again: true }])
  })

  test('data remove and study cancel ask first, and do nothing without a yes', async (context) => {
    for (const [line, method] of [
      [['data', 'remove', 'patients'], 'removeDataset'],
      [['study', 'cancel', '1'], 'cancelStudy']
    ] as const) {
      const refusals = [
        await createCliWorld(context, { answers: ['n'] }),
        await createCliWorld(context, { answers: [''] }),
        await createCliWorld(context)
      ]
      for (const world of refusals) {
        const result = await world.run(line)
        assert.equal(result.exitCode, 2)
        assert.match(result.stderr, /CLI_NOT_CONFIRMED/)
        assert.ok(!world.calls.some((call) => call.method === method))
      }
      const mute = await createCliWorld(context, { answers: ['y'] })
      assert.equal((await mute.run([...line, '--no-input'])).exitCode, 2)
      for (const [answers, more] of [[['y'], []] as const, [[], ['--yes']] as const]) {
        const world = await createCliWorld(context, { answers })
        assert.equal((await world.run([...line, ...more])).exitCode, 0)
        assert.equal(world.calls.at(-1)?.method, method)
      }
    }
  })

  test('study propose sends every option as what it means', async (context) => {
    const world = await createCliWorld(context)
    const member = `0x${'B'.repeat(40)}`
    const line =
      'study propose --title Diagnosis --description Why --target diagnosis --positive yes ' +
      '--features age,sex --model mlp --hidden 16,8 --rounds 20 --min-cohort 3 --max-members 9 ' +
      '--join-within-seconds 60 --round-seconds 30 --pass-on-seconds 5 --training-seconds 9 ' +
      `--invite ${member} --transcripts everyone --auditors ${member} ` +
      '--validation-fraction 0.25 --seed 7 --dry-run'
    const { exitCode, stdout } = await world.run(line.split(' '))
    assert.equal(exitCode, 0)
    assert.match(stdout, /A dry run: nothing was written\./)
    assert.deepEqual(world.calls.at(-1)?.arguments, [
      {
        dataset: 'patients',
        title: 'Diagnosis',
        description: 'Why',
        target: 'diagnosis',
        positive: 'yes',
        features: ['age', 'sex'],
        model: 'mlp',
        hidden: [16, 8],
        rounds: 20,
        minCohort: 3,
        maxMembers: 9,
        joinWithinSeconds: 60,
        roundSeconds: 30,
        passOnSeconds: 5,
        trainingSeconds: 9,
        invite: [member.toLowerCase()],
        transcripts: 'everyone',
        auditors: [member.toLowerCase()],
        validationFraction: 0.25,
        seed: 7,
        dryRun: true
      }
    ])
    const real = await world.run(['study', 'propose', '--title', 'Diagnosis'])
    assert.match(real.stdout, /Left out of what it learns from:\n- "patient_id" numbers the rows\n/)
    assert.match(
      real.stdout,
      /study 1 is proposed\. It starts when \d+ have joined.*\n.*commonhold study join 1/
    )
  })

  test('study join agrees to the terms that it showed, and to no others', async (context) => {
    const world = await createCliWorld(context, { answers: ['yes'] })
    const { exitCode, stderr, stdout } = await world.run(['study', 'join', '1'])
    assert.equal(exitCode, 0)
    assert.match(stderr, /- Rows never leave their node\./)
    assert.match(stdout, /joined study 1 with patients \(block 13\)/)
    const request = { dataset: 'patients', acceptTerms: digest }
    assert.deepEqual(world.calls.at(-1)?.arguments, [1, request])
    const other = `0x${'9'.repeat(64)}`
    await world.run(['study', 'join', '1', '--accept-terms', other])
    assert.deepEqual(world.calls.at(-1)?.arguments, [1, { ...request, acceptTerms: other }])
    const nobody = await createCliWorld(context)
    assert.match((await nobody.run(['study', 'join', '1'])).stderr, /CLI_NOT_CONFIRMED/)
    assert.equal((await nobody.run(['study', 'join', '1', '--yes', '--json'])).exitCode, 0)
  })

  test('study leave and study start', async (context) => {
    const world = await createCliWorld(context)
    assert.equal(
      (await world.run(['study', 'leave', '1'])).stdout,
      'withdrew from study 1 (block 13)\n'
    )
    assert.equal((await world.run(['study', 'start', '1'])).stdout, 'started study 1 (block 13)\n')
  })

  test('model predict prints a table, and writes a CSV without formulas', async (context) => {
    const world = await createCliWorld(context, {
      service: {
        predict: async () => ({
          asset: 3 as never,
          target: 'diagnosis',
          predictions: [
            { row: 1, value: 'yes', probabilities: { yes: 0.75, '=cmd()': 0.25 } },
            { row: 2, value: '=cmd()', probabilities: { yes: 0.25, '=cmd()': 0.75 } }
          ]
        })
      }
    })
    const folder = join(world.paths.root, '..')
    await writeFile(join(folder, 'new.csv'), 'age\n51\n')
    const line = ['model', 'predict', '3', 'new.csv', '--out', 'out.csv']
    const { stdout, exitCode } = await world.run(line)
    assert.equal(exitCode, 0)
    assert.match(stdout, /^row {2}diagnosis {2}probability\n {2}1 {2}yes {13}0\.7500\n/)
    assert.deepEqual(world.calls.at(-1)?.arguments, [{ asset: 3 }, { csv: 'age\n51\n' }])
    assert.equal(
      await readFile(join(folder, 'out.csv'), 'utf8'),
      'row,diagnosis,probability of yes,probability of =cmd()\n' +
        "1,yes,0.75,0.25\n2,'=cmd(),0.25,0.75\n"
    )
  })

  test('verify tells what passed in every round once, with --all each time', async (context) => {
    const check = { name: 'sum recomputed', ok: true, detail: '2 vectors' }
    const world = await createCliWorld(context, {
      service: {
        verifyStudy: async (study) => ({
          study,
          ok: true,
          checks: [1, 2, 3].map((round) => ({ ...check, round })),
          figures: {}
        })
      }
    })
    const short = await world.run(['verify', '1'])
    assert.match(short.stdout, /^ok {2}3 times {2}sum recomputed {2}- /m)
    assert.match(short.stdout, /study 1 holds: 3 checks, all passed/)
    const long = await world.run(['verify', '1', '--all'])
    assert.equal(long.stdout.match(/^ok/gm)?.length, 3)
  })

  test('verify ends with 3 where a check fails, and names whom it implicates', async (context) => {
    const member = `0x${'b'.repeat(40)}` as never
    const failed = { name: 'sum recomputed', round: 2, ok: false, detail: 'another sum' }
    const world = await createCliWorld(context, {
      service: {
        verifyStudy: async (study) => ({
          study,
          ok: false,
          checks: [{ ...failed, implicates: member }],
          figures: {}
        })
      },
      verifyStudyOffline: async ({ study, artifacts }) => ({
        study,
        ok: true,
        checks: [{ name: artifacts, ok: true, detail: '' }],
        figures: { rounds: 5 }
      })
    })
    const { exitCode, stdout, stderr } = await world.run(['verify', '1'])
    assert.equal(exitCode, 3)
    assert.match(stdout, /FAILED {6}2 {2}sum recomputed {2}another sum {2}0xbbbbbbbb…/)
    assert.match(stdout, /study 1 does NOT hold/)
    assert.match(stderr, /CLI_VERIFICATION_FAILED/)
    const studies = `0x${'1'.repeat(40)}`
    const place = [
      '--rpc-url',
      'http://127.0.0.1:1',
      '--studies',
      studies,
      '--artifacts',
      './files'
    ]
    const offline = await world.run(['verify', '1', ...place])
    assert.equal(offline.exitCode, 0)
    assert.match(offline.stdout, /ok {6}- {2}\.\/files/)
    const json = await world.run(['verify', '1', '--json'])
    assert.equal(json.exitCode, 3)
    assert.equal(JSON.parse(json.stdout).ok, false)
  })

  test('verify says where files were missing and nobody is to blame', async (context) => {
    const missing = { name: 'the transcript', round: 1, ok: false, detail: 'none has it' }
    const world = await createCliWorld(context, {
      service: {
        verifyStudy: async (study) => ({ study, ok: false, checks: [missing], figures: {} })
      }
    })
    const { exitCode, stdout, stderr } = await world.run(['verify', '1'])
    assert.equal(exitCode, 3)
    assert.match(stdout, /study 1 is NOT shown to hold/)
    assert.match(stderr, /a member or an auditor of the study can verify it/)
  })

  test('study propose names a bad option before it asks the node', async (context) => {
    const world = await createCliWorld(context)
    for (const [option, value, words] of [
      ['--invite', '0xabc', /as `commonhold members` shows them/],
      ['--auditors', 'Mercy', /as `commonhold members` shows them/],
      ['--model', 'forest', /auto, logistic, linear, mlp/],
      ['--transcripts', 'nobody', /members, everyone/]
    ] as const) {
      const { exitCode, stderr } = await world.run([
        'study',
        'propose',
        '--title',
        'x',
        option,
        value
      ])
      assert.equal(exitCode, 2)
      assert.match(stderr, words)
      assert.match(stderr, new RegExp(option))
    }
    assert.equal(world.calls.length, 0)
  })
})
