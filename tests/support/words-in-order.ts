/** The words of an edition in the order in which they are read, written down a second time so that layout can be held against it. */
import type { Block, Inline, ListItem, TableCell, TableRow } from '../../src/model/document.ts';
import type { Edition } from '../../src/model/edition.ts';
import { textOfInlines } from '../../src/model/text.ts';

/** Each footnote stands behind the paragraph that first calls for it. Numbers, labels and notices are the press's own. */
export function wordsInOrder({ body, footnotes }: Pick<Edition, 'body' | 'footnotes'>): string {
  const told = new Set<string>();
  const notesIn = (inlines: readonly Inline[]): readonly string[] =>
    inlines.flatMap((inline) => {
      if (inline.type === 'footnoteReference') return [inline.identifier];
      return 'children' in inline ? notesIn(inline.children) : [];
    });
  const line = (inlines: readonly Inline[]): string => {
    const called = [...new Set(notesIn(inlines))].filter((name) => !told.has(name));
    for (const name of called) told.add(name);
    const notes = called.map((name) => footnotes.find(({ identifier }) => identifier === name)?.children ?? []);
    return [textOfInlines(inlines), ...notes.map(all)].join(' ');
  };
  const one = (block: Block | ListItem | TableRow | TableCell): string => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return line(block.children);
      case 'code':
        return block.value;
      case 'thematicBreak':
      case 'withheldNotice':
        return '';
      default: {
        const own = 'title' in block ? (block.title ?? '') : 'term' in block ? block.term : '';
        return `${own} ${all(block.children)}`;
      }
    }
  };
  const all = (blocks: readonly (Block | ListItem | TableRow | TableCell)[]): string => blocks.map(one).join(' ');
  return all(body);
}
