/**
 * What a part shows of a reading: its shape while it is read, its error where it failed, else the
 * value. A value stays on the screen while it is read again; a failure then stands above it.
 */
import type { ReactNode } from 'react'
import type { Read } from '../node/use-reading.ts'
import { Button } from './button.tsx'
import { ErrorNotice } from './notice.tsx'

/** Shows a reading. */
export function Loaded<Value>(properties: {
  readonly of: Read<Value>
  /** Of the size of what comes. */
  readonly skeleton: ReactNode
  readonly children: (value: Value) => ReactNode
}) {
  const { of, skeleton, children } = properties
  const { value, error, readAgain } = of
  const failure = error !== undefined && (
    <ErrorNotice
      error={error}
      actions={
        <Button size="small" onClick={readAgain}>
          Try again
        </Button>
      }
    />
  )
  if (value === undefined) return failure || skeleton
  return (
    <>
      {failure}
      {children(value)}
    </>
  )
}
