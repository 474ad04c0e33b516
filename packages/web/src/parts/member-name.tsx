/** A member: its name where it is known, with a mark of its own, and its account on hover. */
import { safe } from '@commonhold/sdk/format'
import { shortId } from '../model/figures.ts'
import css from './member-name.module.css'

/** A member. */
export function MemberName(properties: {
  readonly member: string
  readonly name?: string | undefined
  readonly isSelf?: boolean
}) {
  const { member, name, isSelf = false } = properties
  return (
    <span className={css['member']} title={member}>
      <MemberMark member={member} />
      <span className={css['name']}>
        {name === undefined ? <code>{shortId(member)}</code> : safe(name)}
      </span>
      {isSelf && <span className={css['self']}>you</span>}
    </span>
  )
}

/** Five by five squares, mirrored, out of the account: the same everywhere for one member. */
function MemberMark({ member }: { readonly member: string }) {
  const bits = Number.parseInt(member.slice(2, 8), 16)
  const hue = Number.parseInt(member.slice(-4), 16) % 12
  const cells = Array.from({ length: 15 }, (_, at) => ({ at, isOn: ((bits >> at) & 1) === 1 }))
  return (
    <svg className={css[`hue${hue}`]} width="16" height="16" viewBox="-1 -1 7 7" aria-hidden="true">
      <rect x="-1" y="-1" width="7" height="7" rx="1.5" className={css['back']} />
      {cells.map(({ at, isOn }) => {
        if (!isOn) return null
        const [x, y] = [at % 3, Math.floor(at / 3)]
        return (
          <g key={at} className={css['cell']}>
            <rect x={x} y={y} width="1.02" height="1.02" />
            {x < 2 && <rect x={4 - x} y={y} width="1.02" height="1.02" />}
          </g>
        )
      })}
    </svg>
  )
}
