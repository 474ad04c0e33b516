/**
 * A process that contributes to the first rounds of a small study, says what it contributed to the
 * last, and waits to be killed: `node contribute-and-hang.ts FOLDER`.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSmallStudy } from './small-study.ts'

if (import.meta.main) {
  const folder = process.argv[2]!
  const study = await openSmallStudy(folder)
  const statistics = await study.combine(1, await study.contribute(1))
  const model = await study.combine(2, await study.contribute(2, 0, statistics), statistics)
  await writeFile(join(folder, 'model'), model)
  process.stdout.write(`${(await study.contribute(3, 0, model)).join(' ')}\n`)
  setInterval(() => {}, 1000)
}
