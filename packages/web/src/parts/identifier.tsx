/** A digest, content id or address: its ends, whole on hover, and copied by a click. */
import { useEffect, useState } from 'react'
import { shortId } from '../model/figures.ts'
import { Icon } from './icon.tsx'
import css from './identifier.module.css'

const copiedMs = 1_500

/** An id. `whole` shows all of it. */
export function Identifier(properties: {
  readonly id: string
  /** What it is: for the button's name. */
  readonly label: string
  readonly whole?: boolean
}) {
  const { id, label, whole = false } = properties
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setIsCopied(false), copiedMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = (): void => {
    navigator.clipboard.writeText(id).then(
      () => setIsCopied(true),
      () => setIsCopied(false)
    )
  }
  return (
    <button
      type="button"
      className={css['identifier']}
      title={isCopied ? 'Copied' : id}
      aria-label={isCopied ? `${label} copied` : `Copy ${label} ${id}`}
      onClick={copy}
    >
      <code className={whole ? css['whole'] : undefined}>{whole ? id : shortId(id)}</code>
      <span className={css['icon']}>
        <Icon name={isCopied ? 'check' : 'copy'} size={12} />
      </span>
    </button>
  )
}
