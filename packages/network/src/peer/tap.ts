/**
 * A witness of everything that this node tells or hears, before encryption and after decryption.
 * Tests and audits count with it what leaves a node in the clear.
 */
import type { MemberId } from '@commonhold/base'

/** `member` is undefined where the bytes go to whoever listens, or to a stranger. */
export type Tap = (bytes: Uint8Array, direction: 'out' | 'in', member: MemberId | undefined) => void

/** Sees nothing. */
export const noTap: Tap = () => {}
