// @ts-check
/** `npm run soak`: many nodes and studies for long, and what grew meanwhile. */
import { runProject } from './run-project.mjs'

await runProject({ entry: 'scripts/soak/soak.ts', args: process.argv.slice(2) })
