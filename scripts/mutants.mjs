// @ts-check
/** `npm run mutants`: defences taken away, one by one. */
import { runProject } from './run-project.mjs'

await runProject({ entry: 'scripts/mutants/mutants.ts', args: process.argv.slice(2) })
