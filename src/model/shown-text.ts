/** The words of blocks as the public reads them: what is withheld is there as its notice, as on the page. */
import type { Block } from './document.ts';
import { withheldNotice } from './ground.ts';
import { rewriterOf } from './rewrite.ts';
import { textOfBlocks } from './text.ts';

const withNotices = rewriterOf({
  block: (block) => {
    if (block.type !== 'withheldNotice') return block;
    return { type: 'paragraph', children: [{ type: 'text', value: withheldNotice(block) }] };
  },
  inline: (inline) => (inline.type === 'withheldTextNotice' ? { type: 'text', value: withheldNotice(inline) } : inline),
});

export function shownText(blocks: readonly Block[]): string {
  return textOfBlocks(withNotices(blocks));
}
