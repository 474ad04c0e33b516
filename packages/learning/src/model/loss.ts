/** From raw outputs to probabilities, and the loss of a row; all safe at any finite output. */
import type { LossKind } from './trainable-model.ts'

/** 1 / (1 + e^-z), without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z))
  const power = Math.exp(z)
  return power / (1 + power)
}

/** Turns `scores[at, at + outputs)` into probabilities in place. */
export function softmaxInPlace(scores: Float64Array, at: number, outputs: number): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let output = 0; output < outputs; output++) {
    highest = Math.max(highest, scores[at + output]!)
  }
  let total = 0
  for (let output = 0; output < outputs; output++) {
    const power = Math.exp(scores[at + output]! - highest)
    scores[at + output] = power
    total += power
  }
  for (let output = 0; output < outputs; output++) scores[at + output]! /= total
}

/** The loss of the row whose outputs begin at `at`: half no squares, natural logarithms. */
export function lossOfRow(
  kind: LossKind,
  scores: Float64Array,
  at: number,
  outputs: number,
  target: number
): number {
  if (kind === 'squared') return (scores[at]! - target) ** 2
  if (kind === 'logistic') {
    const z = target > 0.5 ? scores[at]! : -scores[at]!
    return z > 0 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)) - z
  }
  let highest = Number.NEGATIVE_INFINITY
  for (let output = 0; output < outputs; output++) {
    highest = Math.max(highest, scores[at + output]!)
  }
  let total = 0
  for (let output = 0; output < outputs; output++) {
    total += Math.exp(scores[at + output]! - highest)
  }
  return Math.log(total) + highest - scores[at + target]!
}

/** The class that the outputs at `at` are for. */
export function classOfRow(
  kind: LossKind,
  scores: Float64Array,
  at: number,
  outputs: number
): number {
  if (kind === 'logistic') return scores[at]! > 0 ? 1 : 0
  let best = 0
  for (let output = 1; output < outputs; output++) {
    if (scores[at + output]! > scores[at + best]!) best = output
  }
  return best
}
