/** A member by its account alone: its name is found among the ledger's members. */
import { useMemo } from 'react'
import { memberNames } from '../model/member-names.ts'
import { readings } from '../node/readings.ts'
import { useReading } from '../node/use-reading.ts'
import { MemberName } from './member-name.tsx'

/** A member. */
export function Member({ member }: { readonly member: string }) {
  const { value } = useReading(readings.members)
  const names = useMemo(() => memberNames(value), [value])
  const known = names.get(member)
  return <MemberName member={member} name={known?.name} isSelf={known?.self ?? false} />
}
