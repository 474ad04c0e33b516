/** All defences that can be taken away by command, by attack. */
import { aggregatorMutants } from './lists/aggregator-mutants.ts'
import { memberMutants } from './lists/member-mutants.ts'
import { ownerMutants } from './lists/owner-mutants.ts'
import { peerMutants } from './lists/peer-mutants.ts'
import type { Mutant } from './mutant.ts'

/** Ids are unique. */
export const mutants: readonly Mutant[] = [
  ...aggregatorMutants,
  ...memberMutants,
  ...peerMutants,
  ...ownerMutants
]
