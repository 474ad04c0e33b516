/** The keyboard: `g` and a letter goes to a page, `n` proposes, `t` turns the light, `?` lists. */
import { useEffect, useRef } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { usePlace } from '../router/router.tsx'
import { navigation } from './navigation.ts'
import css from './shortcuts.module.css'

const sequenceMs = 1_200

/** Hears keys, unless something is being written or a dialog is open. */
export function useShortcuts(actions: {
  readonly onList: () => void
  readonly onTheme: () => void
}): void {
  const { go } = usePlace()
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    let goPressedAtMs = Number.NEGATIVE_INFINITY
    const hear = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      const isWriting =
        target.closest('input, textarea, select, dialog, [contenteditable]') !== null
      if (isWriting || event.metaKey || event.ctrlKey || event.altKey) return
      const isSecond = event.timeStamp - goPressedAtMs < sequenceMs
      goPressedAtMs = Number.NEGATIVE_INFINITY
      if (isSecond) {
        const entry = navigation.find(({ key }) => key === event.key)
        if (entry !== undefined) go(entry.href)
        return
      }
      if (event.key === 'g') goPressedAtMs = event.timeStamp
      if (event.key === 'n') go('/studies/new')
      if (event.key === 't') latest.current.onTheme()
      if (event.key === '?') latest.current.onList()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [go])
}

/** All of them. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const lines = [
    ...navigation.map(({ title, key }) => [`Go to ${title}`, ['g', key]] as const),
    ['Propose a study', ['n']] as const,
    ['Light, dark, or as the machine has it', ['t']] as const,
    ['This list', ['?']] as const
  ]
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <ul className={css['list']}>
        {lines.map(([what, keys]) => (
          <li key={what} className={css['line']}>
            <span>{what}</span>
            <span className={css['keys']}>
              {keys.map((key) => (
                <kbd key={key} className={css['key']}>
                  {key}
                </kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
