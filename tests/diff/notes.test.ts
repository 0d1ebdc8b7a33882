/** What change notes must account for: rows of an old text, a new text, the notes, and what is found. */
import { describe, expect, test } from 'vitest';
import { accountFor, diff } from '../../src/diff/diff.ts';
import type { Block } from '../../src/model/document.ts';
import type { ChangeNote, Cleared } from '../../src/model/edition.ts';
import { examine } from '../../src/examine.ts';
import { machine } from '../../src/host.ts';
import { edition, heading, paragraph } from '../support/edition.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS, where } from '../support/inspected.ts';

const clause = (id: string, ...children: readonly Block[]): Block => ({ type: 'clause', id, children });
const note = (clauses: readonly string[], minor = false): ChangeNote => ({ note: 'A note.', clauses, minor });

const OLD = [
  heading(2, 'scope', 'Scope'),
  clause('records', paragraph('Records will be kept for three years.')),
  clause('visits', paragraph('Visits are announced with care.')),
];
const ofRecords = (words: string): readonly Block[] => OLD.with(1, clause('records', paragraph(words)));

function found(old: Cleared, newer: Cleared): readonly string[] {
  return accountFor(diff(old, newer), old, newer).map(({ rule, message }) => `${rule}: ${message}`);
}

const between = (blocks: readonly Block[], changes: readonly ChangeNote[], old: readonly Block[] = OLD) =>
  found(edition(old), edition(blocks, { edition: '2023', matter: { changes } }));

