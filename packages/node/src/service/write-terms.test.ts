/** What a proposer asks for is written into the terms as asked, or refused by name. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type CommonholdError, parseMemberId, utf8 } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { createSeededRandom } from '@commonhold/platform/seeded-random'
import type { ProposeStudyRequest } from '@commonhold/sdk/api/studies'
import { plainWords } from './plain-words.ts'
import { writeTerms } from './write-terms.ts'

const names = ['age', 'pressure', 'weight', 'height', 'pulse', 'sugar', 'sodium']
const rows = Array.from({ length: 12 }, (_, row) =>
  [...names.map((_name, column) => (row + 1) * (column + 2)), row % 2 ? 'ill' : 'well'].join(',')
)
const table = readCsv(utf8([`${names.join(',')},outcome`, ...rows].join('\n')), { file: 'a.csv' })
const members = ['1', '2', '3'].map((digit) => parseMemberId(`0x${digit.repeat(40)}`))

function write(request: Partial<ProposeStudyRequest>) {
  const whole = { dataset: 'a' as ProposeStudyRequest['dataset'], title: 'Test', ...request }
  return writeTerms(whole, table, 'outcome', createSeededRandom(7))
}

function refuses(request: Partial<ProposeStudyRequest>, code: string, words: RegExp): void {
  assert.throws(
    () => write(request),
    (error: CommonholdError) => {
      assert.equal(error.code, code, error.message)
      assert.equal(error.fault, 'caller')
      assert.match(`${error.message} ${error.hint}`, words)
      return true
    }
  )
}

describe('writeTerms', () => {
  test('takes the members asked for, and lets all invited start', () => {
    assert.deepEqual(write({}).sealed.terms.cohort, { min: 3, max: 64 })
    assert.deepEqual(write({ maxMembers: 3 }).sealed.terms.cohort, { min: 3, max: 3 })
    assert.deepEqual(write({ invite: members }).sealed.terms.cohort, { min: 3, max: 3 })
    assert.deepEqual(write({ minCohort: 100 }).sealed.terms.cohort, { min: 100, max: 100 })
  })

  test('refuses a study that can never start', () => {
    refuses({ maxMembers: 2 }, 'NODE_TOO_FEW_MEMBERS', /At most 2 .* 3 members.*--max-members/)
    refuses({ invite: members.slice(1) }, 'NODE_TOO_FEW_MEMBERS', /2 members are .*yourself/)
    const twice = [members[0]!, members[1]!, members[0]!]
    refuses({ invite: twice }, 'NODE_TOO_FEW_MEMBERS', /2 members are invited/)
  })

  test('refuses a positive category that no row has, and names those there are', () => {
    refuses({ positive: 'Ill' }, 'NODE_NO_SUCH_CATEGORY', /never "Ill".*one of: (ill|well), /)
    assert.equal(write({ positive: 'ill' }).plan.task.kind, 'binary')
  })

  test('the terms in plain words name the columns', () => {
    const { sealed, plan } = write({ features: ['age', 'pulse'] })
    assert.match(plainWords(sealed.terms, plan)[0]!, /from 2 columns: age, pulse\.$/)
    const all = write({})
    assert.match(
      plainWords(all.sealed.terms, all.plan)[0]!,
      /from 7 columns: age, pressure, weight, height, pulse and 2 more\.$/
    )
  })
})
