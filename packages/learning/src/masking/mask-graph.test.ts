import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createSeededRandom } from '@commonhold/platform'
import { canUnmask, holdersOf, maskGraph, maskNeighboursMax } from './mask-graph.ts'
import { drawMembers } from './testing/mask-round.ts'

const random = createSeededRandom('mask-graph')
const seed = random.bytes(32)

describe('mask graph', () => {
  test('is complete up to 50 members', () => {
    for (const count of [2, 3, 10, 50]) {
      const members = drawMembers(random, count)
      const graph = maskGraph(members, seed)
      for (const member of members) {
        assert.deepEqual(
          graph.neighbours.get(member),
          members.filter((other) => other !== member)
        )
      }
    }
  })

  test('has the degree of the table above, never less than a smaller size has', () => {
    let before = 0
    for (const [count, degree] of [
      [51, 50],
      [73, 72],
      [100, 72],
      [101, 74],
      [200, 74],
      [201, 86],
      [501, 98],
      [1000, 98]
    ] as const) {
      const members = drawMembers(random, count)
      const graph = maskGraph(members, seed)
      for (const member of members) assert.equal(graph.neighbours.get(member)!.length, degree)
      assert.ok(degree >= before && degree <= maskNeighboursMax)
      before = degree
    }
  })

  test('neighbours are mutual, different and not oneself', () => {
    const graph = maskGraph(drawMembers(random, 150), seed)
    for (const [member, neighbours] of graph.neighbours) {
      assert.equal(new Set(neighbours).size, neighbours.length)
      for (const other of neighbours) {
        assert.notEqual(other, member)
        assert.ok(graph.neighbours.get(other)!.includes(member))
      }
    }
  })

  test('is the same in any order of members, and another for another seed', () => {
    const members = drawMembers(random, 120)
    assert.deepEqual(maskGraph([...members].reverse(), seed), maskGraph(members, seed))
    const other = maskGraph(members, random.bytes(32))
    assert.notDeepEqual(other.neighbours, maskGraph(members, seed).neighbours)
    assert.equal(maskGraph(members, new Uint8Array(32)).members.length, 120)
  })

  test('more than two thirds of the holders open a secret, and they always can', () => {
    for (const count of [2, 3, 4, 5, 6, 7, 10, 50, 51, 100, 250]) {
      const members = drawMembers(random, count)
      const graph = maskGraph(members, seed)
      const holders = holdersOf(graph, members[0]!)
      assert.ok(holders.includes(members[0]!))
      assert.ok(graph.threshold > (2 * holders.length) / 3)
      assert.ok(graph.threshold <= holders.length)
    }
  })

  test('refuses one member alone, more than a thousand, and one twice', () => {
    const [member] = drawMembers(random, 1)
    for (const members of [[], [member!], [member!, member!], drawMembers(random, 1001)]) {
      assert.throws(() => maskGraph(members, seed), { code: 'LEARNING_BAD_COHORT' })
    }
  })

  test('survivors can unmask who hold a threshold of shares of every participant', () => {
    const members = drawMembers(random, 5)
    const graph = maskGraph(members, seed)
    assert.equal(graph.threshold, 4)
    const [, ...four] = members
    assert.equal(canUnmask(graph, members, members), true)
    assert.equal(canUnmask(graph, members, four), true)
    assert.equal(canUnmask(graph, four, four.slice(1)), false)
    assert.equal(canUnmask(graph, members, members.slice(2)), false)
  })
})
