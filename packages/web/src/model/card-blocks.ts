/** A model's card, cut into what a page draws. The first heading is the page's own title. */

/** One block of a card. */
export type CardBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string }

/** Most blocks that are drawn. */
const blocksMax = 200

/** Headings, lists and paragraphs, parted by empty lines or by a change of kind. */
export function cardBlocks(text: string): readonly CardBlock[] {
  const blocks: CardBlock[] = []
  let open: string[] = []
  const close = (): void => {
    const items = open.filter((line) => line.startsWith('- '))
    if (open.length > 0 && items.length === open.length) {
      blocks.push({ kind: 'list', items: items.map((line) => line.slice(2)) })
    } else if (open.length > 0) {
      blocks.push({ kind: 'paragraph', text: open.join(' ') })
    }
    open = []
  }
  for (const line of text.split('\n')) {
    const heading = /^(#{1,6}) (.+)$/.exec(line)
    if (heading !== null) {
      close()
      if (heading[1] !== '#') blocks.push({ kind: 'heading', text: heading[2]! })
    } else if (line.trim() === '') close()
    else open.push(line)
  }
  close()
  return blocks.slice(0, blocksMax)
}
