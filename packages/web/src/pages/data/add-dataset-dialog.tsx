/** Adds a CSV file by its path on the node's machine. */
import type { AddDatasetInput, DatasetView } from '@commonhold/sdk'
import { type FormEvent, useState } from 'react'
import { useChange } from '../../node/use-change.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Checkbox, Field, TextInput } from '../../parts/field.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { usePlace } from '../../router/router.tsx'
import css from './data.module.css'

const formId = 'add-dataset'

/** The dialog; it closes on the new dataset's page. */
export function AddDatasetDialog({ onClose }: { readonly onClose: () => void }) {
  const { go } = usePlace()
  const [path, setPath] = useState('')
  const [name, setName] = useState('')
  const [target, setTarget] = useState('')
  const [again, setAgain] = useState(false)
  const [wasTried, setWasTried] = useState(false)
  const change = useChange(
    (client, request: AddDatasetInput): Promise<DatasetView> => client.addDataset(request),
    ({ dataset }) => go(`/data/${encodeURIComponent(dataset)}`)
  )
  const problem = problemOf(path)
  const isHeld = change.error?.code === 'NODE_DATASET_HELD_ALREADY'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setWasTried(true)
    if (problem === undefined) void change.run(requestOf({ path, name, target, again }))
  }
  return (
    <Dialog
      title="Add a file"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button kind="primary" type="submit" form={formId} isBusy={change.isRunning}>
            Add the file
          </Button>
        </>
      }
    >
      <form id={formId} className={css['form']} onSubmit={submit}>
        <Field
          label="Path"
          hint="Of a CSV file on the node’s machine; its first line names the columns."
          problem={wasTried ? problem : undefined}
        >
          <TextInput
            autoFocus
            placeholder="/srv/data/patients.csv"
            spellCheck={false}
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        </Field>
        <Field label="Name" hint="What it is called here; else the file’s name." isOptional>
          <TextInput
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Column to learn" hint="What a study predicts by default." isOptional>
          <TextInput
            value={target}
            maxLength={200}
            spellCheck={false}
            onChange={(event) => setTarget(event.target.value)}
          />
        </Field>
        {isHeld && (
          <Checkbox checked={again} onChange={(event) => setAgain(event.target.checked)}>
            Add it once more, as an asset of its own
          </Checkbox>
        )}
      </form>
      {change.error !== undefined && <ErrorNotice error={change.error} />}
    </Dialog>
  )
}

function problemOf(path: string): string | undefined {
  const text = path.trim()
  if (text === '') return 'Say where the file is.'
  if (!/^(\/|[A-Za-z]:[\\/])/.test(text)) return 'Give the whole path, from the root on.'
  return undefined
}

function requestOf(fields: {
  readonly path: string
  readonly name: string
  readonly target: string
  readonly again: boolean
}): AddDatasetInput {
  const name = fields.name.trim()
  const target = fields.target.trim()
  return {
    path: fields.path.trim(),
    ...(name === '' ? {} : { name }),
    ...(target === '' ? {} : { target }),
    ...(fields.again ? { again: true } : {})
  }
}
