/** A comparison and an edition as JSON and as text for terminals. */
import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { Block } from '../../src/model/document.ts';
import { comparisonJson, editionJson } from '../../src/render/json/json.ts';
import { comparisonText } from '../../src/render/text/text.ts';
import { SAME_WORDS } from '../../src/render/wording.ts';
import { edition, heading, paragraph, surroundings } from '../support/edition.ts';

const principle = (id: string, number: string, words: string): Block => ({
  type: 'principle',
  id,
  number,
  children: [paragraph(words)],
});

const old = edition([
  heading(2, 'scope', 'Scope'),
  paragraph('It applies to all forces.'),
  principle('records', '1', 'Records will be kept of every visit. They are reviewed each year by the superintendent.'),
  principle('gone', '2', 'Visits are announced in advance.'),
]);
const newer = edition(
  [
    heading(2, 'scope', 'Scope'),
    paragraph('It applies to all forces.'),
    principle('records', '1', 'Records must be kept of every visit.'),
    principle('review', '2', 'They are reviewed each year by the superintendent.'),
  ],
  { edition: '2023', matter: { title: 'A new title', text: 'illustrative' } },
);

describe('text', () => {
  test('the summary first, unchanged blocks folded, words for every mark', () => {
    expect(comparisonText(diff(old, newer), { colour: false, width: 72 })).toBe(`\
Old: A title (guidance/a-work@2019) OFFICIAL
New: A new title (guidance/a-work@2023) OFFICIAL
New: The text on this page was written for demonstration. These are not
the words of the published edition.
Blocks: 2 unchanged, 1 split, 1 removed
Kinds of change: obligation 1, wording 1

… 2 unchanged

Split: paragraph, #records (1) to #records (1), #review (2) [obligation]
    Records [-will-]{+must+} be kept of every visit. | They are reviewed
    each year by the superintendent.

Removed: paragraph, #gone (2) [wording]
    [-Visits are announced in advance.-]
`);
  });

  test('a block that only became another kind of block is said to have kept its words', () => {
    const quoted = edition([{ type: 'blockquote', children: [paragraph('Records are kept.')] }]);
    const lines = comparisonText(diff(edition([paragraph('Records are kept.')]), quoted), { colour: false, width: 90 });
    expect(lines).toContain(`Changed: quotation, beginning [punctuation] (${SAME_WORDS})`);
  });

  test('colour comes on top of the marks and is ended before each line ends', () => {
    const lines = comparisonText(diff(old, newer), { colour: true, width: 72 }).split('\n');
    expect(lines).toContain('    \x1b[31;9m[-Visits are announced in advance.-]\x1b[39;29m');
    for (const line of lines.filter((one) => one.includes('\x1b[')))
      expect(line).toMatch(/\x1b\[(?:22|39;\d+)m|^[^\x1b]*$/);
  });

  test('a document cannot send control characters to the terminal', () => {
    const evil = edition([paragraph('Clear \x1b[2J the \u202escreen\x07.')]);
    expect(comparisonText(diff(edition([]), evil), { colour: false, width: 80 })).not.toMatch(/[\x1b\x07\u202e]/u);
  });

  test('no line is wider than the terminal where words allow it', () => {
    const text = comparisonText(diff(old, newer), { colour: false, width: 40 });
    for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(41);
  });
});

describe('JSON', () => {
  test('a comparison has its keys in order, two spaces and a newline at the end', () => {
    const json = comparisonJson(diff(old, newer));
    expect(json.startsWith('{\n  "old": {\n    "identifier": "guidance/a-work@2019",\n    "title": "A title",')).toBe(
      true,
    );
    expect(json.endsWith('}\n')).toBe(true);
    const value = JSON.parse(json);
    expect(Object.keys(value)).toEqual(['old', 'new', 'summary', 'changes']);
    expect(value.new.marking).toBe('OFFICIAL');
    expect(value.summary.fates).toMatchObject({ unchanged: 2, split: 1, removed: 1 });
    expect(value.changes[2]).toEqual({
      fate: 'split',
      block: 'paragraph',
      kinds: ['obligation'],
      old: {
        clause: 'records',
        number: '1',
        text: 'Records will be kept of every visit. They are reviewed each year by the superintendent.',
      },
      new: {
        clause: 'records',
        number: '1',
        text: 'Records must be kept of every visit. They are reviewed each year by the superintendent.',
      },
      ops: [
        { op: 'keep', text: 'Records ' },
        { op: 'delete', text: 'will' },
        { op: 'insert', text: 'must' },
        { op: 'keep', text: ' be kept of every visit.' },
        { op: 'keep', text: ' They are reviewed each year by the superintendent.' },
      ],
      parts: [
        { side: 'new', clause: 'records', number: '1', index: 2, text: 'Records must be kept of every visit.' },
        {
          side: 'new',
          clause: 'review',
          number: '2',
          index: 3,
          text: 'They are reviewed each year by the superintendent.',
        },
      ],
    });
  });

  test('a notice of what is withheld stands in the text of its clause', () => {
    const withholding = edition([
      heading(2, 'scope', 'Scope'),
      paragraph('Visits to ', { type: 'withheldTextNotice', ground: 's.31(1)(a)' }, ' are recorded.'),
      { type: 'withheldNotice', ground: 's.40(2)' },
    ]);
    const [clause] = JSON.parse(editionJson(withholding, surroundings(withholding))).clauses;
    expect(clause.text).toBe('Visits to [Withheld: s.31(1)(a)] are recorded. [Withheld: s.40(2)]');
  });

  test('an edition names its clauses with their permanent addresses, and what its words are', () => {
    const value = JSON.parse(editionJson(newer, surroundings(newer)));
    expect(value).toMatchObject({
      identifier: 'guidance/a-work@2023',
      title: 'A new title',
      marking: 'OFFICIAL',
      text: { status: 'illustrative', label: expect.stringContaining('not the words of the published edition') },
      control: [{ label: 'Author', value: 'An author' }],
    });
    expect(value.clauses).toEqual([
      {
        id: 'scope',
        kind: 'section',
        title: 'Scope',
        text: expect.stringContaining('It applies to all forces. Records must be kept'),
        address: 'https://example.org/guidance/a-work/2023/#scope',
      },
      {
        id: 'records',
        kind: 'principle',
        number: '1',
        text: 'Records must be kept of every visit.',
        address: 'https://example.org/guidance/a-work/2023/#records',
      },
      {
        id: 'review',
        kind: 'principle',
        number: '2',
        text: 'They are reviewed each year by the superintendent.',
        address: 'https://example.org/guidance/a-work/2023/#review',
      },
    ]);
  });
});
