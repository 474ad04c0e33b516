/** A share of the whole as a bar with its percentage beside it. */
import { percent } from '../model/figures.ts'
import css from './share-bar.module.css'

/** `share` from 0 to 1. */
export function ShareBar(properties: { readonly share: number; readonly decimals?: number }) {
  const { share, decimals = 2 } = properties
  return (
    <span className={css['share']}>
      <span className={css['track']} aria-hidden="true">
        <span className={css['fill']} style={{ transform: `scaleX(${share})` }} />
      </span>
      <span className={css['value']}>{percent(share, decimals)}</span>
    </span>
  )
}
