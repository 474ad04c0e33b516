/**
 * Loaded into each node of a run under load, before its own code: at SIGUSR2 it collects the heap
 * and writes down what is left. Resident memory tells little of growth, because the engine collects
 * when it sees fit: with much memory in the machine, a heap of 100 MB stands at 400.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const folder = process.env['SOAK_FOLDER']
if (folder !== undefined) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  process.on('SIGUSR2', () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    const file = join(folder, `${process.pid}.json`)
    writeFileSync(`${file}.new`, JSON.stringify({ liveBytes: heapUsed + external }))
    renameSync(`${file}.new`, file)
  })
}
