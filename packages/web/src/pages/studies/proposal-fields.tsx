/** The fields of a proposal, from what is learned to who may take part. */
import type { DatasetView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import type { ChangeEvent } from 'react'
import { countOf } from '../../model/figures.ts'
import type { ProposalForm } from '../../model/proposal.ts'
import { Checkbox, Field, FieldRow, Select, TextArea, TextInput } from '../../parts/field.tsx'
import css from './propose-page.module.css'

type Properties = {
  readonly form: ProposalForm
  readonly datasets: readonly DatasetView[]
  readonly problems: Readonly<Record<string, string>>
  readonly onChange: (changed: Partial<ProposalForm>) => void
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** All fields. */
export function ProposalFields(properties: Properties) {
  return (
    <div className={css['fields']}>
      <WhatFields {...properties} />
      <ModelFields {...properties} />
      <MemberFields {...properties} />
    </div>
  )
}

/** Wires a field of the form to a control. */
function wire({ form, onChange }: Properties, name: keyof ProposalForm) {
  return {
    name,
    value: form[name] as string,
    onChange: ({ target }: ChangeEvent<Control>) => onChange({ [name]: target.value })
  }
}

function WhatFields(properties: Properties) {
  const { form, datasets, problems, onChange } = properties
  const dataset = datasets.find((each) => each.dataset === form.dataset)
  const target = form.target === '' ? dataset?.target : form.target
  const column = dataset?.columns.find(({ name }) => name === target)
  return (
    <>
      <Field label="Title" problem={problems['title']} hint="What the others see in their list.">
        <TextInput {...wire(properties, 'title')} maxLength={120} placeholder="Is it malignant?" />
      </Field>
      <Field
        label="What it is for"
        isOptional
        problem={problems['description']}
        hint="Stands above the terms."
      >
        <TextArea {...wire(properties, 'description')} maxLength={4000} rows={2} />
      </Field>
      <FieldRow>
        <Field label="Your dataset" problem={problems['dataset']} hint={sizeOf(dataset)}>
          <Select
            {...wire(properties, 'dataset')}
            onChange={({ target: { value } }) =>
              onChange({ dataset: value, target: '', positive: '', excluded: [] })
            }
          >
            {datasets.map(({ dataset: id, name }) => (
              <option key={id} value={id}>
                {safe(name)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Column to learn" problem={problems['target']}>
          <Select
            {...wire(properties, 'target')}
            value={target ?? ''}
            onChange={({ target: { value } }) => onChange({ target: value, positive: '' })}
          >
            {target === undefined && <option value="">Choose…</option>}
            {dataset?.columns.map(({ name }) => (
              <option key={name} value={name}>
                {safe(name)}
              </option>
            ))}
          </Select>
        </Field>
        {column?.categories?.length === 2 && (
          <Field label="Counts as positive" hint="AUC and accuracy are told of it.">
            <Select {...wire(properties, 'positive')}>
              <option value="">Neither in particular</option>
              {column.categories.map((category) => (
                <option key={category} value={category}>
                  {safe(category)}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </FieldRow>
      {dataset !== undefined && <ColumnPicker {...properties} dataset={dataset} target={target} />}
    </>
  )
}

function sizeOf(dataset: DatasetView | undefined): string {
  if (dataset === undefined) return ''
  return `${countOf(dataset.rows, 'row')}, ${countOf(dataset.columns.length, 'column')}`
}

function ColumnPicker(
  properties: Properties & { readonly dataset: DatasetView; readonly target: string | undefined }
) {
  const { form, dataset, target, onChange } = properties
  const features = dataset.columns.filter(({ name }) => name !== target)
  const used = features.filter(({ name }) => !form.excluded.includes(name)).length
  const toggle = (name: string, isUsed: boolean): void => {
    const rest = form.excluded.filter((each) => each !== name)
    onChange({ excluded: isUsed ? rest : [...rest, name] })
  }
  return (
    <fieldset className={css['pick']}>
      <legend className={css['legend']}>
        Columns to learn from: {used} of {features.length}
      </legend>
      <div className={css['columns']}>
        {features.map(({ name }) => (
          <Checkbox
            key={name}
            checked={!form.excluded.includes(name)}
            onChange={(event) => toggle(name, event.target.checked)}
          >
            {safe(name)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

function ModelFields(properties: Properties) {
  const { form, problems } = properties
  return (
    <div className={css['part']}>
      <FieldRow>
        <Field label="Model" problem={problems['model']}>
          <Select {...wire(properties, 'model')}>
            <option value="auto">As the target asks for</option>
            <option value="logistic">Logistic regression</option>
            <option value="linear">Linear regression</option>
            <option value="mlp">Perceptron</option>
          </Select>
        </Field>
        {form.model === 'mlp' && (
          <Field label="Hidden layers" problem={problems['hidden']} hint="Widths with commas.">
            <TextInput {...wire(properties, 'hidden')} />
          </Field>
        )}
        <Field label="Training rounds" problem={problems['rounds']}>
          <TextInput {...wire(properties, 'rounds')} inputMode="numeric" />
        </Field>
      </FieldRow>
    </div>
  )
}

function MemberFields(properties: Properties) {
  const { problems } = properties
  return (
    <div className={css['part']}>
      <FieldRow>
        <Field
          label="Smallest sum"
          problem={problems['minCohort']}
          hint="Members; no sum of fewer is opened."
        >
          <TextInput {...wire(properties, 'minCohort')} inputMode="numeric" />
        </Field>
        <Field label="Most members" problem={problems['maxMembers']}>
          <TextInput {...wire(properties, 'maxMembers')} inputMode="numeric" />
        </Field>
        <Field
          label="Joining is open for"
          problem={problems['joinWithinMinutes']}
          hint="Minutes from now."
        >
          <TextInput {...wire(properties, 'joinWithinMinutes')} inputMode="numeric" />
        </Field>
        <Field label="Who may verify" hint="They read masked vectors, no member’s update.">
          <Select {...wire(properties, 'transcripts')}>
            <option value="members">Its members</option>
            <option value="everyone">Everyone</option>
          </Select>
        </Field>
      </FieldRow>
    </div>
  )
}
