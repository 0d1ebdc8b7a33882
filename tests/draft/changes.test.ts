/** Change notes that the comparison drafts: what they say, that they leave nothing out, and what writing them leaves alone. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountFor, diff } from '../../src/diff/diff.ts';
import { draftNotes, notesText, withNotes } from '../../src/draft/draft.ts';
import type { ChangeNote, Cleared } from '../../src/model/edition.ts';
import { readYaml } from '../../src/read/yaml.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';
import { anyTwoEditions } from '../support/random-edition.ts';

const numRuns = process.env['PRESS_LONG'] === '1' ? 2000 : 100;

const withChanges = (edition: Cleared, changes: readonly ChangeNote[]): Cleared => ({
  ...edition,
  matter: { ...edition.matter, changes },
});

describe('drafted notes', () => {
  test('leave nothing unaccounted and call nothing minor that is not, whatever the editions and the notes there are', () => {
    fc.assert(
      fc.property(anyTwoEditions, fc.array(fc.nat(), { maxLength: 3 }), ([old, newer], kept) => {
        const comparison = diff(old, newer);
        const none = withChanges(newer, []);
        const drafted = draftNotes(comparison, old, none);
        expect(accountFor(comparison, old, withChanges(newer, drafted))).toEqual([]);
        expect(draftNotes(comparison, old, withChanges(newer, drafted))).toEqual([]);
        const some = drafted.filter((_, index) => kept.includes(index));
        const rest = draftNotes(comparison, old, withChanges(newer, some));
        expect(accountFor(comparison, old, withChanges(newer, [...some, ...rest]))).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('read back as they are', () => {
    fc.assert(
      fc.property(anyTwoEditions, ([old, newer]) => {
        const notes = draftNotes(diff(old, newer), old, withChanges(newer, []));
        const { value, findings } = readYaml('a.md', notesText(notes), 1);
        const written = notes.map(({ note, clauses, minor }) => ({
          note,
          ...(clauses.length > 0 ? { clauses } : {}),
          ...(minor ? { minor: 'yes' } : {}),
        }));
        expect(findings).toEqual([]);
        expect(value).toEqual({ changes: written.length > 0 ? written : '' });
      }),
      { numRuns },
    );
  });
});

const OLD = `Some opening words.

## Scope {#scope}

This is for forces.

## Visits {#visits}

:::principle{#notice number=1}
Visits are announced with care and in good time before.
:::

:::clause{#pairs number=1.1}
Officers should visit in pairs.
:::

:::definition{#visit term="Visit"}
A call at a home.
:::

## Records {#records}

Records are kept for two years by the force that made the visit.
`;

const NEW = `Some opening words, which must be read.

## Visits {#visits}

:::clause{#pairs number=1.1}
Officers must visit in pairs.
:::

:::principle{#notice number=1}
Visits are announced with care and in good time before.
:::

:::definition{#visit term="Visit"}
Any call at a home.
:::

## Records and "files" {#records}

Records are kept for three years by the force that made the visit.

## Complaints {#complaints}

:::clause{#complaints-1 number=2.1}
Forces must answer complaints.
:::
`;

const files = (newer: string) => ({
  'content/press.yaml': PRESS,
  'content/guidance/a/2019.md': guidance(OLD),
  'content/guidance/a/2023.md': newer.replace('effective-from: 2019', 'effective-from: 2023'),
});

const FILLED = 'Somebody wrote why.';
const fillIn = (text: string) => text.replace(/FILL-IN\([^()]*\)/g, FILLED);

describe('press changes', () => {
  test('tells clause by clause what became of it, with a blank for what only people know', async () => {
    const { exit, out, error } = await pressHere(['changes', 'guidance/a'], { in: folderOf(files(guidance(NEW))) });
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
    expect(out).toBe(`changes:
  - note: What stands before the first clause is changed. FILL-IN(what is different for readers, and why. The comparison finds a change of obligation)
  - note: The section “Scope” is removed. FILL-IN(what is different for readers, and why. The comparison finds a change of actor)
    clauses: [scope]
  - note: Paragraph 1.1 is moved and changed. FILL-IN(what is different for readers, and why. The comparison finds a change of obligation)
    clauses: [pairs]
  - note: The definition of “Visit” is changed. FILL-IN(what is different for readers, and why. The comparison finds a change of definition)
    clauses: [visit]
  - note: 'The section “Records and "files"” is changed. FILL-IN(what is different for readers, and why. The comparison finds a change of date)'
    clauses: [records]
  - note: The section “Complaints” is added. FILL-IN(what is different for readers, and why. The comparison finds a change of obligation, actor)
    clauses: [complaints, complaints-1]
`);
  });

  test('--write puts them into the file; the blanks are found, and filled in the edition is clean', async () => {
    const folder = folderOf(files(guidance(NEW)));
    const file = path.join(folder, 'content/guidance/a/2023.md');
    const before = readFileSync(file, 'utf8');
    const { out } = await pressHere(['changes', 'guidance/a', '2023', '--write'], { in: folder });
    expect(out).toBe(
      'Wrote 6 notes into content/guidance/a/2023.md. Fill in what each means to readers, FILL-IN(…).\n',
    );
    const after = readFileSync(file, 'utf8');
    expect(after.replace(/changes:\n(?: +.*\n)+/, '')).toBe(before);
    const { exit, error } = await pressHere(['check'], { in: folder });
    expect({ exit, rules: new Set(error.match(/(?<=error )[\w-]+/g)) }).toEqual({
      exit: 1,
      rules: new Set(['blank-unfilled']),
    });
    const done = folderOf(files(fillIn(after)));
    expect(await pressHere(['check'], { in: done })).toMatchObject({ exit: 0, out: 'no findings\n' });
    expect(await pressHere(['changes', 'guidance/a'], { in: done })).toMatchObject({
      exit: 0,
      out: '',
      error: 'Every change since 2019 has its note.\n',
    });
  });

  test('stands behind the notes that are there, and says so', async () => {
    const notes =
      'changes:\n- note: Visits change.\n  clauses: [visits]\n- note: Records change.\n  clauses:\n    - records\n';
    const folder = folderOf(files(guidance(NEW, `${notes}# a comment\nreview-date: 2026\n`)));
    const file = path.join(folder, 'content/guidance/a/2023.md');
    const before = readFileSync(file, 'utf8');
    const shown = await pressHere(['changes', 'guidance/a'], { in: folder });
    expect(shown.error).toBe('To go behind the 2 notes of content/guidance/a/2023.md; --write puts them there.\n');
    const { out } = await pressHere(['changes', 'guidance/a', '--write'], { in: folder });
    expect(out).toContain('Wrote 3 notes into content/guidance/a/2023.md, behind the 2 notes that stand there.');
    const after = readFileSync(file, 'utf8');
    const [head = '', tail = ''] = before.split('# a comment\n');
    expect(after.startsWith(head)).toBe(true);
    expect(after.endsWith(`# a comment\n${tail}`)).toBe(true);
    expect(after.slice(head.length, after.length - tail.length - '# a comment\n'.length)).toMatch(
      /^(?:- note: .*\n(?:  clauses: .*\n)?){3}$/,
    );
  });

  test('words that are withheld are in no draft', async () => {
    const secret = (words: string) => `\n:::withheld{ground="s.31(1)(a)"}\n${words}\n:::\n`;
    const folder = folderOf({
      ...files(guidance(NEW + secret('A bassoon must be played.'))),
      'content/guidance/a/2019.md': guidance(OLD + secret('A harpsichord may be played.')),
    });
    const { exit, out, error } = await pressHere(['changes', 'guidance/a'], { in: folder });
    expect(exit).toBe(0);
    expect(out + error).not.toMatch(/bassoon|harpsichord|played/);
  });
});

describe('writing notes', () => {
  const NOTES: readonly ChangeNote[] = [{ note: 'New.', clauses: ['a'], minor: true }];
  const put = (front: string) => withNotes('a.md', `---\ntitle: A\n${front}---\nText.\n`, NOTES);
  const there = 'changes:\n  - note: New.\n    clauses: [a]\n    minor: yes\n';

  test.each([
    ['no field', '', there],
    ['a comment that holds its place', '# changes: FILL-IN(x)\ntext: full\n', `${there}text: full\n`],
    ['an empty list', 'changes: []\ntext: full\n', `${there}text: full\n`],
    ['an empty field', 'changes:\ntext: full\n', `${there}text: full\n`],
    ['a blank', 'changes: FILL-IN(what is new)\n', there],
    [
      'notes',
      'changes:\n    - note: Old.\n',
      'changes:\n    - note: Old.\n    - note: New.\n      clauses: [a]\n      minor: yes\n',
    ],
  ])('where there is %s', (_, before, after) => {
    expect(put(before)).toBe(`---\ntitle: A\n${after}---\nText.\n`);
  });

  test('notes in brackets are left to their author', () => {
    expect(put('changes: [{ note: Old. }]\n')).toBeUndefined();
  });

  test('line ends stay as they are', () => {
    expect(withNotes('a.md', '---\r\ntitle: A\r\n---\r\nText.\r\n', NOTES)).toBe(
      `---\r\ntitle: A\r\n${there.replaceAll('\n', '\r\n')}---\r\nText.\r\n`,
    );
  });
});
