import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { columnOf, type Dataset, joinDatasets, selectRows } from '../dataset/dataset.ts'
import { aucOf } from '../metrics/classification-metrics.ts'
import { loadModel } from '../model/predictor.ts'
import {
  clinicTable,
  generatorOf,
  numbers,
  skewedClinics,
  tableOf,
  words
} from '../testing/made-up-tables.ts'
import { decodePreparation } from './artefact.ts'
import { draftPlan } from './draft-plan.ts'
import { type LearningPlan, parseLearningPlan } from './learning-plan.ts'
import { decodeModelArtefact } from './model-artefact.ts'
import { openStage, planStages } from './plan-stages.ts'
import { runLocally, sumVectors, trainPooled } from './run-locally.ts'

const seed = new Uint8Array(32).fill(3)

function clinicPlan(options: Partial<Parameters<typeof draftPlan>[0]> = {}): LearningPlan {
  return draftPlan({ dataset: skewedClinics()[0]!, target: 'ill', seed, ...options }).plan
}

const manyPeople = joinDatasets(
  [
    clinicTable({ seed: 101, rows: 1000, shift: 0.8, prevalence: 0.5 }),
    clinicTable({ seed: 102, rows: 1000, shift: -0.7 }),
    clinicTable({ seed: 103, rows: 1000, shift: 1.2, prevalence: 2.5 }),
    clinicTable({ seed: 104, rows: 1000, prevalence: -1.5 })
  ],
  'unseen'
)

function aucOn(artefact: Uint8Array, dataset: Dataset): number {
  const model = loadModel(artefact)
  const { probabilities } = model.predict(dataset)
  const target = columnOf(dataset, 'ill')!
  assert.ok(target.kind === 'categorical')
  const labels = Array.from(target.codes, (code) => Number(target.categories[code] === 'yes'))
  return aucOf(
    probabilities.filter((_, index) => index % 2 === 1),
    labels
  )!
}

function parametersOf(artefact: Uint8Array): readonly number[] {
  return Array.from(decodeModelArtefact(artefact).parameters)
}

function assertNear(left: readonly number[], right: readonly number[], tolerance: number): void {
  assert.equal(left.length, right.length)
  left.forEach((value, index) => {
    assert.ok(Math.abs(value - right[index]!) <= tolerance, `${index}: ${value} ${right[index]}`)
  })
}

/** The first artefacts of a study, up to the preparation. */
async function preparationOf(plan: LearningPlan, datasets: readonly Dataset[]) {
  let artefact: Uint8Array | undefined
  const kinds = planStages(plan)
  for (let index = 0; index <= kinds.indexOf('statistics'); index++) {
    const stage = await openStage(plan, index, artefact)
    const vectors = []
    for (const dataset of datasets) {
      const random = generatorOf(vectors.length + 1)
      vectors.push((await stage.contribute({ dataset, state: {}, seed, random })).vector)
    }
    artefact = (await stage.combine(sumVectors(vectors, stage.shape))).artefact
  }
  return artefact!
}

