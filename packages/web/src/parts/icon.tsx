/** The dashboard's icons: lines on a grid of 16, in the colour of the text around them. */

const paths = {
  home: 'M2.5 7.2 8 2.5l5.5 4.7V13a.5.5 0 0 1-.5.5H9.8V9.5H6.2v4H3a.5.5 0 0 1-.5-.5z',
  studies:
    'M6 2.5h4M6.8 2.5v4L3 12.4a.75.75 0 0 0 .65 1.1h8.7a.75.75 0 0 0 .65-1.1L9.2 6.5v-4M4.7 10h6.6',
  ledger: 'M3 3.5h10v2.7H3zM3 6.7M3 9.8h10v2.7H3zM6 6.2v3.6M10 6.2v3.6',
  data: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6',
  models: 'M8 2.2 13.2 5v6L8 13.8 2.8 11V5zM2.8 5 8 7.9 13.2 5M8 7.9v5.9',
  peers:
    'M8 5.6a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM3.8 13.5a1.8 1.8 0 1 0 0-3.6 1.8' +
    ' 1.8 0 0 0 0 3.6zM12.2 13.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM7.1 5.2l-2.4' +
    ' 4.9M8.9 5.2l2.4 4.9M5.6 11.7h4.8',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  cross: 'm4 4 8 8M12 4l-8 8',
  alert: 'M8 2.5 14.2 13H1.8zM8 6.5v3M8 11.3v.1',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5v3.3M8 5.2v.1',
  right: 'm6 3.5 4.5 4.5L6 12.5',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  plus: 'M8 3v10M3 8h10',
  copy: 'M5.5 5.5h7.5v7.5H5.5zM3 10.5V3h7.5',
  sun:
    'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.3' +
    'M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9' +
    'M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z',
  system: 'M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5',
  keyboard: 'M1.8 4.5h12.4v7H1.8zM4.3 7v.1M6.8 7v.1M9.3 7v.1M11.8 7v.1M5 9.3h6',
  more: 'M3.5 8v.1M8 8v.1M12.5 8v.1',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.3h10',
  shield: 'M8 2 13 3.8v4c0 3-2.2 5.2-5 6.2-2.8-1-5-3.2-5-6.2v-4zM5.7 8l1.7 1.7 3-3.2'
} as const

/** The name of an icon. */
export type IconName = keyof typeof paths

/** An icon beside text that says the same: hidden from screen readers. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
