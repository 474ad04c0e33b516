/**
 * Joining: the terms in plain words, the dataset to take part with, and the agreement. What is sent
 * names the digest of the very terms that were shown, so that no others can be agreed to.
 */
import type { StudyView } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { useState } from 'react'
import { useChange } from '../../node/use-change.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Checkbox, Field, Select } from '../../parts/field.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { PlainWords } from './study-terms.tsx'

/** The dialog. */
export function JoinDialog(properties: {
  readonly study: StudyView
  readonly onClose: () => void
}) {
  const { study, onClose } = properties
  const { terms, fits } = study
  const fitting = fits.filter((each) => each.fits)
  const [dataset, setDataset] = useState(fitting[0]?.dataset ?? '')
  const [hasAgreed, setHasAgreed] = useState(false)
  const change = useChange((client, name: string) =>
    client.joinStudy(study.study, {
      dataset: name,
      ...(terms === undefined ? {} : { acceptTerms: terms.digest })
    })
  )
  const join = async (): Promise<void> => {
    if (await change.run(dataset)) onClose()
  }
  const canJoin = terms !== undefined && dataset !== '' && hasAgreed
  return (
    <Dialog
      title={`Join “${safe(study.title)}”`}
      onClose={onClose}
      wide
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button
            kind="primary"
            disabled={!canJoin}
            isBusy={change.isRunning}
            onClick={() => void join()}
          >
            Join
          </Button>
        </>
      }
    >
      {terms === undefined ? (
        <Notice tone="warn" title="The terms are not here yet">
          They come when a member who has them is reachable. Nobody should agree to what it has not
          read.
        </Notice>
      ) : (
        <PlainWords sentences={terms.plainWords} />
      )}
      {fitting.length === 0 ? (
        <NothingFits hasData={fits.length > 0} />
      ) : (
        <Field label="Take part with" hint="Its rows stay on this node.">
          <Select value={dataset} onChange={({ target }) => setDataset(target.value)}>
            {fitting.map(({ dataset: id, name }) => (
              <option key={id} value={id}>
                {safe(name)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Checkbox checked={hasAgreed} onChange={({ target }) => setHasAgreed(target.checked)}>
        I have read these terms, and agree to them for this organisation.
      </Checkbox>
      {change.error !== undefined && <ErrorNotice error={change.error} />}
    </Dialog>
  )
}

function NothingFits({ hasData }: { readonly hasData: boolean }) {
  return (
    <Notice
      tone="warn"
      title={hasData ? 'None of your datasets fits this study' : 'This node has no dataset yet'}
      actions={<ButtonLink href="/data">Data</ButtonLink>}
    >
      {hasData
        ? 'The study’s page says of each what does not fit.'
        : 'A study is joined with a dataset that has its columns.'}
    </Notice>
  )
}
