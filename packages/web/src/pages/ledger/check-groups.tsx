/** The checks of a verification: those that failed in full, all of them by round, folded away. */
import type { VerificationCheck } from '@commonhold/sdk'
import { safe } from '@commonhold/sdk/format'
import { countOf } from '../../model/figures.ts'
import { classNames } from '../../parts/class-names.ts'
import { DataTable, type TableColumn } from '../../parts/data-table.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Member } from '../../parts/member.tsx'
import { groupChecks } from '../../verify/verification-state.ts'
import css from './verification.module.css'

/** What failed, and whom it implicates. */
export function FailedChecks({ checks }: { readonly checks: readonly VerificationCheck[] }) {
  const failed = checks.filter(({ ok }) => !ok)
  if (failed.length === 0) return null
  const rows = failed.map((check, at) => ({ ...check, at }))
  return (
    <div className={css['failed']}>
      <DataTable label="Failed checks" columns={columns} rows={rows} rowKey={({ at }) => at} />
    </div>
  )
}

const columns: readonly TableColumn<VerificationCheck>[] = [
  { title: 'Round', align: 'right', cell: ({ round }) => round ?? 'all' },
  {
    title: 'What failed',
    grow: true,
    cell: ({ name, detail }) => (
      <>
        <span className={css['failedName']}>{name}</span>
        <span className={css['detail']}>{safe(detail)}</span>
      </>
    )
  },
  {
    title: 'Points at',
    cell: ({ implicates }) => (implicates === undefined ? 'nobody' : <Member member={implicates} />)
  }
]

/** Every check that was made. */
export function CheckGroups({ checks }: { readonly checks: readonly VerificationCheck[] }) {
  return (
    <ul className={css['groups']}>
      {groupChecks(checks).map(({ round, checks: group, failed }) => (
        <li key={round ?? 0}>
          <details className={css['group']}>
            <summary className={css['summary']}>
              <Mark ok={failed === 0} />
              <span className={css['groupName']}>
                {round === undefined ? 'The study as a whole' : `Round ${round}`}
              </span>
              <span className={css['groupNote']}>
                {failed === 0
                  ? countOf(group.length, 'check')
                  : `${failed} of ${countOf(group.length, 'check')} failed`}
              </span>
              <Icon name="down" size={12} />
            </summary>
            <ul className={css['checks']}>
              {group.map((check) => (
                <Check key={`${check.name} ${check.detail} ${check.implicates}`} check={check} />
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  )
}

function Check({ check }: { readonly check: VerificationCheck }) {
  const { ok, name, detail } = check
  return (
    <li className={css['check']}>
      <Mark ok={ok} />
      <span>
        <span className={css['checkName']}>{name}</span>
        <span className={css['detail']}>{safe(detail)}</span>
      </span>
    </li>
  )
}

function Mark({ ok }: { readonly ok: boolean }) {
  return (
    <span className={classNames(css['mark'], ok ? css['holds'] : css['fails'])}>
      <Icon name={ok ? 'check' : 'cross'} size={14} />
      <span className="visually-hidden">{ok ? 'holds:' : 'failed:'}</span>
    </span>
  )
}
