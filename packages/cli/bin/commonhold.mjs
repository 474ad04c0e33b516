#!/usr/bin/env node
// @ts-check
/**
 * The `commonhold` command: starts the command line under Node 24 from whatever Node, 20 or newer,
 * a person has. The command runs in the folder that the person is in.
 */
import { runProject } from '../../../scripts/run-project.mjs'

await runProject({
  entry: 'packages/cli/src/main.ts',
  args: process.argv.slice(2),
  folder: process.cwd()
})
