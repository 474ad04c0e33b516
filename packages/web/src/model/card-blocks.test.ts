/** A card as a page draws it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardBlocks } from './card-blocks.ts'

test('a card is headings, lists and paragraphs, and its title is left to the page', () => {
  const card =
    '# Title\n\nOne line\nand its end.\n\n## Made from\n\n- a\n- b\n\n## Not for\n\nYou.\n'
  assert.deepEqual(cardBlocks(card), [
    { kind: 'paragraph', text: 'One line and its end.' },
    { kind: 'heading', text: 'Made from' },
    { kind: 'list', items: ['a', 'b'] },
    { kind: 'heading', text: 'Not for' },
    { kind: 'paragraph', text: 'You.' }
  ])
})

test('markup in a card is text, and a card without end has one', () => {
  assert.deepEqual(cardBlocks('<script>x</script>'), [
    { kind: 'paragraph', text: '<script>x</script>' }
  ])
  assert.equal(cardBlocks('a\n\n'.repeat(1000)).length, 200)
  assert.deepEqual(cardBlocks(''), [])
})
