/** Words for what a model is, and a form's text as rows to predict. */

const kinds: Readonly<Record<string, string>> = {
  logistic: 'logistic regression',
  linear: 'linear regression',
  mlp: 'perceptron'
}

/** `logistic` as people say it; unknown kinds as they are named. */
export function modelKindWords(kind: string): string {
  return kinds[kind] ?? kind
}

/** An input of a model, as its node tells it. */
export type FormInput = {
  readonly name: string
  readonly kind: 'number' | 'category'
}

/**
 * What was typed as one row: numbers as numbers, nothing as missing. Decimal commas are taken as
 * points where there is only one.
 */
export function rowOfForm(
  inputs: readonly FormInput[],
  typed: ReadonlyMap<string, string>
): {
  readonly row: Readonly<Record<string, string | number | null>>
  /** Names of inputs whose text is no number. */
  readonly wrong: readonly string[]
} {
  const wrong: string[] = []
  const entries = inputs.map(({ name, kind }): readonly [string, string | number | null] => {
    const text = (typed.get(name) ?? '').trim()
    if (text === '') return [name, null]
    if (kind === 'category') return [name, text]
    const number = /^[+-]?\d+,\d+$/.test(text) ? Number(text.replace(',', '.')) : Number(text)
    if (!Number.isFinite(number)) wrong.push(name)
    return [name, number]
  })
  return { row: Object.fromEntries(entries), wrong }
}
