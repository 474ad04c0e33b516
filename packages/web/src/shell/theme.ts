/** Light, dark, or as the machine has it; kept in this browser. */
import { useEffect, useState } from 'react'

/** The reader's choice. */
export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'commonhold.theme'
const themes: readonly Theme[] = ['system', 'light', 'dark']

/** The choice, and how to go to the next of the three. */
export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState(readTheme)
  useEffect(() => {
    applyTheme(theme)
    if (theme === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, theme)
  }, [theme])
  const next = (): void => {
    setTheme((known) => themes[(themes.indexOf(known) + 1) % themes.length] ?? 'system')
  }
  return [theme, next]
}

/** What was chosen before in this browser. */
export function readTheme(): Theme {
  const kept = localStorage.getItem(storageKey)
  return themes.find((theme) => theme === kept) ?? 'system'
}

/** Puts a choice on the whole page. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
}
