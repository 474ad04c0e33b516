/**
 * One row by hand: a field an input. What all members' rows had on average stands in each, in grey,
 * and counts where nothing is typed; so a model of many inputs is tried with the few that one has.
 */
import type { ModelView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { type FormEvent, useRef, useState } from 'react'
import { rowOfForm } from '../../model/model-words.ts'
import { shortNumber } from '../../model/short-number.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Select, TextInput } from '../../parts/field.tsx'
import { focusProblem } from '../../parts/focus-problem.ts'
import { Notice } from '../../parts/notice.tsx'
import css from './models.module.css'

type Input = ModelView['inputs'][number]

/** A form of more inputs than this is folded: each is a line of three on a wide screen. */
const foldedMax = 60
const foldedTo = 48

/** The form. */
export function PredictForm(properties: {
  readonly model: ModelView
  readonly isBusy: boolean
  readonly onPredict: (row: Readonly<Record<string, string | number | null>>) => void
  /** An answer that was given is not one to what stands there now. */
  readonly onType: () => void
}) {
  const { model, isBusy, onPredict, onType } = properties
  const [typed, setAllTyped] = useState<ReadonlyMap<string, string>>(new Map())
  const [wasTried, setWasTried] = useState(false)
  const [isWhole, setIsWhole] = useState(model.inputs.length <= foldedMax)
  const form = useRef<HTMLFormElement>(null)
  const { row, wrong } = rowOfForm(model.inputs, typed)
  // With nothing given the answer would be about nobody, and look like one about somebody.
  const isEmpty = Object.values(row).every((value) => value === null || value === '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setWasTried(true)
    if (wrong.length === 0 && !isEmpty) onPredict(row)
    else focusProblem(form.current)
  }
  const setTyped = (next: ReadonlyMap<string, string>): void => {
    setAllTyped(next)
    onType()
  }
  const fillIn = (): void => setTyped(new Map(model.inputs.map((each) => [each.name, usual(each)])))
  const inputs = isWhole ? model.inputs : model.inputs.slice(0, foldedTo)
  return (
    <form ref={form} onSubmit={submit} className={css['form']} noValidate>
      <p className={css['quiet']}>
        Grey is what is usual among all members’ rows, and counts where you type nothing.
      </p>
      <div className={css['inputs']}>
        {inputs.map((input) => (
          <InputField
            key={input.name}
            input={input}
            value={typed.get(input.name) ?? ''}
            problem={wasTried && wrong.includes(input.name) ? 'Not a number.' : undefined}
            onType={(text) => setTyped(new Map(typed).set(input.name, text))}
          />
        ))}
      </div>
      {wasTried && isEmpty && (
        <Notice tone="warn" title="Give at least one value">
          With none, the answer would be about the average of all, and look like one about somebody.
        </Notice>
      )}
      <div className={css['buttons']}>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          Predict
        </Button>
        <Button onClick={fillIn}>Fill in what is usual</Button>
        {typed.size > 0 && (
          <Button kind="quiet" onClick={() => setTyped(new Map())}>
            Clear
          </Button>
        )}
        {!isWhole && (
          <Button kind="quiet" onClick={() => setIsWhole(true)}>
            All {model.inputs.length} inputs
          </Button>
        )}
      </div>
    </form>
  )
}

function InputField(properties: {
  readonly input: Input
  readonly value: string
  readonly problem: string | undefined
  readonly onType: (text: string) => void
}) {
  const { input, value, problem, onType } = properties
  return (
    <Field label={safe(input.name)} hint={<Hint input={input} />} problem={problem}>
      {input.kind === 'category' ? (
        <Choice input={input} value={value} onType={onType} />
      ) : (
        <TextInput
          inputMode="decimal"
          placeholder={usual(input)}
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
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
      <option value="">not known</option>
      {(input.categories ?? []).map((name) => (
        <option key={name} value={name}>
          {safe(name)}
        </option>
      ))}
    </Select>
  )
}

/** How far values spread; the usual one stands in the field, where not everybody hears it. */
function Hint({ input }: { readonly input: Input }) {
  const { kind, mean, deviation } = input
  if (kind === 'category' || mean === undefined || deviation === undefined) return null
  return (
    <>
      <span className="visually-hidden">usually {usual(input)} </span>±{' '}
      {shortNumber(round(deviation))}
    </>
  )
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
