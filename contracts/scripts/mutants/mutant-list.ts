/**
 * Faults made by hand, at least one for each numbered promise of the contracts. Each must be caught
 * by a test that carries the promise's number: a promise that no fault can break is not tested.
 */
import { assetsMutants } from './assets-mutants.ts'
import { membersMutants } from './members-mutants.ts'
import type { Mutant } from './mutant.ts'
import { studiesMutants } from './studies-mutants.ts'

/** All mutants, by promise. */
export const mutants: readonly Mutant[] = [...membersMutants, ...assetsMutants, ...studiesMutants]
