/** The mark: four units around what they hold in common. */
export function Logo({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="var(--accent)" aria-hidden="true">
      <path d="M4 6.500A2.500 2.500 0 0 1 6.500 4H14v4.900A7.400 7.400 0 0 0 8.900 14H4z" />
      <path d="M18 4h7.500A2.500 2.500 0 0 1 28 6.500V14h-4.900A7.400 7.400 0 0 0 18 8.900z" />
      <path d="M23.100 18H28v7.500a2.500 2.500 0 0 1-2.500 2.500H18v-4.900a7.400 7.400 0 0 0 5.100-5.100z" />
      <path d="M4 18h4.900a7.400 7.400 0 0 0 5.100 5.100V28H6.500A2.500 2.500 0 0 1 4 25.500z" />
      <circle cx="16" cy="16" r="3.600" />
    </svg>
  )
}
