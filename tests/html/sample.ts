/** A work with three editions and a letter, in neutral words, that between them hold every kind of block and inline. */
import type { Block, Inline } from '../../src/model/document.ts';
import type { Change, Comparison } from '../../src/model/comparison.ts';
import { CHANGE_KINDS, FATES } from '../../src/model/comparison.ts';
import type { Cleared, Corpus, Edition } from '../../src/model/edition.ts';
import { clausesOf } from '../../src/model/clauses.ts';
import { type Surroundings, surroundingsIn } from '../../src/model/surroundings.ts';
import { PUBLICATION, cell, date, edition, heading, paragraph, table, text } from '../support/edition.ts';
import { marking, SCHEMES } from '../support/schemes.ts';

const strong = (words: string): Inline => ({ type: 'strong', children: [text(words)] });
const link = (words: string, url: string, target?: { work: string; edition?: string; clause?: string }): Inline => ({
  type: 'link',
  url,
  target,
  children: [text(words)],
});
const item = (label: string | undefined, words: string, ...more: Block[]) => ({
  type: 'listItem' as const,
  label,
  children: [paragraph(words), ...more],
});

const principle = (id: string, number: string, words: string, title?: string): Block => ({
  type: 'principle',
  id,
  number,
  title,
  children: [paragraph(words)],
});

const LISTEN =
  'Officers should begin by listening. What a resident says of their own street is evidence, and is to be written down in their own words before anything is concluded from it.';
const RECORD =
  'A record made at the time is worth more than one made afterwards. Officers should complete the visit record before they leave the address, and must complete it within 24 hours.';
const SHARE =
  'Information that protects a person from harm is shared with those who can act on it. The decision to share, and the reason for it, stands in the record.';

