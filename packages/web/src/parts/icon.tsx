/** The dashboard's icons: lines on a grid of 16, in the colour of the text around them. */

const paths = {
  home: 'M2.5 7.2 8 2.5l5.500 4.700V13a.5.5 0 0 1-.5.5H9.800V9.500H6.200v4H3a.5.5 0 0 1-.5-.5z',
  studies:
    'M6 2.500h4M6.800 2.500v4L3 12.400a.75.75 0 0 0 .65 1.100h8.700a.75.75 0 0 0 .65-1.100L9.200 6.500v-4M4.700 10h6.600',
  ledger: 'M3 3.500h10v2.700H3zM3 6.700M3 9.800h10v2.700H3zM6 6.200v3.600M10 6.200v3.600',
  data: 'M2.500 3.500h11v9h-11zM2.500 6.500h11M2.500 9.500h11M6.500 6.500v6',
  models: 'M8 2.200 13.200 5v6L8 13.800 2.800 11V5zM2.800 5 8 7.900 13.200 5M8 7.900v5.900',
  peers:
    'M8 5.600a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600zM3.800 13.500a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600zM12.200 13.500a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600zM7.100 5.200l-2.400 4.900M8.900 5.200l2.400 4.900M5.600 11.700h4.800',
  check: 'm3 8.500 3.200 3.200L13 4.800',
  cross: 'm4 4 8 8M12 4l-8 8',
  alert: 'M8 2.500 14.200 13H1.800zM8 6.500v3M8 11.300v.1',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.500v3.300M8 5.200v.1',
  right: 'm6 3.500 4.500 4.500L6 12.500',
  down: 'm3.500 6 4.500 4.500L12.500 6',
  plus: 'M8 3v10M3 8h10',
  copy: 'M5.500 5.500h7.500v7.500H5.500zM3 10.500V3h7.500',
  sun: 'M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600zM8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.9M11.700 11.700l.9.9M12.600 3.400l-.9.9M4.300 11.700l-.9.9',
  moon: 'M13.200 9.600A5.600 5.600 0 0 1 6.400 2.800a5.600 5.600 0 1 0 6.800 6.800z',
  system: 'M2.500 3.500h11v7.500h-11zM6 13.500h4M8 11v2.500',
  keyboard: 'M1.800 4.500h12.400v7H1.800zM4.300 7v.1M6.800 7v.1M9.300 7v.1M11.800 7v.1M5 9.300h6',
  more: 'M3.500 8v.1M8 8v.1M12.500 8v.1',
  lock: 'M4 7.500h8v6H4zM5.500 7.500V5.300a2.500 2.500 0 0 1 5 0v2.200',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300l3.200 3.200',
  download: 'M8 2.500v7.500M4.800 7 8 10.200 11.200 7M3 13.300h10',
  shield:
    'M8 2 13 3.800v4c0 3-2.200 5.200-5 6.200-2.800-1-5-3.200-5-6.200v-4zM5.700 8l1.700 1.700 3-3.200'
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
