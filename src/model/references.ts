/**
 * What a text refers to in other documents: its quotations and its links, in reading order, each with the clause that it stands in.
 * A footnote speaks for the clause that leads to it first; one that nothing leads to says nothing.
 */
import type { Block, Footnote, Inline } from './document.ts';
import { childBlocks, inlinesOf, walkInlines } from './clauses.ts';
import type { ReferenceEntry } from './edition.ts';

interface Walked {
  readonly body: readonly Block[];
  readonly footnotes: readonly Footnote[];
}

export function referencesIn({ body, footnotes }: Walked): readonly ReferenceEntry[] {
  const notes = new Map(footnotes.map(({ identifier, children }) => [identifier, children]));
  const found: ReferenceEntry[] = [];

  function line(inlines: readonly Inline[], clause: string): void {
    for (const inline of walkInlines(inlines)) {
      if (inline.type === 'link' && inline.target) found.push({ target: inline.target, use: 'link', clause });
      if (inline.type !== 'footnoteReference') continue;
      const note = notes.get(inline.identifier);
      notes.delete(inline.identifier);
      if (note) walk(note, clause);
    }
  }

  function walk(blocks: readonly Block[], around: string): void {
    let clause = around;
    for (const block of blocks) {
      if (block.type === 'heading') clause = block.id;
      const within = 'id' in block ? block.id : clause;
      if (block.type === 'quote') found.push({ target: block.source, use: 'quotation', clause: within });
      line(inlinesOf(block), within);
      walk(childBlocks(block), within);
    }
  }

  walk(body, '');
  return found;
}
