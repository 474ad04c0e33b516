/** What a node holds in memory after a collection: asked of the probe in its process. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { realClock } from '@commonhold/platform'

const answerMs = 20_000
const lookEveryMs = 50

/** Has processes that are started from here on load the probe, which answers in this folder. */
export function preloadProbe(folder: string): void {
  const probe = pathToFileURL(fileURLToPath(new URL('./memory-probe.ts', import.meta.url))).href
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import ${probe}`.trim()
  process.env['SOAK_FOLDER'] = folder
}

/**
 * Heap and buffers in bytes. Undefined where the process is gone, or does not answer in 20 s.
 * @param folder that of `preloadProbe`
 */
export async function liveMemoryOf(pid: number, folder: string): Promise<number | undefined> {
  const file = join(folder, `${pid}.json`)
  await rm(file, { force: true })
  try {
    process.kill(pid, 'SIGUSR2')
  } catch {
    return undefined
  }
  const deadlineMs = realClock.monotonicMs() + answerMs
  while (realClock.monotonicMs() < deadlineMs) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text !== undefined) return (JSON.parse(text) as { readonly liveBytes: number }).liveBytes
    await realClock.sleep(lookEveryMs)
  }
  return undefined
}
