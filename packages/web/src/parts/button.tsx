/** Buttons, and links that look like them. One on a page is primary at most. */
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from '../router/router.tsx'
import css from './button.module.css'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

type Look = {
  /** Default `plain`. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'small' | 'normal'
  readonly icon?: IconName
}

/** A button. While `isBusy` it shows that, keeps its width, and cannot be pressed. */
export function Button(
  properties: ButtonHTMLAttributes<HTMLButtonElement> & Look & { readonly isBusy?: boolean }
) {
  const { kind, size, icon, isBusy = false, children, className, disabled, ...rest } = properties
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy}
      className={classNames(...look({ kind, size }), isBusy && css['busy'], className)}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children !== undefined && <span className={css['label']}>{children}</span>}
    </button>
  )
}

/** A link to a page of the dashboard that looks like a button. */
export function ButtonLink(
  properties: Look & { readonly href: string; readonly children: ReactNode }
) {
  const { kind, size, icon, href, children } = properties
  return (
    <Link href={href} className={classNames(...look({ kind, size }))}>
      {icon !== undefined && <Icon name={icon} />}
      <span className={css['label']}>{children}</span>
    </Link>
  )
}

function look(options: {
  readonly kind: Look['kind'] | undefined
  readonly size: Look['size'] | undefined
}): readonly (string | undefined)[] {
  const { kind = 'plain', size = 'normal' } = options
  return [css['button'], css[kind], css[size]]
}
