import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { diskSuite } from './disk.suite.ts'
import { nodeDisk } from './node-disk.ts'

const root = mkdtempSync(join(tmpdir(), 'commonhold-disk-'))
after(() => rmSync(root, { recursive: true }))

diskSuite('this machine’s', async () => ({
  disk: nodeDisk,
  folder: mkdtempSync(join(root, 'folder-'))
}))
