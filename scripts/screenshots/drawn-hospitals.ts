/**
 * Four hospitals with something to show: a study that is closed, one that took a node's death, one
 * to which the first is invited, and one that runs while the first pictures are taken.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StudyId } from '@commonhold/base'
import { realClock } from '@commonhold/platform'
import type { ProposeStudyInput, StudyView } from '@commonhold/sdk'
import {
  type Hospital,
  initHospital,
  startHospital
} from '../../examples/four-hospitals/hospital.ts'

const sites = fileURLToPath(new URL('../../examples/wisconsin/hospitals/', import.meta.url))
const hospitals = [
  { name: 'Hillside Hospital', site: 'hillside' },
  { name: 'Mercy General', site: 'mercy' },
  { name: 'University Clinic', site: 'university' },
  { name: 'Lakeside Medical', site: 'lakeside' }
] as const

/** Hospitals that run. */
export type DrawnHospitals = {
  /** The one whose dashboard is drawn comes first. */
  readonly all: readonly Hospital[]
  /** Adds data, and brings the studies as far as pictures want them; the last one then runs. */
  fill(): Promise<void>
  stop(): Promise<void>
}

/** Starts them, empty. */
export async function startDrawnHospitals(folder: string): Promise<DrawnHospitals> {
  const interrupted = new AbortController()
  const all: Hospital[] = []
  const begin = async (name: string, site: string): Promise<Hospital> => {
    const home = join(folder, site)
    const address = all[0]?.status.address
    await initHospital({ name, home, ...(address === undefined ? {} : { join: address }) })
    const { signal } = interrupted
    return await startHospital({ name, home, signal, tell: () => undefined })
  }
  for (const { name, site } of hospitals) all.push(await begin(name, site))
  return {
    all,
    fill: () => fill(all, folder),
    async stop() {
      interrupted.abort()
      for (const hospital of all.toReversed()) await hospital.stop()
    }
  }
}

async function fill(all: readonly Hospital[], folder: string): Promise<void> {
  const datasets: string[] = []
  for (const [index, { client }] of all.entries()) {
    const { site } = hospitals[index]!
    const path = join(folder, `breast-biopsies-${site}.csv`)
    await writeFile(path, await readFile(join(sites, site, 'patients.csv')))
    datasets.push((await client.addDataset({ path, target: 'diagnosis' })).dataset)
  }
  const first = await agree(all, datasets, {
    title: 'Is the tumour malignant?',
    description: 'Diagnosis from 30 measurements of cell nuclei in a fine-needle aspirate.',
    positive: 'malignant',
    rounds: 12
  })
  await untilView(all[0]!, first, ({ state }) => state === 'closed')
  const second = await agree(all, datasets, {
    title: 'Malignancy by a small network',
    description: 'The same question to a perceptron, to see whether it gains anything.',
    positive: 'malignant',
    model: 'mlp',
    hidden: [16, 8],
    rounds: 24
  })
  await untilView(all[0]!, second, ({ round }) => round > 6)
  process.kill(all[3]!.pid, 'SIGKILL')
  await untilView(all[0]!, second, ({ state }) => state === 'closed')
  await all[1]!.client.proposeStudy({
    ...common,
    dataset: datasets[1]!,
    title: 'Malignancy without size',
    description: 'Whether texture and shape alone tell enough.',
    positive: 'malignant',
    exclude: ['mean_radius', 'mean_perimeter', 'mean_area', 'worst_radius', 'worst_area'],
    rounds: 20,
    joinWithinSeconds: 3 * 3600
  })
  const running = await agree(all, datasets, {
    title: 'How large is the worst nucleus?',
    description: 'A number instead of a class, from the mean measurements alone.',
    target: 'worst_area',
    exclude: ['worst_radius', 'worst_perimeter', 'diagnosis'],
    rounds: 100
  })
  await untilView(all[0]!, running, ({ round }) => round > 8)
}

const common = { minCohort: 3, maxMembers: 4, passOnSeconds: 4, trainingSeconds: 4, seed: 7 }

async function agree(
  all: readonly Hospital[],
  datasets: readonly string[],
  request: Omit<ProposeStudyInput, 'dataset'>
): Promise<StudyId> {
  const proposal = { ...common, ...request, dataset: datasets[0]! }
  const { study } = await all[0]!.client.proposeStudy(proposal)
  for (const [index, hospital] of all.entries()) {
    await untilView(hospital, study!, ({ terms }) => terms !== undefined)
    await hospital.client.joinStudy(study!, { dataset: datasets[index]! })
  }
  return study!
}

async function untilView(
  { client }: Hospital,
  study: StudyId,
  isWanted: (view: StudyView) => boolean
): Promise<void> {
  for (;;) {
    const view = await client.showStudy(study).catch(() => undefined)
    if (view !== undefined && isWanted(view)) return
    await realClock.sleep(150)
  }
}
