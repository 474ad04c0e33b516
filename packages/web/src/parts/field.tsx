/** A form's field: its label, its control, and under it a hint or what is wrong with it. */
import {
  cloneElement,
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId
} from 'react'
import { classNames } from './class-names.ts'
import css from './field.module.css'

/** A field around one control, which it names and describes for screen readers. */
export function Field(properties: {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong; replaces the hint. */
  readonly problem?: string | undefined
  readonly isOptional?: boolean
  readonly children: ReactElement<{
    id?: string
    'aria-describedby'?: string
    'aria-invalid'?: boolean
  }>
}) {
  const { label, hint, problem, isOptional = false, children } = properties
  const id = useId()
  const isBad = problem !== undefined
  return (
    <div className={css['field']}>
      <label className={css['label']} htmlFor={id}>
        {label}
        {isOptional && <span className={css['optional']}>optional</span>}
      </label>
      {cloneElement(children, { id, 'aria-describedby': `${id}-note`, 'aria-invalid': isBad })}
      <div id={`${id}-note`} className={classNames(css['note'], isBad && css['problem'])}>
        {problem ?? hint}
      </div>
    </div>
  )
}

/** A line of text or a number. */
export function TextInput(properties: InputHTMLAttributes<HTMLInputElement>) {
  return <input type="text" autoComplete="off" {...properties} className={css['control']} />
}

/** Several lines of text. */
export function TextArea(properties: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea rows={3} {...properties} className={classNames(css['control'], css['area'])} />
}

/** One of a few. */
export function Select(properties: SelectHTMLAttributes<HTMLSelectElement>) {
  return <select {...properties} className={classNames(css['control'], css['select'])} />
}

/** Yes or no, with its sentence beside it. */
export function Checkbox(
  properties: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & { readonly children: ReactNode }
) {
  const { children, ...rest } = properties
  return (
    <label className={css['checkbox']}>
      <input {...rest} type="checkbox" />
      <span>{children}</span>
    </label>
  )
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={css['row']}>{children}</div>
}