export const EVERYTHING: readonly Block[] = [
  heading(2, 'about', 'About this guidance'),
  paragraph(
    'This guidance is for officers who visit homes after a report of ',
    strong('neighbour nuisance'),
    '. It replaces no law & adds none: see ',
    link('the 2018 edition', '2018.md', { work: 'guidance/visits', edition: '2018' }),
    ', ',
    link('the record', '#record', { work: 'guidance/visits', edition: '2021', clause: 'record' }),
    ' or ',
    link('the register of statutes', 'https://example.org/statutes?a=1&b=2'),
    '.',
    { type: 'footnoteReference', identifier: 'scope' },
  ),
  { type: 'note', title: 'In short', children: [paragraph('Listen first, write it down, share what protects.')] },
  heading(2, 'principles', 'Guiding principles'),
  principle('listen', '1', LISTEN, 'Listen first'),
  principle('record', '2', RECORD),
  principle('share', '3', SHARE, 'Share what protects'),
  heading(2, 'procedure', 'At the address'),
  {
    type: 'clause',
    id: 'p-4-1',
    number: '4.1',
    children: [
      paragraph('Two officers attend. One speaks; the other writes.', {
        type: 'footnoteReference',
        identifier: 'pair',
      }),
    ],
  },
  {
    type: 'clause',
    id: 'p-4-2',
    number: '4.2',
    children: [
      paragraph('Before leaving, officers confirm with the resident:'),
      {
        type: 'list',
        ordered: true,
        spread: false,
        children: [
          item('(a)', 'that the record says what they said;'),
          item('(b)', 'whom they may ring, and when;'),
          item('(g)', 'what happens next.', {
            type: 'list',
            ordered: false,
            spread: false,
            children: [item(undefined, 'within a day'), item(undefined, 'within a week')],
          }),
        ],
      },
    ],
  },
  { type: 'clause', id: 'p-4-3', children: [paragraph('A paragraph without a number.')] },
  heading(3, 'terms', 'Terms'),
  {
    type: 'definition',
    id: 'def-visit',
    term: 'visit',
    children: [paragraph('Any attendance at a home, whether or not somebody answers.')],
  },
  {
    type: 'quote',
    from: '2018.md#listen',
    source: { work: 'guidance/visits', edition: '2018', clause: 'listen' },
    children: [paragraph('Officers should begin by listening.')],
  },
  { type: 'blockquote', children: [paragraph('A quotation of no recorded source.')] },
  heading(2, 'times', 'Times'),
  table(
    [
      ['Kind of report', 'Hours', ''],
      ['Danger to a person', '1', '*'],
      ['Noise at night', '24', ''],
      ['Litter', '120', ''],
    ],
    [null, 'right', 'center'],
  ),
  {
    type: 'table',
    align: [null, null, 'right'],
    children: [
      {
        type: 'tableRow',
        children: [cell('Ward', { scope: 'column' }), cell('Visits', { scope: 'column', columns: 2 })],
      },
      {
        type: 'tableRow',
        children: [
          cell('North', { scope: 'row', rows: 2 }),
          cell([], { children: [paragraph('By two officers, with:'), { type: 'code', value: 'FORM 7' }] }),
          cell('12'),
        ],
      },
      { type: 'tableRow', children: [cell('By one officer'), cell('3')] },
    ],
  },
  {
    type: 'list',
    ordered: false,
    spread: true,
    children: [
      { ...item(undefined, 'Noise meters are calibrated'), checked: true },
      { ...item(undefined, 'The rota is published'), checked: false },
    ],
  },
  { type: 'code', lang: 'text', value: 'REF <year>-<number> & initials' },
  paragraph(
    'Lines of an address',
    { type: 'break' },
    text('stand under'),
    { type: 'break' },
    text('one another. The ref is '),
    { type: 'inlineCode', value: 'R-1' },
    ', not ',
    { type: 'delete', children: [text('R-0')] },
    { type: 'emphasis', children: [text(' (as corrected)')] },
    ' ',
    { type: 'withheldTextNotice', ground: 's.40(2)' },
    '.',
  ),
  { type: 'withheldNotice', ground: 's.31(1)(a)' },
  { type: 'thematicBreak' },
  {
    type: 'publicInterest',
    ground: 's.31',
    children: [paragraph('The interest in knowing how visits are decided was weighed against that in their working.')],
  },
  { type: 'harm', children: [paragraph('Times of patrols would tell offenders when nobody comes.')] },
  {
    type: 'include',
    source: { work: 'passages/complaints', edition: '2019' },
    children: [
      heading(2, 'complaints', 'If you are dissatisfied'),
      paragraph('You may ask for a review within 20 working days.'),
    ],
  },
  { type: 'reviewRights', children: [paragraph('The review is made by somebody who did not take the decision.')] },
];

const scope = {
  identifier: 'scope',
  children: [paragraph('Not for visits under a warrant.', { type: 'footnoteReference', identifier: 'pair' })],
};
const pair = {
  identifier: 'pair',
  children: [paragraph('One officer may attend where a second would take more than an hour.')],
};

const phases = (from: string) => [
  { label: 'Not yet in force', kind: 'not-yet' as const },
  { from: date(from), label: 'In force', kind: 'current' as const },
];
const control = [
  { label: 'Security classification / FoI 2000', value: 'OFFICIAL – Yes under FoI' },
  { label: 'Author', value: 'Chief Inspector A. Example' },
  { label: 'Force or organisation', value: 'Example Constabulary' },
  { label: 'Coordination committee', value: 'Local Policing' },
  { label: 'Date created', value: '12 March 2021' },
];
const facts = [
  { label: 'Status', value: 'Advice to forces' },
  { label: 'Applies to', value: 'England and Wales' },
];
const shared = { family: 'guidance', work: 'visits' };

