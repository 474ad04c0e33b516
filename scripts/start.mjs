// @ts-check
/** `npm start`: four hospitals, their ledger and a study, on this machine. */
import { runProject } from './run-project.mjs'

await runProject({ entry: 'examples/four-hospitals/start.ts', args: process.argv.slice(2) })
