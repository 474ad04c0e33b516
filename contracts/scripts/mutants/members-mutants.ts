/** Faults that break the promises of Members. */
import type { Mutant } from './mutant.ts'

const members = 'Members.sol'

/** All of them, by promise. */
export const membersMutants: readonly Mutant[] = [
  {
    promise: 'M1',
    file: members,
    find: '_activeMember().active = false;',
    replace: '_activeMember();\n        _members[tx.origin].active = false;',
    fault: 'leaving deactivates whoever sent the transaction'
  },
  {
    promise: 'M1',
    file: members,
    find: 'member.profile = profile;',
    replace: '',
    fault: 'update keeps the old profile'
  },
  {
    promise: 'M2',
    file: members,
    find: '_activeCount--;',
    replace: '',
    fault: 'leaving is not counted'
  },
  {
    promise: 'M3',
    file: members,
    find: `Member storage member = _activeMember();
        if (nodeKey == 0) revert MembersEmptyNodeKey();`,
    replace: 'Member storage member = _activeMember();',
    fault: 'update takes an empty node key'
  },
  {
    promise: 'M4',
    file: members,
    find: 'if (_members[msg.sender].active) revert MembersAlreadyJoined(msg.sender);',
    replace: '',
    fault: 'one joins twice'
  },
  {
    promise: 'M4',
    file: members,
    find: 'if (!member.active) revert MembersNotActive(msg.sender);',
    replace: '',
    fault: 'who is not active updates'
  }
]