export const V2015 = edition([heading(2, 'about', 'About')], {
  ...shared,
  edition: '2015',
  standing: { date: date('2015'), phases: phases('2015'), control, facts },
  matter: { title: 'Visiting homes: notes for officers', text: 'not-held' },
});
export const V2018 = edition(
  [
    heading(2, 'principles', 'Guiding principles'),
    principle('listen', '1', LISTEN),
    principle('record', '2', RECORD),
    principle('roll', '3', 'Officers are listed.'),
  ],
  {
    ...shared,
    edition: '2018',
    standing: { date: date('2018-02'), phases: phases('2018-02'), control, facts },
    matter: {
      title: 'Guidance on visits to homes',
      text: 'extract',
      textSource: ['Quoted in an answer to a request for information of 3 May 2018.'],
    },
  },
);
export const V2021 = edition(EVERYTHING, {
  ...shared,
  edition: '2021',
  footnotes: [scope, pair],
  standing: { date: date('2021-03-12'), phases: phases('2021-03-12'), control, facts },
  matter: {
    title: 'Visits to homes & what is written down',
    summary: 'How officers prepare, make and record a visit to a home after a report of nuisance.',
    text: 'illustrative',
    textSource: ['Written for demonstration.'],
    interventions: ['A page footer in the middle of a sentence was removed.', 'The list under 4.2 was restored.'],
    changes: [
      { note: 'Officers must now complete the record within 24 hours.', clauses: ['record'], minor: false },
      { note: 'The principle on sharing information is new.', clauses: ['share'], minor: false },
      { note: 'The list of officers is gone.', clauses: ['roll'], minor: true },
    ],
  },
});

const asked: readonly Block[] = [
  paragraph('Thank you for your request of January.'),
  heading(2, 'response', 'Response'),
  { type: 'question', id: 'q1', number: '1', children: [paragraph('How many visits were made in 2018?')] },
  {
    type: 'answer',
    id: 'a1',
    to: 'q1',
    outcome: 'provided-outside-the-act',
    children: [
      paragraph('4,210 visits were made.'),
      {
        type: 'quote',
        from: '',
        source: { work: 'guidance/visits', edition: '2018', clause: 'record' },
        children: [paragraph(RECORD)],
      },
    ],
  },
  { type: 'question', id: 'q2', children: [paragraph('Who decides on a visit?')] },
  { type: 'answer', id: 'a2', to: 'q2', children: [paragraph('The duty sergeant.')] },
  { type: 'outcome', id: 'o1', to: 'q2', children: [paragraph('The guidance now names the duty sergeant.')] },
];
export const LETTER = edition(asked, {
  family: 'letters',
  work: 'ref-7-19',
  edition: '2019-04-10',
  standing: {
    date: date('2019-04-10'),
    phases: [
      { label: 'Not yet answered', kind: 'not-yet' },
      { label: 'Answered', kind: 'current', from: date('2019-04-10') },
    ],
    control,
    facts: [],
  },
  matter: {
    title: 'Visits made in 2018',
    classification: marking('OFFICIAL-SENSITIVE - COMMERCIAL'),
  },
});
const PASSAGE = edition([paragraph('You may ask for a review.')], {
  family: 'passages',
  work: 'complaints',
  edition: '2019',
  matter: { title: 'Complaints' },
});

const EDITIONS: readonly Cleared[] = [V2015, V2018, V2021, LETTER, PASSAGE];

function entry(one: Edition) {
  const clauses = clausesOf(one.body).map(({ id, kind, number }) => ({
    id,
    kind,
    number,
    place: { line: 1, column: 1 },
  }));
  const { family, work, edition, file, matter, standing } = one;
  const identifier = `${family}/${work}@${edition}`;
  return {
    identifier,
    family,
    work,
    edition,
    file,
    matter,
    standing,
    clauses,
    links: [],
    quotations: [],
    withholds: false,
  };
}

const entries = EDITIONS.map(entry);
const works = [...new Set(entries.map(({ family, work }) => `${family}/${work}`))].map((identifier) => {
  const [family = '', work = ''] = identifier.split('/');
  return { identifier, family, work, editions: entries.filter((one) => one.family === family && one.work === work) };
});

export const AS_AT = date('2026-01-01');
export const CORPUS: Corpus = {
  schemes: SCHEMES,
  publication: {
    ...PUBLICATION,
    title: 'Example guidance',
    publisher: 'Example Constabulary',
    baseAddress: 'https://example.org/press/',
    notice: 'A demonstration. Nobody’s official site.',
    contacts: [{ label: 'Post', value: '1 Example Street, Exampleton' }],
  },
  works: new Map(works.map((work) => [work.identifier, work])),
  entries: new Map(entries.map((one) => [one.identifier, one])),
  load: () => V2021,
  identityOf: (identifier) => identifier,
  sizeOf: () => 0,
};