describe('a study run locally', () => {
  it('gives by Newton the model of the pooled rows, however skewed the sites', async () => {
    const sites = skewedClinics()
    const plan = clinicPlan()
    const federated = await runLocally(plan, sites)
    const pooled = await trainPooled(plan, sites)
    assertNear(parametersOf(federated.artefact), parametersOf(pooled.artefact), 1e-5)
    const alone = await Promise.all(sites.map((site) => runLocally(plan, [site])))
    const best = Math.max(...alone.map(({ artefact }) => aucOn(artefact, manyPeople)))
    assert.ok(aucOn(federated.artefact, manyPeople) > best + 0.005)
    const { metrics } = federated.summaries.at(-1)!
    assert.ok(metrics!.auc! > 0.74 && metrics!.logLoss! < 0.6 && metrics!.rows > 200)
    assert.deepEqual(loadModel(federated.artefact).card.metrics, metrics)
  })

  it('comes near pooled training by averaging', async () => {
    const sites = skewedClinics()
    const plan = clinicPlan({ method: 'average' })
    const federated = aucOn((await runLocally(plan, sites)).artefact, manyPeople)
    const pooled = aucOn((await trainPooled(plan, sites)).artefact, manyPeople)
    assert.ok(Math.abs(federated - pooled) < 0.005, `${federated} ${pooled}`)
  })

  it('does not depend on how rows are split over sites', async () => {
    const whole = clinicTable({ seed: 9, rows: 300, missing: 0.2 })
    const plan = clinicPlan({ dataset: whole, rounds: 6 })
    const pooled = parametersOf((await runLocally(plan, [whole])).artefact)
    const split = fc.array(fc.nat(2), { minLength: 300, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(split, async (owners) => {
        const sites = [0, 1, 2].flatMap((site) => {
          const rows = owners.flatMap((owner, row) => (owner === site ? [row] : []))
          return rows.length === 0 ? [] : [selectRows(whole, Uint32Array.from(rows))]
        })
        assertNear(parametersOf((await runLocally(plan, sites)).artefact), pooled, 1e-5)
      }),
      { numRuns: 5 }
    )
  })

  it('finds the same statistics to the byte in any order and any split of the rows', async () => {
    const whole = clinicTable({ seed: 5, rows: 200, missing: 0.3 })
    const plan = clinicPlan()
    const expected = await preparationOf(plan, [whole])
    const order = generatorOf(1).permutation(200)
    const shuffled = selectRows(whole, order)
    const columns = shuffled.columns.toReversed()
    assert.deepEqual(await preparationOf(plan, [{ ...shuffled, columns }]), expected)
    const parts = [order.subarray(0, 3), order.subarray(3, 90), order.subarray(90)]
    assert.deepEqual(
      await preparationOf(
        plan,
        parts.map((rows) => selectRows(whole, rows))
      ),
      expected
    )
  })

  it('gives the same bytes twice', async () => {
    const sites = skewedClinics()
    for (const method of ['newton', 'average'] as const) {
      const plan = clinicPlan({ method, rounds: 2 })
      const first = await runLocally(plan, sites)
      assert.deepEqual(first.artefact, (await runLocally(plan, sites)).artefact)
    }
  })

  it('keeps a site with one class, and one with categories of its own', async () => {
    const sites = [
      clinicTable({ seed: 1, rows: 200 }),
      clinicTable({ seed: 2, rows: 60, prevalence: 40, wards: ['remote'] })
    ]
    const target = columnOf(sites[1]!, 'ill')
    assert.ok(target?.kind === 'categorical' && target.categories.length === 1)
    for (const privateIntercept of [false, true]) {
      for (const method of ['newton', 'average'] as const) {
        const plan = clinicPlan({ privateIntercept, method })
        const run = await runLocally(plan, sites)
        const { card } = loadModel(run.artefact)
        assert.ok(card.inputs.some(({ category }) => category === 'remote'))
        assert.ok(parametersOf(run.artefact).every((value) => Math.abs(value) < 20))
        assert.equal(run.states[1]!.intercept?.length, privateIntercept ? 1 : undefined)
      }
    }
  })

  it('lets every site keep an intercept that suits its prevalence', async () => {
    const sites = [-2, 0, 2].map((prevalence, seed) =>
      clinicTable({ seed: seed + 20, rows: 500, prevalence })
    )
    for (const method of ['newton', 'average'] as const) {
      const plan = clinicPlan({ privateIntercept: true, method })
      const { states, artefact, summaries } = await runLocally(plan, sites)
      const [low, middle, high] = states.map(({ intercept }) => intercept![0]!)
      assert.ok(low! < middle! - 1 && middle! < high! - 1, `${method} ${low} ${middle} ${high}`)
      const shared = await runLocally(clinicPlan({ method }), sites)
      assert.ok(summaries.at(-1)!.metrics!.logLoss! < shared.summaries.at(-1)!.metrics!.logLoss!)
      const rare = loadModel(artefact)
      const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
      const own = rare
        .predict(sites[0]!, states[0])
        .probabilities.filter((_, index) => index % 2 === 1)
      const general = rare.predict(sites[0]!).probabilities.filter((_, index) => index % 2 === 1)
      assert.ok(meanOf(own) < meanOf(general) - 50)
    }
  })

  it('learns three classes', async () => {
    const generator = generatorOf(4)
    const make = (rows: number) => {
      const x = Array.from({ length: rows }, () => generator.fraction() * 6 - 3)
      const kind = x.map((value) => (value < -1 ? 'low' : value < 1 ? 'middle' : 'high'))
      return tableOf('t', [
        numbers('x', x),
        numbers(
          'square',
          x.map((value) => value * value)
        ),
        words('kind', kind)
      ])
    }
    const sites = [make(300), make(100)]
    for (const method of ['newton', 'average'] as const) {
      const { plan } = draftPlan({ dataset: sites[0]!, target: 'kind', seed, method })
      const { summaries, artefact } = await runLocally(plan, sites)
      assert.ok(summaries.at(-1)!.metrics!.accuracy! > 0.9, JSON.stringify(summaries.at(-1)))
      const { probabilities, predicted } = loadModel(artefact).predict(sites[1]!)
      assert.equal(predicted.length, 100)
      const total = probabilities.reduce((sum, value) => sum + value, 0)
      assert.ok(Math.abs(total - 100) < 1e-9)
    }
  })

  it('finds the line through numbers of very different sizes', async () => {
    const generator = generatorOf(6)
    const make = (rows: number, centre: number) => {
      const huge = Array.from({ length: rows }, () => 1e9 + 1e3 * (generator.fraction() + centre))
      const tiny = Array.from({ length: rows }, () => 1e-9 * generator.fraction())
      const price = huge.map((value, row) => 3 * (value - 1e9) - 2e12 * tiny[row]! + 5e5)
      return tableOf('t', [
        numbers('huge', huge),
        numbers('tiny', tiny),
        numbers(
          'same',
          huge.map(() => 0.1)
        ),
        numbers('price', price)
      ])
    }
    const sites = [make(50, 0), make(200, 2)]
    for (const method of ['newton', 'average'] as const) {
      const { plan } = draftPlan({ dataset: sites[0]!, target: 'price', seed, method })
      assert.equal(plan.task.kind, 'regression')
      const run = await runLocally(plan, sites)
      const { metrics } = run.summaries.at(-1)!
      assert.ok(metrics!.r2! > 0.99, `${method} ${JSON.stringify(metrics)}`)
      const values = loadModel(run.artefact).predict(sites[1]!).values
      const price = columnOf(sites[1]!, 'price')!
      assert.ok(price.kind === 'numeric' && Math.abs(values[7]! - price.values[7]!) < 300)
    }
  })

  it('works for tables of many shapes', async () => {
    const shape = fc.record({
      rows: fc.integer({ min: 50, max: 200 }),
      missing: fc.constantFrom(0, 0.5, 1),
      prevalence: fc.constantFrom(-3, 0, 3),
      seed: fc.nat(1000)
    })
    await fc.assert(
      fc.asyncProperty(fc.array(shape, { minLength: 1, maxLength: 3 }), async (shapes) => {
        const sites = [
          clinicTable({ seed: 1, rows: 60 }),
          ...shapes.map((each) => clinicTable(each))
        ]
        const { artefact } = await runLocally(clinicPlan({ rounds: 3 }), sites)
        assert.ok(parametersOf(artefact).every(Number.isFinite))
      }),
      { numRuns: 15 }
    )
  })

  it('takes a large table in good time', async () => {
    const plan = clinicPlan({ rounds: 2 })
    const run = await runLocally(plan, [
      clinicTable({ seed: 3, rows: 5000 }),
      clinicTable({ seed: 4, rows: 50 })
    ])
    assert.equal(run.summaries.length, planStages(plan).length)
  })

  it('trains a perceptron, which sees what lines cannot', async () => {
    const generator = generatorOf(8)
    const make = (rows: number) => {
      const x = Array.from({ length: rows }, () => generator.fraction() * 2 - 1)
      const y = Array.from({ length: rows }, () => generator.fraction() * 2 - 1)
      const same = x.map((value, row) => (value * y[row]! > 0 ? 'same' : 'other'))
      return tableOf('t', [numbers('x', x), numbers('y', y), words('signs', same)])
    }
    const sites = [make(400), make(60)]
    const { plan } = draftPlan({
      dataset: sites[0]!,
      target: 'signs',
      seed,
      model: 'mlp',
      rounds: 5
    })
    const training = { ...plan.training, learningRate: 0.02 }
    const run = await runLocally(
      { ...plan, training, model: { ...plan.model, privateIntercept: true } },
      sites
    )
    const { accuracy } = run.summaries.at(-1)!.metrics!
    assert.ok(accuracy! > 0.85, `${accuracy}`)
    const linear = await runLocally(
      draftPlan({ dataset: sites[0]!, target: 'signs', seed }).plan,
      sites
    )
    assert.ok(linear.summaries.at(-1)!.metrics!.accuracy! < 0.7)
    assert.equal(loadModel(run.artefact).predict(sites[1]!, run.states[1]).predicted.length, 60)
  })

  it('leaves the category stage out where a plan names all of them', async () => {
    const plan = clinicPlan()
    assert.equal(planStages(plan)[0], 'categories')
    const features = plan.features.map((feature) =>
      feature.kind === 'numeric' ? feature : { ...feature, categories: ['heart', 'eye'] }
    )
    const named = parseLearningPlan({ ...plan, features })
    assert.equal(planStages(named)[0], 'statistics')
    const bytes = await preparationOf(named, [clinicTable({ seed: 1, rows: 100 })])
    const ward = decodePreparation(bytes, named).features.find(({ name }) => name === 'ward')
    assert.ok(ward?.kind === 'categorical')
    assert.deepEqual(
      ward.categories.map(({ name }) => name),
      ['heart', 'eye']
    )
    assert.ok(ward.categories[0]!.rows > 10 && ward.categories[1]!.rows === 0)
  })
})
