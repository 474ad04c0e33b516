/**
 * The one string that a newcomer is given to join a running node: where the node is, which ledger
 * it writes to, and where the contracts are. It carries no secret and no permission: the ledger
 * decides who is a member, and the newcomer's node checks all of it against the ledger.
 *
 * `commonhold://` and base64url of JSON, so that it survives chat windows and shells.
 */
import { CommonholdError, fromUtf8, type Hex, type MemberId, utf8 } from '@commonhold/base'
import { z } from 'zod'
import { memberField } from './api/fields.ts'

const scheme = 'commonhold://'
const inviteLengthMax = 4096

const inviteSchema = z.strictObject({
  version: z.literal(1),
  /** The member whose node this is. */
  member: memberField,
  /** Where it can be dialled, as multiaddrs with the peer id at the end. */
  peers: z
    .array(
      z
        .string()
        .max(300)
        .regex(/^\/[\x21-\x7e]+$/, 'a multiaddr')
    )
    .max(16)
    .readonly(),
  rpcUrl: z.url({ protocol: /^https?$/ }).max(500),
  chainId: z.int().min(1),
  contracts: z.strictObject({
    members: memberField as unknown as z.ZodType<Hex, string>,
    assets: memberField as unknown as z.ZodType<Hex, string>,
    studies: memberField as unknown as z.ZodType<Hex, string>
  })
})

/** What an address says. `peers` may be empty where the node cannot be dialled. */
export type Invite = {
  readonly version: 1
  readonly member: MemberId
  readonly peers: readonly string[]
  readonly rpcUrl: string
  readonly chainId: number
  readonly contracts: { readonly members: Hex; readonly assets: Hex; readonly studies: Hex }
}

/** The address in text, at most 4,096 characters. */
export function encodeInvite(invite: Invite): string {
  let binary = ''
  for (const byte of utf8(JSON.stringify(inviteSchema.parse(invite)))) {
    binary += String.fromCharCode(byte)
  }
  const text = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return `${scheme}${text}`
}

/** @throws {CommonholdError} `SDK_BAD_INVITE` unless `encodeInvite` could have made it */
export function parseInvite(text: string): Invite {
  const trimmed = text.trim()
  if (trimmed.length > inviteLengthMax) throw badInvite(`it has ${trimmed.length} characters`)
  if (!trimmed.startsWith(scheme)) throw badInvite(`it does not begin with ${scheme}`)
  const parsed = inviteSchema.safeParse(documentOf(trimmed.slice(scheme.length)))
  if (!parsed.success) throw badInvite(z.prettifyError(parsed.error).slice(0, 300))
  return parsed.data
}

function documentOf(encoded: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(encoded)) throw badInvite('it was cut or changed on its way')
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(fromUtf8(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))))
  } catch (cause) {
    throw badInvite('it was cut or changed on its way', cause)
  }
}

function badInvite(why: string, cause?: unknown): CommonholdError {
  return new CommonholdError({
    code: 'SDK_BAD_INVITE',
    fault: 'caller',
    message: `This is not the address of a node: ${why}.`,
    hint: 'Copy the whole line that `commonhold up` printed at the other node, from commonhold:// on.',
    cause
  })
}