/** What the site's own pages are made from. */
export const INDEX = { publication: CORPUS.publication, works };

export function around(one: Edition): Surroundings {
  const work = works.find(({ identifier }) => identifier === `${one.family}/${one.work}`);
  if (!work) throw new Error('an edition of no work');
  return surroundingsIn(CORPUS, AS_AT)(work);
}

const side = (clause: string, words: string, number?: string) => ({ clause, number, text: words });
const gone = 'Officers carry the printed card of rights and hand it to the resident.';
export const CHANGES: readonly Change[] = [
  {
    fate: 'added',
    block: 'paragraph',
    kinds: ['obligation'],
    new: side('about', 'This guidance is for officers who visit homes.'),
    ops: [{ op: 'insert', text: 'This guidance is for officers who visit homes.' }],
  },
  {
    fate: 'unchanged',
    block: 'heading',
    kinds: [],
    old: side('principles', 'Guiding principles'),
    new: side('principles', 'Guiding principles'),
  },
  {
    fate: 'unchanged',
    block: 'paragraph',
    kinds: [],
    old: side('listen', LISTEN, '1'),
    new: side('listen', LISTEN, '1'),
  },
  {
    fate: 'changed',
    block: 'paragraph',
    kinds: ['obligation', 'date', 'reference'],
    old: side('record', 'Officers should complete the visit record, and may complete it later.', '2'),
    new: side('record', RECORD, '2'),
    ops: [
      {
        op: 'keep',
        text: 'A record made at the time is worth more than one made afterwards. Officers should complete the visit record',
      },
      { op: 'delete', text: ', and may complete it later', link: 'https://example.org/card' },
      {
        op: 'insert',
        text: ' before they leave the address, and must complete it within 24 hours',
        emphasis: 'strong',
      },
      { op: 'keep', text: '.' },
    ],
  },
  {
    fate: 'split',
    block: 'paragraph',
    kinds: ['wording'],
    old: side('record', 'One. Two.', '2'),
    new: side('p-4-1', 'One.', '4.1'),
    ops: [
      { op: 'keep', text: 'One.' },
      { op: 'delete', text: ' ' },
      { op: 'keep', text: 'Two.' },
    ],
    parts: [
      { ...side('record', 'One. Two.', '2'), side: 'old', index: 4 },
      { ...side('p-4-1', 'One.', '4.1'), side: 'new', index: 4 },
      { ...side('p-4-2', 'Two.', '4.2'), side: 'new', index: 5 },
    ],
  },
  {
    fate: 'removed',
    block: 'list-item',
    kinds: ['obligation'],
    old: side('record', gone, '2'),
    ops: [{ op: 'delete', text: gone }],
  },
  { fate: 'unchanged', block: 'code', kinds: [], old: side('', 'R-1'), new: side('', 'R-1') },
  {
    fate: 'moved-changed',
    block: 'paragraph',
    kinds: ['punctuation'],
    old: side('listen', 'Share it', '1'),
    new: side('share', 'Share it.', '3'),
    ops: [
      { op: 'keep', text: 'Share it' },
      { op: 'insert', text: '.' },
    ],
    parts: [{ ...side('listen', 'Share it', '1'), side: 'old', index: 2 }],
  },
];
const count = <Name extends string>(names: readonly Name[], of: (change: Change) => readonly string[]) =>
  Object.fromEntries(
    names.map((name) => [name, CHANGES.filter((change) => of(change).includes(name)).length]),
  ) as Record<Name, number>;
const compared = ({ matter, family, work, edition: name }: Edition) => ({
  identifier: `${family}/${work}@${name}`,
  title: matter.title,
  marking: matter.classification,
  text: matter.text,
});
export const COMPARISON: Comparison = {
  old: compared(V2018),
  new: { ...compared(V2021), marking: marking('OFFICIAL-SENSITIVE') },
  summary: { fates: count(FATES, ({ fate }) => [fate]), kinds: count(CHANGE_KINDS, ({ kinds }) => kinds) },
  changes: CHANGES,
};
