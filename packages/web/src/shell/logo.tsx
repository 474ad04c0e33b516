/** The mark: four units around what they hold in common. */
export function Logo({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="var(--accent)" aria-hidden="true">
      <path d="M4 6.5A2.5 2.5 0 0 1 6.5 4H14v4.9A7.4 7.4 0 0 0 8.9 14H4z" />
      <path d="M18 4h7.5A2.5 2.5 0 0 1 28 6.5V14h-4.9A7.4 7.4 0 0 0 18 8.9z" />
      <path d="M23.1 18H28v7.5a2.5 2.5 0 0 1-2.5 2.5H18v-4.9a7.4 7.4 0 0 0 5.1-5.1z" />
      <path d="M4 18h4.9a7.4 7.4 0 0 0 5.1 5.1V28H6.5A2.5 2.5 0 0 1 4 25.5z" />
      <circle cx="16" cy="16" r="3.6" />
    </svg>
  )
}
