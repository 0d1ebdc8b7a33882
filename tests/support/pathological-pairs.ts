/** Pairs of editions that make comparisons slow: repetition, nothing in common, no paragraphs, everything moved. */
import type { Block } from '../../src/model/document.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { edition, paragraph } from './edition.ts';
import { knownEdits, random } from './known-edits.ts';

const numbered = (count: number, words: (index: number) => string): Cleared =>
  edition(Array.from({ length: count }, (_, index): Block => paragraph(words(index))));

/** Words in any order, from a small or a large stock. */
function jumble(seed: number, count: number, stock: number, prefix = 'w'): string {
  const next = random(seed);
  return Array.from({ length: count }, () => `${prefix}${Math.floor(next() * stock)}`).join(' ');
}

const reversed = ({ body, ...rest }: Cleared): Cleared => ({ ...rest, body: body.toReversed() });

function sectionsReversed({ body, ...rest }: Cleared): Cleared {
  const sections: Block[][] = [];
  for (const block of body) {
    if (block.type === 'heading' || sections.length === 0) sections.push([]);
    sections.at(-1)?.push(block);
  }
  return { ...rest, body: sections.toReversed().flat() };
}

const SAME = 'Officers should record every visit, and review the record with their partners before the next.';
export type EditionPair = readonly [Cleared, Cleared];

/** Pairs of about as many words as asked for, each made when it is called for. */
export function pathologicalPairs(words: number): Readonly<Record<string, () => EditionPair>> {
  const blocks = Math.floor(words / 15);
  return {
    'all paragraphs equal': () => [numbered(blocks, () => SAME), numbered(blocks + 7, () => SAME)],
    'all paragraphs equal but for a number': () => [
      numbered(blocks, (index) => `${SAME} See item ${index}.`),
      numbered(blocks, (index) => `${SAME} See item ${index + 5 * blocks}.`),
    ],
    'nothing in common': () => [
      numbered(blocks, (index) => jumble(index + 1, 15, 5000, 'a')),
      numbered(blocks, (index) => jumble(index + 1, 15, 5000, 'b')),
    ],
    'few words in any order': () => [
      numbered(blocks, (index) => jumble(index + 1, 15, 30)),
      numbered(blocks, (index) => jumble(index + 99_991, 15, 30)),
    ],
    'one paragraph, reworded': () => {
      const list = jumble(7, words, 3000).split(' ');
      const changed = list.map((word, index) => (index % 9 === 0 ? `${word}x` : word));
      return [numbered(1, () => list.join(' ')), numbered(1, () => changed.join(' '))];
    },
    'one paragraph of few words in any order': () => [
      numbered(1, () => jumble(3, words, 40)),
      numbered(1, () => jumble(4, words, 40)),
    ],
    'every section moved': () => {
      const { old } = knownEdits(5, { words, reworded: 0.2 });
      return [old, sectionsReversed(old)];
    },
    'every block moved': () => {
      const { old } = knownEdits(5, { words, reworded: 0.2 });
      return [old, reversed(old)];
    },
    'capitals and numbers that might begin a name or a reference': () => [
      numbered(1, () => `${'Aa of '.repeat(words / 4)}${'1 '.repeat(words / 4)}`),
      numbered(1, () => `Bb ${'Aa of '.repeat(words / 4)}${'A. '.repeat(words / 4)}`),
    ],
    'no space anywhere': () => [
      numbered(1, () => 's.1('.repeat(words / 2)),
      numbered(1, () => 's.2('.repeat(words / 2)),
    ],
    'one-word blocks': () => [
      numbered(words, (index) => `w${index % 977}`),
      numbered(words, (index) => `w${(index * 7) % 983}`),
    ],
  };
}
