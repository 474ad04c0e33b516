// @ts-check
/** `npm test`: everything that must hold before a change goes in. */
import { runProject } from './run-project.mjs'

await runProject({ entry: 'scripts/test/run.ts', args: process.argv.slice(2) })
