/** One row by hand: a field an input, with what all members' rows had on average. */
import type { ModelView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { type FormEvent, useState } from 'react'
import { rowOfForm } from '../../model/model-words.ts'
import { shortNumber } from '../../model/short-number.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Select, TextInput } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import css from './models.module.css'

type Input = ModelView['inputs'][number]

/** The form. */
export function PredictForm(properties: {
  readonly model: ModelView
  readonly isBusy: boolean
  readonly onPredict: (row: Readonly<Record<string, string | number | null>>) => void
}) {
  const { model, isBusy, onPredict } = properties
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map())
  const [wasTried, setWasTried] = useState(false)
  const { row, wrong } = rowOfForm(model.inputs, typed)
  // With nothing given the answer would be about nobody, and look like one about somebody.
  const isEmpty = Object.values(row).every((value) => value === null || value === '')
  const type = (name: string, text: string): void => setTyped(new Map(typed).set(name, text))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setWasTried(true)
    if (wrong.length === 0 && !isEmpty) onPredict(row)
  }
  const fillIn = (): void => setTyped(new Map(model.inputs.map((each) => [each.name, usual(each)])))
  return (
    <form onSubmit={submit} className={css['form']}>
      <div className={css['inputs']}>
        {model.inputs.map((input) => (
          <Field
            key={input.name}
            label={safe(input.name)}
            hint={hintOf(input)}
            problem={wasTried && wrong.includes(input.name) ? 'Not a number.' : undefined}
          >
            {input.kind === 'category' ? (
              <Choice
                input={input}
                value={typed.get(input.name) ?? ''}
                onType={(text) => type(input.name, text)}
              />
            ) : (
              <TextInput
                inputMode="decimal"
                value={typed.get(input.name) ?? ''}
                onChange={(event) => type(input.name, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
      {wasTried && isEmpty && (
        <Notice tone="warn" title="Give at least one value">
          What is left out counts as missing, and the usual stands in for it.
        </Notice>
      )}
      <div className={css['buttons']}>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          Predict
        </Button>
        <Button onClick={fillIn}>Fill in what is usual</Button>
      </div>
    </form>
  )
}

function Choice(properties: {
  readonly input: Input
  readonly value: string
  readonly onType: (text: string) => void
  readonly id?: string
}) {
  const { input, value, onType, ...rest } = properties
  return (
    <Select {...rest} value={value} onChange={(event) => onType(event.target.value)}>
      <option value="">missing</option>
      {(input.categories ?? []).map((name) => (
        <option key={name} value={name}>
          {safe(name)}
        </option>
      ))}
    </Select>
  )
}

function hintOf({ kind, mean, deviation }: Input): string {
  if (kind === 'category' || mean === undefined || deviation === undefined) return ''
  return `usually ${shortNumber(round(mean))} ± ${shortNumber(round(deviation))}`
}

/** The mean, or the most frequent category. */
function usual({ kind, mean, categories }: Input): string {
  if (kind === 'category') return categories?.[0] ?? ''
  return mean === undefined ? '' : String(round(mean))
}

/** Three significant digits: what is usual is no measurement. */
function round(value: number): number {
  return Number(value.toPrecision(3))
}
