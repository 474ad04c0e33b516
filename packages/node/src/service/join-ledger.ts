/** Makes the node's member a member on the ledger, with the key and profile that it has now. */
import { digestOfCid, parseBytes32, toHex } from '@commonhold/base'
import type { NodeContext } from './node-context.ts'

/** @throws {CommonholdError} what the ledger throws: `LEDGER_NO_FUNDS` foremost */
export async function joinLedger(context: NodeContext): Promise<void> {
  const { ledger, documents, keys, config, crypto, view, log } = context
  const nodeKey = parseBytes32(toHex(crypto.ed25519.publicKey(keys.nodeKey.reveal())))
  const cid = await documents.addProfile({ format: 'commonhold-profile/1', name: config.name })
  const profile = digestOfCid(cid)
  const record = await ledger.memberOf(keys.member)
  if (record?.active === true) {
    if (record.nodeKey === nodeKey && record.profile === profile) return
    await ledger.update(nodeKey, profile)
  } else {
    await ledger.join(nodeKey, profile)
  }
  await view.follow()
  log.info('node.joined-ledger', { member: keys.member })
}
