/**
 * Guidance of any length for the PDF benchmark, as an edition that has been read and cleared: sections, numbered principles, lists
 * inside lists, a table, a quotation, links, emphasis and footnotes, in the share that such documents have them. All
 * documents draw on one vocabulary, as those of one publisher do. A seed makes the same document everywhere.
 */
import type { Block, Footnote, Inline, List } from '../../src/model/document.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { edition, heading, paragraph, text } from '../support/edition.ts';
import { type Random, random, sentence, vocabulary } from '../support/known-edits.ts';

const WORDS = vocabulary(random(1), 12_000);

/** What makes the words of one document, and counts them. */
class Writer {
  words = 0;
  readonly footnotes: Footnote[] = [];
  private readonly next: Random;

  constructor(seed: number) {
    this.next = random(seed * 7919);
  }

  number(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  say(least: number, most: number): string {
    const length = this.number(least, most);
    this.words += length;
    return sentence(this.next, WORDS, length);
  }

  prose(sentences: number): string {
    return Array.from({ length: sentences }, () => this.say(8, 26)).join(' ');
  }

  title(): string {
    return this.say(2, 6).slice(0, -1);
  }

  /** A paragraph with what stands inside a line. */
  rich(section: number): Block {
    const identifier = `n${this.footnotes.length + 1}`;
    this.footnotes.push({ identifier, children: [paragraph(this.prose(1))] });
    const inside: readonly Inline[] = [
      { type: 'strong', children: [text(this.title())] },
      { type: 'link', url: `#section-${Math.max(1, section - 1)}`, children: [text(this.title())] },
      { type: 'emphasis', children: [text(this.title())] },
      { type: 'link', url: `https://example.org/${section}`, children: [text(this.title())] },
    ];
    const lead = inside.flatMap((inline) => [text(`${this.prose(1)} `), inline, text('. ')]);
    return paragraph(...lead, text(this.prose(1)), { type: 'footnoteReference', identifier });
  }

  list(depth: number): List {
    const ordered = depth % 2 === 0;
    const children = Array.from({ length: 3 }, (_, index) => ({
      type: 'listItem' as const,
      label: ordered ? `${index + 1}.` : undefined,
      children: [paragraph(this.say(5, 20)), ...(index === 1 && depth > 1 ? [this.list(depth - 1)] : [])],
    }));
    return { type: 'list', ordered, spread: false, children };
  }

  table(): Block {
    const row = (first: string) => ({
      type: 'tableRow' as const,
      children: [first, this.title(), this.say(4, 14)].map((words) => ({
        type: 'tableCell' as const,
        children: [paragraph(words)],
      })),
    });
    const rows = Array.from({ length: 6 }, (_, index) => row(`${index + 1}`));
    return { type: 'table', align: ['right', null, null], children: [row('No.'), ...rows] };
  }

  section(section: number): readonly Block[] {
    const principle: Block = {
      type: 'principle',
      id: `principle-${section}`,
      number: String(section),
      title: this.title(),
      children: [paragraph(this.prose(3))],
    };
    const turn: Readonly<Record<number, () => readonly Block[]>> = {
      0: () => [this.list(2)],
      1: () => [this.table()],
      2: () => [{ type: 'blockquote', children: [paragraph(this.prose(2))] }],
      3: () => [heading(3, `part-${section}`, this.title()), paragraph(this.prose(2))],
    };
    return [
      heading(2, `section-${section}`, this.title()),
      paragraph(this.prose(3)),
      principle,
      this.rich(section),
      ...(turn[section % 4]?.() ?? []),
      paragraph(this.prose(3)),
    ];
  }
}

export function guidance(seed: number, words: number): Cleared {
  const writer = new Writer(seed);
  const matter = { title: writer.title(), summary: writer.say(12, 20) };
  const body: Block[] = [];
  for (let section = 1; writer.words < words; section++) body.push(...writer.section(section));
  return edition(body, {
    work: `work-${seed}`,
    matter,
    footnotes: writer.footnotes,
    standing: {
      ...edition([]).standing,
      control: [
        { label: 'Security classification', value: 'OFFICIAL' },
        { label: 'Author', value: 'An author' },
        { label: 'Date created', value: 'January 2019' },
      ],
    },
  });
}
