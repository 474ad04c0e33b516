/** Trying a model: one row by a form, or many as a CSV file. Both go to the own node only. */
import type { ModelView, PredictInput, Predictions } from '@commonhold/sdk'
import { useState } from 'react'
import { useChange } from '../../node/use-change.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Columns, Section } from '../../parts/page.tsx'
import css from './models.module.css'
import { PredictCsv } from './predict-csv.tsx'
import { PredictForm } from './predict-form.tsx'
import { PredictionList } from './prediction-list.tsx'

/** The form and what it gave. */
export function PredictSection({ model }: { readonly model: ModelView }) {
  const [isCsv, setIsCsv] = useState(false)
  const [found, setFound] = useState<Predictions>()
  const change = useChange(
    (client, request: PredictInput) => client.predict({ asset: model.asset }, request),
    setFound,
    { isQuestion: true }
  )
  const actions = (
    <>
      {([false, true] as const).map((each) => (
        <Button
          key={String(each)}
          size="small"
          kind={each === isCsv ? 'plain' : 'quiet'}
          aria-pressed={each === isCsv}
          onClick={() => {
            setIsCsv(each)
            setFound(undefined)
          }}
        >
          {each ? 'A CSV file' : 'One row'}
        </Button>
      ))}
    </>
  )
  return (
    <Columns lead>
      <Section title="Predict" note="at this node, for your eyes only" actions={actions}>
        {isCsv ? (
          <PredictCsv
            model={model}
            isBusy={change.isRunning}
            onPredict={(csv) => void change.run({ csv })}
          />
        ) : (
          <PredictForm
            model={model}
            isBusy={change.isRunning}
            onPredict={(row) => void change.run({ rows: [row] })}
            onType={() => setFound(undefined)}
          />
        )}
      </Section>
      <div className={css['answerPlace']}>
        <Section title="Prediction" flush={found !== undefined && change.error === undefined}>
          <div aria-live="polite" className={css['result']}>
            {change.error !== undefined ? (
              <ErrorNotice error={change.error} />
            ) : found === undefined ? (
              <EmptyState icon="models" title="Nothing predicted yet">
                {isCsv ? 'Choose a file of rows.' : 'Fill in what you know, and press Enter.'}
              </EmptyState>
            ) : (
              <PredictionList found={found} classes={model.classes.map(({ name }) => name)} />
            )}
          </div>
        </Section>
      </div>
    </Columns>
  )
}
