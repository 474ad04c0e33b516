/**
 * A dialog over the page, by the browser's own element: it holds the focus, gives it back, and
 * closes on Escape. `ConfirmDialog` asks before something that cannot be undone.
 */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { Change } from '../node/use-change.ts'
import { Button } from './button.tsx'
import css from './dialog.module.css'
import { ErrorNotice } from './notice.tsx'

/** A dialog that is open for as long as it is drawn. */
export function Dialog(properties: {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at its end. */
  readonly actions?: ReactNode
  readonly wide?: boolean
}) {
  const { title, onClose, children, actions, wide = false } = properties
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    if (dialog?.open === false) dialog.showModal()
  }, [])
  return (
    <dialog
      ref={element}
      className={css[wide ? 'wide' : 'dialog']}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <div className={css['head']}>
        <h2 id={titleId} className={css['title']}>
          {title}
        </h2>
        <Button kind="quiet" size="small" icon="cross" aria-label="Close" onClick={onClose} />
      </div>
      <div className={css['body']}>{children}</div>
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </dialog>
  )
}

/** Asks, makes the change, and closes when it is made; an error stays in the dialog. */
export function ConfirmDialog<Input>(properties: {
  readonly title: string
  /** What happens then. */
  readonly children: ReactNode
  /** The button's word: what is done. */
  readonly action: string
  readonly isDanger?: boolean
  readonly change: Change<Input>
  readonly input: Input
  readonly onClose: () => void
}) {
  const { title, children, action, isDanger = false, change, input, onClose } = properties
  const confirm = async (): Promise<void> => {
    if (await change.run(input)) onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button
            kind={isDanger ? 'danger' : 'primary'}
            isBusy={change.isRunning}
            onClick={() => void confirm()}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className={css['text']}>{children}</div>
      {change.error !== undefined && <ErrorNotice error={change.error} />}
    </Dialog>
  )
}
