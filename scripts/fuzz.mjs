// @ts-check
/** `npm run fuzz`: bent inputs at every door. */
import { runProject } from './run-project.mjs'

await runProject({ entry: 'scripts/fuzz/fuzz.ts', args: process.argv.slice(2) })
