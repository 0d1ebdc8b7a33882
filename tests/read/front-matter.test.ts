/** Front matter keeps what was written: no type is guessed, nothing is carried from one file to the next. */
import { describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { read } from '../../src/read/read.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';

function matterOf(fields: string) {
  const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/1-10.md': guidance('Text.\n', fields) });
  const { corpus, findings } = read(machine, root);
  expect(findings).toEqual([]);
  const entry = corpus?.entries.get('guidance/a@1-10');
  if (!entry) throw new Error('the edition was not read');
  return entry;
}

describe('scalars stay as they are written', () => {
  test.each(['1.10', '010', '1:30', 'yes', 'null', '~', '1e3', '0x1F', '2026-03-29', 'TRUE', '.5'])('%s', (written) => {
    expect(matterOf(`summary: ${written}\n`).matter.summary).toBe(written);
  });

  test('dates are text of their own precision, in no time zone', () => {
    expect(matterOf('date-as-printed: 10/04/2019\n').matter).toMatchObject({
      dateCreated: '2019',
      dateAsPrinted: '10/04/2019',
    });
    expect(matterOf('').standing.date).toBe('2019');
  });

  test('text over several lines', () => {
    expect(matterOf('summary: >\n  One\n  two.\n').matter.summary).toBe('One two.');
    expect(matterOf("summary: 'It''s \"so\": 1'\n").matter.summary).toBe('It\'s "so": 1');
  });

  test('one item may stand without its dash', () => {
    expect(matterOf('author: A. Person\n').matter.author).toEqual(['A. Person']);
    expect(matterOf('author:\n  - A\n  - B\n').matter.author).toEqual(['A', 'B']);
  });

  test('the name of an edition is that of its file', () => {
    expect(matterOf('').edition).toBe('1-10');
  });
});

test('FM-4 the same text read twice says the same twice', () => {
  const bad = guidance('Text.\n', 'summary: [a\n');
  const root = folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': bad, 'guidance/b/2019.md': bad });
  const twice = [read(machine, root), read(machine, root)].map(({ findings }) => findings);
  expect(twice[0]).toEqual(twice[1]);
  expect(twice[0]?.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'guidance/a/2019.md matter-yaml',
    'guidance/b/2019.md matter-yaml',
  ]);
});

test('all mistakes of all files come in one run', () => {
  const root = folderOf({
    'press.yaml': `${PRESS}tilte: A\n`,
    'guidance/a/2019.md': guidance('<b>\n', 'sumary: A\n'),
    'guidance/b/2019.md': 'Text.\n',
  });
  expect(read(machine, root).findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'press.yaml field-unknown',
    'guidance/a/2019.md field-unknown',
    'guidance/a/2019.md html-raw',
    'guidance/b/2019.md matter-missing',
  ]);
});

describe('the marking that a record first carried', () => {
  const original = 'classification-original: RESTRICTED\n';

  test('stands in the document-control table, and what it means is noted', () => {
    const { standing, matter } = matterOf(original);
    expect(standing.control[0]).toEqual({
      label: 'Security classification',
      value: 'OFFICIAL (originally RESTRICTED)',
    });
    expect(matter.classificationNotes).toEqual([expect.stringMatching(/^RESTRICTED: a marking of the Government/)]);
  });

  test('is a fact of its own where the record prints a table', () => {
    const { standing } = matterOf(`${original}document-control:\n  - label: Classification\n    value: Official\n`);
    expect(standing.control).toEqual([{ label: 'Classification', value: 'Official' }]);
    expect(standing.facts[0]).toEqual({ label: 'Original classification', value: 'RESTRICTED' });
  });
});
