/** Many rows as a CSV file that the browser reads and gives to the own node. */
import type { ModelView } from '@commonhold/sdk'
import { formatBytes, safe } from '@commonhold/sdk/format'
import { type ChangeEvent, useState } from 'react'
import { countOf } from '../../model/figures.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import css from './models.module.css'

/** As much as the node takes in one request, with room for its wrapping. */
const fileBytesMax = 16 * 1024 * 1024

/** The file. */
export function PredictCsv(properties: {
  readonly model: ModelView
  readonly isBusy: boolean
  readonly onPredict: (csv: string) => void
}) {
  const { model, isBusy, onPredict } = properties
  const [file, setFile] = useState<File>()
  const [wasTried, setWasTried] = useState(false)
  const problem = problemOf(file)
  const names = model.inputs.map(({ name }) => safe(name))
  const choose = (event: ChangeEvent<HTMLInputElement>): void => setFile(event.target.files?.[0])
  const predict = async (): Promise<void> => {
    setWasTried(true)
    if (file !== undefined && problem === undefined) onPredict(await file.text())
  }
  return (
    <div className={css['form']}>
      <Field
        label="CSV file"
        hint={`At most ${formatBytes(fileBytesMax)}. It is read here and given to your node.`}
        problem={wasTried ? problem : undefined}
      >
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          className={css['file']}
          onChange={choose}
        />
      </Field>
      <p className={css['quiet']}>
        Its first line names {countOf(names.length, 'column')}, in any order:{' '}
        <code>{names.slice(0, 8).join(', ')}</code>
        {names.length > 8 && ` and ${names.length - 8} more`}. Others are passed over.
      </p>
      <div className={css['buttons']}>
        <Button kind="primary" isBusy={isBusy} onClick={() => void predict()}>
          Predict
        </Button>
      </div>
    </div>
  )
}

function problemOf(file: File | undefined): string | undefined {
  if (file === undefined) return 'Choose a file.'
  return file.size > fileBytesMax
    ? `It has ${formatBytes(file.size)}: give it in several parts.`
    : undefined
}
