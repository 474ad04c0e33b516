/** Nominal types: a `Brand<string, 'Cid'>` is made only by a `parse…` function. */

declare const brand: unique symbol

/** A `Value` that has been through the one function that may call it a `Name`. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name }
