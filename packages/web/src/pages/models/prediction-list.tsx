/** What a model said: one row at large, or many in a table that can be taken home as CSV. */
import { utf8 } from '@commonhold/base'
import type { Predictions } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { predictionsCsv } from '@commonhold/sdk/predictions-csv'
import { countOf, percent } from '../../model/figures.ts'
import { shortNumber } from '../../model/short-number.ts'
import { saveFile } from '../../node/save-file.ts'
import { Button } from '../../parts/button.tsx'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { ShareBar } from '../../parts/share-bar.tsx'
import css from './models.module.css'

type Prediction = Predictions['predictions'][number]

const rowsShown = 50

/** The predictions. `classes` with the positive one last. */
export function PredictionList(properties: {
  readonly found: Predictions
  readonly classes: readonly string[]
}) {
  const { found, classes } = properties
  const [first] = found.predictions
  if (first === undefined) return <p className={css['quiet']}>The file has no rows.</p>
  return found.predictions.length === 1 ? (
    <One target={found.target} prediction={first} classes={classes} />
  ) : (
    <Many found={found} />
  )
}

function One(properties: {
  readonly target: string
  readonly prediction: Prediction
  readonly classes: readonly string[]
}) {
  const { target, prediction, classes } = properties
  const { value, probabilities } = prediction
  return (
    <div className={css['one']}>
      <p className={css['answerLabel']}>{safe(target)}</p>
      <p className={css['answer']}>
        {typeof value === 'number' ? shortNumber(value) : safe(value)}
      </p>
      {probabilities !== undefined && (
        <dl className={css['odds']}>
          {classes.toReversed().map((name) => (
            <div key={name} className={css['odd']}>
              <dt>{safe(name)}</dt>
              <dd>
                <ShareBar share={probabilities[name] ?? 0} decimals={1} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function Many({ found }: { readonly found: Predictions }) {
  const { predictions, target } = found
  const save = (): void => saveFile('predictions.csv', utf8(predictionsCsv(found)), 'text/csv')
  return (
    <>
      <DataTable
        label="Predictions"
        columns={columnsFor(target)}
        rows={predictions.slice(0, rowsShown)}
        rowKey={({ row }) => row}
      />
      <div className={css['foot']}>
        <span className={css['quiet']}>
          {predictions.length > rowsShown
            ? `The first ${rowsShown} of ${countOf(predictions.length, 'row')}.`
            : `${countOf(predictions.length, 'row')}.`}
        </span>
        <Button size="small" icon="download" onClick={save}>
          All as CSV
        </Button>
      </div>
    </>
  )
}

function columnsFor(target: string): readonly TableColumn<Prediction>[] {
  return [
    { title: 'Row', align: 'right', cell: ({ row }) => row },
    {
      title: safe(target),
      grow: true,
      cell: ({ value }) => (typeof value === 'number' ? shortNumber(value) : safe(value))
    },
    {
      title: 'Probability',
      align: 'right',
      cell: ({ value, probabilities }) => percent(probabilities?.[String(value)])
    }
  ]
}
