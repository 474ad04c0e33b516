/**
 * Random lives of a study, for the test of the contract against its machine. A step says what to
 * try and which fault to put into it; what it turns into depends on the state it meets.
 */
import fc from 'fast-check'

/** One step of a random life. `who` is a person, 0 to 6; person 6 never became a member. */
export type Step =
  | { readonly kind: 'propose'; readonly shape: ProposalShape }
  | { readonly kind: 'join'; readonly who: number; readonly fault: JoinFault }
  | { readonly kind: 'leave'; readonly who: number }
  | { readonly kind: 'start'; readonly who: number }
  | {
      readonly kind: 'finalise'
      readonly survivors: number
      readonly signers: number
      readonly fault: ResultFault
    }
  | { readonly kind: 'skip' /** Waited before. */; readonly seconds: number }
  | { readonly kind: 'cancel'; readonly who: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'quit'; readonly who: number }

/** What a proposal looks like. `fault` puts one field out of its range. */
export type ProposalShape = {
  readonly rounds: number
  readonly cohortMin: number
  readonly membersMax: number
  readonly skipsMax: number
  readonly isByInvitation: boolean
  readonly fault: 'none' | 'rounds' | 'joinBy' | 'terms' | 'cohortMin' | 'roundSeconds' | 'stranger'
}

/** What is wrong with a join. */
export type JoinFault = 'none' | 'terms' | 'dataset' | 'invitation'

/** What is wrong with a round result. */
export type ResultFault =
  | 'none'
  | 'round'
  | 'epoch'
  | 'previous'
  | 'model'
  | 'stranger'
  | 'extra signature'
  | 'bad signature'

const who = fc.nat(6)

const shape: fc.Arbitrary<ProposalShape> = fc.record({
  rounds: fc.integer({ min: 1, max: 3 }),
  cohortMin: fc.integer({ min: 2, max: 3 }),
  membersMax: fc.integer({ min: 3, max: 5 }),
  skipsMax: fc.integer({ min: 1, max: 2 }),
  isByInvitation: fc.boolean(),
  fault: fc.oneof(
    { weight: 14, arbitrary: fc.constant('none' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'rounds' as const,
        'joinBy' as const,
        'terms' as const,
        'cohortMin' as const,
        'roundSeconds' as const,
        'stranger' as const
      )
    }
  )
})

const join: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('join' as const),
  who,
  fault: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('terms' as const, 'dataset' as const, 'invitation' as const)
    }
  )
})

const finalise: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('finalise' as const),
  // Everyone more often than not, so that studies come to their end.
  survivors: fc.oneof(fc.constant(255), fc.nat(255)),
  signers: fc.oneof(fc.constant(255), fc.nat(255)),
  fault: fc.oneof(
    { weight: 8, arbitrary: fc.constant('none' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'round' as const,
        'epoch' as const,
        'previous' as const,
        'model' as const,
        'stranger' as const,
        'extra signature' as const,
        'bad signature' as const
      )
    }
  )
})

/** Person 0 is the proposer, who alone may start early. */
const start: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('start' as const),
  who: fc.oneof(fc.constant(0), who)
})

const early: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: join },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who }) },
  { weight: 1, arbitrary: start },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('quit' as const), who }) }
)

const anything: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: finalise },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('skip' as const),
      seconds: fc.constantFrom(0, 60, 60)
    })
  },
  { weight: 1, arbitrary: start },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'close' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 30, 60, 150)
    })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who }) },
  { weight: 1, arbitrary: join },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('propose' as const), shape }) }
)

/** A life: a proposal, some joining, a start after joining time or before, and then anything. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.record({ kind: fc.constant('propose' as const), shape }),
    fc.array(early, { minLength: 7, maxLength: 12, size: 'max' }),
    fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 1_000, 1_000, 1_000)
    }),
    start,
    fc.array(anything, { minLength: 12, maxLength: 30, size: 'max' })
  )
  .map(([first, joining, wait, begin, rest]) => [first, ...joining, wait, begin, ...rest])
