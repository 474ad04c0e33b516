/** One measurement in a process of its own, whose memory is then its own too: `30` members. */
import { measureRound } from './measure-round.ts'

// The first round of a process also compiles the code, which no later one of a node does.
await measureRound(4)
process.stdout.write(`${JSON.stringify(await measureRound(Number(process.argv[2])))}\n`)
