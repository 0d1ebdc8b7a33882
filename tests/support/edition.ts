/** Small editions for tests, with every field filled so that a test states only what it is about. */
import { parseDate, type PartialDate } from '../../src/model/date.ts';
import type { Block, Inline, Table, TableCell } from '../../src/model/document.ts';
import type { Cleared, Edition, Matter, Publication } from '../../src/model/edition.ts';
import { marking } from './schemes.ts';
import { cardOf, type Surroundings } from '../../src/model/surroundings.ts';

export function date(text: string): PartialDate {
  const parsed = parseDate(text);
  if (!parsed) throw new Error(`not a date: ${text}`);
  return parsed;
}

export const text = (value: string): Inline => ({ type: 'text', value });
export const paragraph = (...children: (Inline | string)[]): Block => ({
  type: 'paragraph',
  children: children.map((child) => (typeof child === 'string' ? text(child) : child)),
});
export const heading = (depth: 2 | 3 | 4, id: string, words: string, number?: string): Block => ({
  type: 'heading',
  depth,
  id,
  number,
  children: [text(words)],
});

/** A cell of plain words, of nothing, or as it is. */
type CellOf = string | readonly Inline[] | TableCell;
export const cell = (of: CellOf, more: Partial<TableCell> = {}): TableCell => {
  if (typeof of !== 'string' && 'type' in of) return { ...more, ...of };
  return {
    type: 'tableCell',
    children: of.length === 0 ? [] : [paragraph(...(typeof of === 'string' ? [of] : of))],
    ...more,
  };
};
/** A table as GFM knows it: the first row is the head. */
export const table = (rows: readonly (readonly CellOf[])[], align: Table['align'] = []): Table => ({
  type: 'table',
  align,
  children: rows.map((cells, index) => ({
    type: 'tableRow',
    children: cells.map((one) => cell(one, index === 0 ? { scope: 'column' } : {})),
  })),
});

export const MATTER: Matter = {
  title: 'A title',
  language: 'en-GB',
  classification: marking('OFFICIAL'),
  classificationNotes: [],
  disclosable: 'yes',
  author: ['An author'],
  forceOrganisation: 'An organisation',
  dateCreated: date('2019-01'),
  text: 'full',
  textSource: [],
  interventions: [],
  changes: [],
  corrections: [],
  was: {},
};

interface Parts extends Partial<Omit<Edition, 'matter'>> {
  readonly matter?: Partial<Matter>;
}

/** An edition cleared for the public that holds nothing withheld. */
export function edition(body: readonly Block[], { matter, ...parts }: Parts = {}): Cleared {
  const whole: Edition = {
    family: 'guidance',
    work: 'a-work',
    edition: '2019',
    file: 'guidance/a-work/2019.md',
    matter: { ...MATTER, ...matter },
    standing: {
      date: date('2019-01'),
      phases: [{ label: 'In force', kind: 'current' }],
      control: [{ label: 'Author', value: 'An author' }],
      facts: [],
    },
    body,
    footnotes: [],
    pictures: [],
    ...parts,
  };
  return { ...whole, unmarked: whole.matter.classification, audience: 'public' } as unknown as Cleared; // tests stand outside the pipeline
}

export const PUBLICATION: Publication = {
  title: 'A publisher’s guidance',
  publisher: 'A publisher',
  baseAddress: 'https://example.org/',
  language: 'en-GB',
  notice: 'A notice for every page.',
  asAt: date('2026-01-01'),
  contacts: [],
};

/** What surrounds editions of one work, in the order given. */
export function surroundings(...editions: readonly Edition[]): Surroundings {
  const first = editions[0];
  if (!first) throw new Error('surroundings of nothing');
  const work = {
    identifier: `${first.family}/${first.work}`,
    family: first.family,
    work: first.work,
    editions: editions.map((one) => ({
      identifier: `${one.family}/${one.work}@${one.edition}`,
      family: one.family,
      work: one.work,
      edition: one.edition,
      file: one.file,
      matter: one.matter,
      standing: one.standing,
      clauses: [],
      links: [],
      quotations: [],
      withholds: false,
    })),
  };
  const asAt = date('2026-01-01');
  return {
    publication: PUBLICATION,
    asAt,
    work: cardOf(work, asAt),
    resolve: (target) =>
      `${target.work}/${target.edition ? `${target.edition}/` : ''}${target.clause ? `#${target.clause}` : ''}`,
  };
}
