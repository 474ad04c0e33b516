/** A model's metrics with their intervals, its answers by class, and its calibration. */
import type { MeasuredShareView, ModelEvaluation, ModelView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { count, decimal, intervalWords, percent } from '../../model/figures.ts'
import { readings } from '../../node/readings.ts'
import { useReading } from '../../node/use-reading.ts'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { type Figure, FiguresLine } from '../../parts/figures-line.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Columns, Section } from '../../parts/page.tsx'
import { FiguresSkeleton } from '../../parts/skeleton.tsx'
import { CalibrationPlot } from './calibration-plot.tsx'
import css from './models.module.css'

type Report = NonNullable<ModelEvaluation['report']>

/** The sections. */
export function ModelEvaluationSections({ model }: { readonly model: ModelView }) {
  const evaluation = useReading(readings.evaluation(model.asset))
  return (
    <Loaded of={evaluation} skeleton={<FiguresSkeleton />}>
      {(value) => <Evaluation model={model} evaluation={value} />}
    </Loaded>
  )
}

function Evaluation(properties: {
  readonly model: ModelView
  readonly evaluation: ModelEvaluation
}) {
  const { model, evaluation } = properties
  const { metrics, report, measuredOn, round } = evaluation
  if (metrics === undefined) {
    return (
      <Section title="Measured">
        <p className={css['quiet']}>No row was kept aside, so nothing was measured.</p>
      </Section>
    )
  }
  return (
    <>
      <Section title="Measured" note={`on ${count(metrics.rows)} rows, in round ${round}`} flat>
        <FiguresLine figures={figuresOf(evaluation)} />
        <p className={css['quiet']}>{measuredOn}</p>
      </Section>
      {report !== undefined && (
        <Columns>
          {report.calibration !== undefined && (
            <Section title="Can its probabilities be taken at their word?">
              <CalibrationPlot
                calibration={report.calibration}
                positive={model.classes.at(-1)?.name ?? 'positive'}
              />
            </Section>
          )}
          <Section title="Answers by class" flush>
            <DataTable
              label="Answers by class"
              columns={classColumns}
              rows={report.classes}
              rowKey={({ name }) => name}
            />
          </Section>
        </Columns>
      )}
    </>
  )
}

function figuresOf({ metrics, report }: ModelEvaluation): readonly Figure[] {
  const shares: readonly Figure[] =
    report === undefined
      ? []
      : [
          ...(report.auc === undefined ? [] : [areaFigure(report.auc)]),
          shareFigure('Accuracy', report.accuracy),
          shareFigure('Balanced accuracy', report.balancedAccuracy),
          ...(report.sensitivity === undefined
            ? []
            : [shareFigure('Sensitivity', report.sensitivity)]),
          ...(report.specificity === undefined
            ? []
            : [shareFigure('Specificity', report.specificity)])
        ]
  const losses: readonly Figure[] = [
    { label: 'Log loss', value: metrics?.logLoss },
    { label: 'Mean squared error', value: metrics?.meanSquaredError },
    { label: 'R²', value: metrics?.r2 }
  ].flatMap(({ label, value }) =>
    value === undefined ? [] : [{ label, value: decimal(value), note: 'no interval: sums only' }]
  )
  return [...shares, ...losses]
}

function areaFigure({ value, ...interval }: MeasuredShareView): Figure {
  return { label: 'AUC', value: decimal(value), note: intervalWords(interval) }
}

function shareFigure(label: string, { value, low, high }: MeasuredShareView): Figure {
  const note = `${(100 * low).toFixed(1)} to ${percent(high)}`
  return { label, value: (100 * value).toFixed(1), unit: '%', note }
}

const classColumns: readonly TableColumn<Report['classes'][number]>[] = [
  { title: 'Class', grow: true, cell: ({ name }) => safe(name) },
  { title: 'Rows', align: 'right', cell: ({ rows }) => count(rows) },
  { title: 'Right', align: 'right', cell: ({ hits }) => count(hits) },
  { title: 'Wrong', align: 'right', cell: ({ rows, hits }) => count(rows - hits) },
  {
    title: 'Found',
    align: 'right',
    cell: ({ rows, hits }) => (rows === 0 ? '–' : percent(hits / rows))
  }
]
