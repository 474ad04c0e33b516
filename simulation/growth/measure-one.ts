/** One measurement in a process of its own, whose memory is then its own too: `round 30`. */
import { assert } from '@commonhold/base'
import { measureMasking } from './measure-masking.ts'
import { measureRound } from './measure-round.ts'

const [what, text] = process.argv.slice(2)
const members = Number(text)
// The first round of a process also compiles the code, which no later one of a node does.
await measureRound(4)
assert(what === 'round' || what === 'masking', 'a round is measured, or masking alone')
const found = what === 'round' ? await measureRound(members) : await measureMasking(members)
process.stdout.write(`${JSON.stringify(found)}\n`)
