/** The input with this number at a door: mostly a valid one that was bent, now and then noise. */
import { utf8 } from '@commonhold/base'
import { Generator } from '@commonhold/learning/model/generator'
import { type Door, packed, type Seed } from '../door.ts'
import { below, mutateBytes, oneOf } from './mutate-bytes.ts'
import { mutateJson } from './mutate-json.ts'
import { mutateText } from './mutate-text.ts'

const noiseBytesMax = 600

/** Same seed, door and number: same bytes. */
export function makeInput(door: Door, seed: string, index: number): Uint8Array {
  const generator = new Generator(utf8(`${seed} ${door.name} ${index}`))
  if (below(generator, 20) === 0) return generator.bytes(below(generator, noiseBytesMax))
  const valid = oneOf(generator, door.seeds)
  // Behind its packing, as a liar has it; or in front of it, as the line has it.
  if (below(generator, 6) === 0) return mutateBytes(generator, packed(valid))
  return packed({ ...valid, body: bent(generator, door, valid) })
}

function bent(generator: Generator, { words = [] }: Door, { form, body }: Seed): Uint8Array {
  switch (form) {
    case 'json':
      return mutateJson(generator, body)
    case 'text':
      return mutateText(generator, body, words)
    case 'bytes':
      return mutateBytes(generator, body)
  }
}
