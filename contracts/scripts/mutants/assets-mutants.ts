/** Faults that break the promises of Assets. */
import type { Mutant } from './mutant.ts'

const assets = 'Assets.sol'

/** All of them, by promise. */
export const assetsMutants: readonly Mutant[] = [
  {
    promise: 'A1',
    file: assets,
    find: 'entry.revoked = true;',
    replace: 'entry.revoked = true;\n        entry.terms = 0;',
    fault: 'revoking erases the terms'
  },
  {
    promise: 'A1',
    file: assets,
    find: 'entry.revoked = true;',
    replace: 'entry.revoked = true;\n        delete _parents[asset];',
    fault: 'revoking erases the lineage'
  },
  {
    promise: 'A2',
    file: assets,
    find: 'parent.asset <= last ||',
    replace: '',
    fault: 'a parent is named twice or out of order'
  },
  {
    promise: 'A2',
    file: assets,
    find: 'parent.asset >= asset',
    replace: 'parent.asset > asset',
    fault: 'an asset is its own parent'
  },
  {
    promise: 'A3',
    file: assets,
    find: 'parent.bps == 0 || totalBps > 10_000',
    replace: 'totalBps > 10_000',
    fault: 'a share may be nothing'
  },
  {
    promise: 'A3',
    file: assets,
    find: 'parent.bps == 0 || totalBps > 10_000',
    replace: 'parent.bps == 0 || parent.bps > 10_000',
    fault: 'shares together may be more than all'
  },
  {
    promise: 'A3',
    file: assets,
    find:
      'if (parents.length > PARENTS_MAX) ' +
      'revert AssetsTooManyParents(parents.length, PARENTS_MAX);',
    replace: '',
    fault: 'parents are not bounded'
  },
  {
    promise: 'A4',
    file: assets,
    find: 'if (_ownerOf(asset) != msg.sender) revert AssetsNotOwner(asset, msg.sender);',
    replace: '',
    fault: 'anyone revokes'
  },
  {
    promise: 'A4',
    file: assets,
    find: `if (entry.revoked) revert AssetsAlreadyRevoked(asset);
        entry.revoked = true;`,
    replace: 'entry.revoked = !entry.revoked;',
    fault: 'revoking twice undoes it'
  },
  {
    promise: 'A5',
    file: assets,
    find: 'if (!_members.isActive(msg.sender)) revert AssetsNotMember(msg.sender);',
    replace: '',
    fault: 'strangers register'
  },
  {
    promise: 'A5',
    file: assets,
    find: 'if (msg.sender != _registrar) revert AssetsNotRegistrar(msg.sender);',
    replace: '',
    fault: 'anyone registers for another'
  },
  {
    promise: 'A6',
    file: assets,
    find: 'if (_assets[parents[index].asset].revoked) revert',
    replace: 'if (false) revert',
    fault: 'a member names a revoked parent'
  },
  {
    promise: 'A6',
    file: assets,
    find: 'if (parent.asset <= last ||',
    replace: 'if (_assets[parent.asset].revoked || parent.asset <= last ||',
    fault: 'the registrar may not name a revoked parent'
  }
]