describe('change notes', () => {
  test('a changed duty is named by its clause, with what to do', () => {
    expect(between(ofRecords('Records must be kept for four years.'), [note(['visits'])])).toEqual([
      'change-unaccounted: No note in "changes" speaks of clause “records”: paragraph changed (obligation, date). Name it under "clauses" of a note.',
    ]);
  });

  test('a note accounts for its clause, and for those inside it', () => {
    const blocks = ofRecords('Records must be kept for four years.');
    expect(between(blocks, [note(['records'])])).toEqual([]);
    expect(between(blocks, [note(['scope'])])).toEqual([]);
  });

  test('a removed or renamed clause may be named by its old id', () => {
    const without = OLD.toSpliced(1, 1);
    expect(between(without, [note(['records'])])).toEqual([]);
    expect(between(without, [note(['visits'])])).toEqual([
      'change-unaccounted: No note in "changes" speaks of clause “records” of the edition before: paragraph removed (obligation, date, wording). Name it under "clauses" of a note.',
    ]);
  });

  test('a clause that loses one paragraph and changes another is named once', () => {
    const [old, newer] = [
      [
        clause(
          'records',
          paragraph('Records will be kept for three years.'),
          paragraph('Copies must be burnt in March.'),
        ),
      ],
      [clause('records', paragraph('Records must be kept for three years.'))],
    ];
    const what = 'paragraph changed (obligation); paragraph removed (obligation, wording)';
    expect(between(newer, [note(['visits'])], old)).toEqual([
      `change-unaccounted: No note in "changes" speaks of clause “records”: ${what}. Name it under "clauses" of a note.`,
    ]);
    expect(between(newer, [], old)).toEqual([
      'change-unaccounted: The edition follows “2019” and has no "changes", but 1 clause changes in more than wording, for instance “records”.',
    ]);
  });

  test('what a renamed clause loses is told under its new name, and accounted for by it', () => {
    const old = [clause('records', paragraph('Records are kept.'), paragraph('Copies must be burnt in March.'))];
    const newer = [clause('files', paragraph('Records are kept.'))];
    const found = (named: string) => {
      const matter = { changes: [note([named])], was: { files: ['records'] } };
      const [before, after] = [edition(old), edition(newer, { edition: '2023', matter })];
      return accountFor(diff(before, after), before, after).map(({ message }) => message);
    };
    expect(found('visits')).toEqual([expect.stringContaining('speaks of clause “files”: paragraph removed')]);
    expect(found('files')).toEqual([]);
    expect(found('records')).toEqual([]);
  });

  test('other words, and words that only move, need no note', () => {
    expect(between(ofRecords('Records will be held for three years.'), [note([])])).toEqual([]);
    expect(between([OLD[0], OLD[2], OLD[1]] as readonly Block[], [])).toEqual([]);
    expect(between(OLD, [])).toEqual([]);
  });

  test('an edition without notes gets one finding, however much it changes', () => {
    const blocks = [heading(2, 'scope', 'Scope'), clause('records', paragraph('Nothing must be kept.'))];
    expect(between(blocks, [])).toEqual([
      'change-unaccounted: The edition follows “2019” and has no "changes", but 1 clause changes in more than wording, for instance “records”.',
    ]);
  });

  test('a heading that only counts on needs no note', () => {
    const numbered = (number: string, words: string): Block => ({ ...heading(2, 'aims', words), number }) as Block;
    const rest = paragraph('Forces record visits.');
    const old = [numbered('3', 'Principle 3: aims'), rest];
    expect(between([numbered('4', 'Principle 4: aims'), rest], [], old)).toEqual([]);
    expect(between([numbered('4', 'Principle 4: two aims'), rest], [], old)).toHaveLength(1);
  });

  test('nor does an item of a list', () => {
    const items = (...labels: readonly string[]): readonly Block[] => [
      {
        type: 'list',
        ordered: true,
        spread: false,
        children: labels.map((label) => ({
          type: 'listItem',
          label,
          children: [paragraph(`Stop at gate ${labels.length} and look.`)],
        })),
      },
    ];
    expect(between(items('4.'), [], items('3.'))).toEqual([]);
    expect(between(items('3.', '4.'), [], items('3.'))).toHaveLength(1);
  });

  test('what stands before the first clause is accounted for by a note without clauses', () => {
    const [old, newer] = [[paragraph('Forces may read this.')], [paragraph('Forces must read this.')]];
    expect(between(newer, [note([])], old)).toEqual([]);
    expect(between(newer, [note(['elsewhere'])], old)).toEqual([
      'change-unaccounted: No note in "changes" speaks of what stands before the first clause: paragraph changed (obligation). Write a note without "clauses".',
    ]);
  });

  test('a note is not minor where a duty changes', () => {
    const blocks = ofRecords('Records must be kept for three years.');
    expect(between(blocks, [note(['records'], true)])).toEqual([
      'change-minor: The note is called minor, but a duty changes in clause “records”: paragraph changed (obligation).',
    ]);
    expect(between(blocks, [note(['records'], true), note(['scope'])])).toEqual([]);
    expect(between(ofRecords('Records will be kept for four years.'), [note(['records'], true)])).toEqual([]);
  });

  test('of a text that is not held nobody can say what changed', () => {
    const none = edition([], { edition: '2023', matter: { text: 'not-held' } });
    expect(found(edition(OLD), none)).toEqual([]);
  });
});

describe('press check', () => {
  const body = (duty: string) => `## Records {#records}\n\nRecords ${duty} be kept.\n`;
  const withheld = '\n:::withheld{ground="s.31(1)(a)"}\nA secret.\n:::\n';
  const notes = 'changes:\n  - note: The title changes.\n';
  const of = (newer: string) =>
    examine(
      machine,
      folderOf({
        'press.yaml': PRESS,
        'guidance/a/2019.md': guidance(body('should')),
        'guidance/a/2023.md': newer.replace('effective-from: 2019', 'effective-from: 2023'),
      }),
    ).findings;

  test('names the clause in the newer file', () => {
    const findings = of(guidance(body('must'), notes));
    expect(findings.map(where)).toEqual(['guidance/a/2023.md:10:1 change-unaccounted']);
  });

  test('shows no words of a file that withholds something', () => {
    const [only] = of(guidance(body('must') + withheld, notes));
    expect(only?.message).toContain('“…”');
    expect(only?.message).not.toContain('“records”');
  });

  test('a minor note is pointed at in the front matter', () => {
    const findings = of(guidance(body('must'), `${notes}    clauses: [records]\n    minor: yes\n`));
    expect(findings.map(where)).toEqual(['guidance/a/2023.md:8:5 change-minor']);
  });
});
