/** What the form makes of what is written in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyProposal, readProposal } from './proposal.ts'

const written = { ...emptyProposal, dataset: 'patients', title: ' Diagnosis ' }

test('a form with a title and a dataset is a request, with the rest as it stands', () => {
  assert.deepEqual(readProposal(written), {
    request: {
      dataset: 'patients',
      title: 'Diagnosis',
      model: 'auto',
      rounds: 10,
      minCohort: 3,
      maxMembers: 16,
      joinWithinSeconds: 3600,
      transcripts: 'members'
    }
  })
  const { request } = readProposal({ ...written, model: 'mlp', hidden: '16, 8', excluded: ['id'] })
  assert.deepEqual(request?.hidden, [16, 8])
  assert.deepEqual(request?.exclude, ['id'])
})

test('each field that is wrong is named, and no request is made', () => {
  const { problems, request } = readProposal({ ...emptyProposal, rounds: '1e3', minCohort: '1' })
  assert.equal(request, undefined)
  assert.deepEqual(Object.keys(problems ?? {}).toSorted(), [
    'dataset',
    'minCohort',
    'rounds',
    'title'
  ])
  assert.ok(readProposal({ ...written, minCohort: '9', maxMembers: '4' }).problems?.['maxMembers'])
  assert.ok(readProposal({ ...written, model: 'mlp', hidden: '0' }).problems?.['hidden'])
  assert.ok(readProposal({ ...written, title: 'a\u0007b' }).problems?.['title'])
  assert.ok(readProposal({ ...written, dataset: '../x' }).problems?.['dataset'])
})
