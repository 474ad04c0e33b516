/** How long one member's part of each stage takes, for 100,000 rows of 40 columns. */
import type { Dataset } from '../src/dataset/dataset.ts'
import { draftPlan } from '../src/federation/draft-plan.ts'
import { openStage, planStages } from '../src/federation/plan-stages.ts'
import { Generator } from '../src/model/generator.ts'
import { generatorOf, numbers, tableOf, words } from '../src/testing/made-up-tables.ts'

const rows = 100_000
const generator = generatorOf(1)
const random = new Generator(Uint8Array.of(1))
const noise = (count: number) => Array.from({ length: count }, () => generator.fraction())
const first = noise(rows)
const dataset: Dataset = tableOf('bench', [
  ...Array.from({ length: 34 }, (_, index) =>
    numbers(`n${index}`, index === 0 ? first : noise(rows))
  ),
  ...Array.from({ length: 5 }, (_, index) =>
    words(
      `c${index}`,
      noise(rows).map((value) => `w${Math.floor(value * 8)}`)
    )
  ),
  words(
    'ill',
    first.map((value) => (value + generator.fraction() > 1 ? 'yes' : 'no'))
  )
])
for (const model of ['newton', 'average', 'mlp'] as const) {
  const { plan } = draftPlan({
    dataset,
    target: 'ill',
    seed: random.bytes(32),
    rounds: 2,
    ...(model === 'mlp' ? { model } : { method: model })
  })
  let artefact: Uint8Array | undefined
  for (const [index, kind] of planStages(plan).entries()) {
    const stage = await openStage(plan, index, artefact)
    const startedAt = performance.now()
    const { vector } = await stage.contribute({
      dataset,
      state: {},
      seed: random.bytes(32),
      random
    })
    const contributedAt = performance.now()
    artefact = (await stage.combine(vector)).artefact
    const name = `${model}, stage "${kind}"`
    print({ name: `${name}: one member`, value: contributedAt - startedAt, unit: 'ms' })
    print({ name: `${name}: the sum`, value: performance.now() - contributedAt, unit: 'ms' })
    print({ name: `${name}: the vector`, value: vector.byteLength, unit: 'bytes' })
  }
}

function print(figure: object): void {
  console.log(JSON.stringify({ kind: 'info', ...figure }))
}
