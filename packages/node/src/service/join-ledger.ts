/** Makes the node's member a member on the ledger, with the key and profile that it has now. */
import { type Bytes32, digestOfCid } from '@commonhold/base'
import type { NodeContext } from './node-context.ts'

/** @throws {CommonholdError} what the ledger throws: `LEDGER_NO_FUNDS` foremost */
export async function joinLedger(context: NodeContext, nodeKey: Bytes32): Promise<void> {
  const { ledger, library, keys, config, view, log } = context
  const cid = await library.addProfile({ format: 'commonhold-profile/1', name: config.name })
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
