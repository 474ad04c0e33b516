/**
 * The little Markdown that a model's card is written in: headings, lists, paragraphs and code.
 * Everything else stays as it was typed; nothing in it can become a link or markup.
 */
import { safe } from '@commonhold/sdk/format'
import type { ReactNode } from 'react'
import { type CardBlock, cardBlocks } from '../model/card-blocks.ts'
import css from './plain-markdown.module.css'

/** A text. */
export function PlainMarkdown({ text }: { readonly text: string }) {
  return (
    <div className={css['text']}>
      {cardBlocks(text).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a card's blocks never change places
        <Block key={at} block={block} />
      ))}
    </div>
  )
}

function Block({ block }: { readonly block: CardBlock }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <h3 className={css['heading']}>{safe(block.text)}</h3>
    case 'list':
      return (
        <ul className={css['list']}>
          {block.items.map((item) => (
            <li key={item}>
              <Words text={item} />
            </li>
          ))}
        </ul>
      )
    case 'paragraph':
      return (
        <p>
          <Words text={block.text} />
        </p>
      )
  }
}

/** What stands between backticks is code. */
function Words({ text }: { readonly text: string }): ReactNode {
  return text.split('`').map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
      <code key={at}>{safe(part)}</code>
    ) : (
      safe(part)
    )
  )
}
