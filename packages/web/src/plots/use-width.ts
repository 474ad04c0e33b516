/** The width that a plot has, followed as the page changes. */
import { type RefObject, useEffect, useRef, useState } from 'react'

/** A reference for the frame, and its width in pixels; 0 until it is on the page. */
export function useWidth<Frame extends HTMLElement>(): readonly [RefObject<Frame | null>, number] {
  const frame = useRef<Frame>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry?.contentRect.width ?? 0))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, width]
}
