import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { CommonholdError } from '@commonhold/base'
import { openDoors } from './all-doors.ts'
import { brokenDoor, type Door } from './door.ts'
import { parseFuzzRun, slicesOf } from './fuzz.ts'
import { makeInput } from './mutation/make-input.ts'
import { runInputs } from './run-inputs.ts'

const { doors, close } = await openDoors()
after(close)

/** Enough for every kind of change at every seed, and a second or two a door. */
const inputs = 2500
const nowMs = () => performance.now()

describe('P8: bent inputs at every door', () => {
  for (const door of doors) {
    const count = Math.ceil(inputs * door.weight)
    it(`${door.name}: are taken or refused, and nothing else comes of them`, async () => {
      const { taken, refused, findings } = await runInputs(door, {
        seed: 'npm test',
        from: 0,
        to: count,
        nowMs
      })
      const told = findings
        .slice(0, 3)
        .map((each) => `${each.index}: ${each.message} ${each.stack}`)
      assert.deepEqual(told, [])
      assert.equal(taken + refused, count)
      assert.ok(refused > 0)
    })
  }
})

describe('fuzzing', () => {
  const door = (enter: Door['enter']): Door => ({
    name: 'made up',
    weight: 1,
    seeds: [{ form: 'bytes', body: Uint8Array.of(1, 2, 3) }],
    enter
  })
  const run = (each: Door) => runInputs(each, { seed: '1', from: 0, to: 200, nowMs })

  it('gives the same input for the same seed, door and number, and others else', () => {
    const [csv] = doors.filter(({ name }) => name === 'csv')
    const inputOf = (seed: string, index: number) =>
      Buffer.from(makeInput(csv!, seed, index)).toString('hex')
    assert.equal(inputOf('a', 7), inputOf('a', 7))
    assert.notEqual(inputOf('a', 7), inputOf('a', 8))
    assert.notEqual(inputOf('a', 7), inputOf('b', 7))
  })

  it('finds a door that throws something else, or lays it at its own door', async () => {
    const bad = { code: 'BASE_BAD_VALUE', message: '', hint: '' }
    const findings = async (enter: Door['enter']) => (await run(door(enter))).findings.length
    const bent = (input: Uint8Array) => input.join() !== '1,2,3'
    assert.equal(await findings(() => {}), 0)
    assert.ok((await findings((input) => bent(input) && new Uint8Array(-input.length))) > 100)
    assert.ok((await findings((input) => bent(input) && Promise.reject(brokenDoor('no')))) > 100)
    const own = new CommonholdError({ ...bad, fault: 'self' })
    assert.ok((await findings((input) => bent(input) && Promise.reject(own))) > 100)
    const theirs = new CommonholdError({ ...bad, fault: 'peer' })
    assert.equal(await findings((input) => bent(input) && Promise.reject(theirs)), 0)
  })

  it('finds a door that no longer takes what is valid', async () => {
    let count = 0
    const refusal = new CommonholdError({ code: 'X', fault: 'peer', message: '', hint: '' })
    const { findings } = await run(door(() => (count++ > 50 ? Promise.reject(refusal) : undefined)))
    assert.equal(findings.length, 1)
    assert.match(findings[0]!.message, /not taken any more/)
  })

  it('shares inputs out by weight, each once, and refuses options that mean nothing', () => {
    const asked = parseFuzzRun(['--inputs', '1_000_000', '--from', '500'])
    const slices = slicesOf(doors, asked)
    const sizes = new Map<string, number>()
    for (const { door: name, from, to } of slices) {
      sizes.set(name, (sizes.get(name) ?? 0) + to - from)
    }
    const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    assert.ok(whole >= 1_000_000 && whole < 1_000_000 + doors.length)
    assert.equal(sizes.get('csv'), sizes.get('terms'))
    assert.ok(sizes.get('http-socket')! < sizes.get('csv')! / 5)
    for (const args of [
      ['--inputs', '0'],
      ['--from', '-1'],
      ['--workers', 'x']
    ]) {
      assert.throws(() => parseFuzzRun(args), { code: 'FUZZ_BAD_OPTION' })
    }
  })
})
