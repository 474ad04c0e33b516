import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@commonhold/base'
import { readCsv } from '@commonhold/learning/dataset/csv'
import { datasetPreviewSchema, datasetProfileSchema } from '@commonhold/sdk/api/dataset-details'
import { previewDataset, profileDataset } from './dataset-details.ts'

const rows = Array.from(
  { length: 40 },
  (_, row) => `${row % 4 === 0 ? '' : row},${row % 3 ? 'a' : 'b'}`
)
const table = readCsv(utf8(`size,ward\n${rows.join('\n')}\n`), { file: 'patients.csv' })

test('a profile follows its schema, and every row is in it', async () => {
  const profile = datasetProfileSchema.parse(await profileDataset('patients', table))
  const [size, ward] = profile.columns
  assert.ok(size?.kind === 'number' && ward?.kind === 'category')
  assert.equal(size.missing, 10)
  assert.equal(size.bars.reduce((sum, { rows: each }) => sum + each, 0) + size.missing, 40)
  assert.deepEqual(ward.categories, [
    { name: 'a', rows: 26 },
    { name: 'b', rows: 14 }
  ])
})

test('a preview is of twenty rows at most, with what is missing as null', () => {
  const preview = datasetPreviewSchema.parse(previewDataset('patients', table))
  assert.equal(preview.rows.length, 20)
  assert.deepEqual(preview.rows.slice(0, 2), [
    [null, 'b'],
    [1, 'a']
  ])
})
