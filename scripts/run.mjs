// @ts-check
/**
 * Runs one of the project's programs from whatever Node, 20 or newer, npm is run with, installing
 * first where needed: `node scripts/run.mjs [flags of Node] program.ts [arguments]`.
 */
import { runProject } from './run-project.mjs'

const given = process.argv.slice(2)
const at = given.findIndex((each) => !each.startsWith('-'))
const entry = given[at]
if (entry === undefined) throw new Error('Name a program.')
await runProject({ entry, flags: given.slice(0, at), args: given.slice(at + 1) })
