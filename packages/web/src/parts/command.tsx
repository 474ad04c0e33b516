/** A command for the terminal, to be copied. */
import { Button } from './button.tsx'
import css from './command.module.css'

/** One command. */
export function Command({ text }: { readonly text: string }) {
  return (
    <span className={css['command']}>
      <code className={css['text']}>{text}</code>
      <Button
        kind="quiet"
        size="small"
        icon="copy"
        aria-label={`Copy: ${text}`}
        onClick={() => void navigator.clipboard.writeText(text)}
      />
    </span>
  )
}
