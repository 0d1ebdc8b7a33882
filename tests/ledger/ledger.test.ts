/**
 * Law 5: a published edition does not change. A release writes down what it shows of each edition; what differs from that later is an
 * error that names the clauses, until a correction declares it, and then readers see the old and the new text.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';

const PRESS = 'title: T\npublisher: P\nbase-address: https://e.example/\nas-at: 2025-06-01\nsearch: no\n';
const FIELDS = 'title: A\nclassification: OFFICIAL\ndate-created: 2019\neffective-from: 2019\ntext: full\n';
const BODY = `Words above.

## Scope {#scope}

This is about lamps.[^1]

:::principle{#care number=1}
Lamps **must** be cleaned [daily](https://e.example/lamps).
:::

Words below.

1. Look.
2. Clean.

## End {#end}

The end.

[^1]: Of brass.
`;
const document = (body = BODY, fields = '') => `---\n${FIELDS}${fields}---\n${body}`;
const CORRECTED = (clauses: string, reason = 'A slip.') =>
  `corrections:\n  - date: 2025-07-01\n    reason: ${reason}\n    clauses: [${clauses}]\n`;

const A = 'content/guidance/a/2019.md';

async function released(more: Files = {}) {
  const folder = folderOf({ 'content/press.yaml': PRESS, [A]: document(), ...more });
  expect(await pressHere(['release'], { in: folder })).toMatchObject({ exit: 0 });
  return folder;
}

async function checked(folder: string): Promise<string> {
  const { error } = await pressHere(['check'], { in: folder });
  return error.replace(/^ +.*\n/gm, '').replace(/^\n/gm, '');
}

const write = (folder: string, file: string, text: string | Uint8Array) => writeFileSync(path.join(folder, file), text);

describe('a published edition', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await released();
  });

  test.each<readonly [string, string, string]>([
    ['as it was', document(), ''],
    ['set otherwise', document(BODY.replace('**must**', 'must')), ''],
    ['with notes for authors', document(BODY, 'text-source: A book\n'), ''],
    [
      'with another word in a principle',
      document(BODY.replace('daily', 'weekly')),
      `${A}:14:1 error published-differs The principle “care” has other words than when it was published.\n`,
    ],
    [
      'with another address of a link',
      document(BODY.replace('/lamps', '/oil')),
      `${A}:14:1 error published-differs The principle “care” has the words that were published, but not the same numbers, links, pictures or facts beside them.\n`,
    ],
    [
      'with other words of a section around a principle',
      document(BODY.replace('below', 'under')),
      `${A}:10:1 error published-differs The section “scope” has other words than when it was published.\n`,
    ],
    [
      'with another number of a list item',
      document(BODY.replace('2. Clean', '3. Clean')),
      `${A}:10:1 error published-differs The section “scope” has the words that were published, but not the same numbers, links, pictures or facts beside them.\n`,
    ],
    [
      'with other words above',
      document(BODY.replace('above', 'on top')),
      `${A}:1:1 error published-differs The words that stand in no clause ("opening") has other words than when it was published.\n`,
    ],
    [
      'with another footnote',
      document(BODY.replace('brass', 'tin')),
      `${A}:1:1 error published-differs The footnote "footnote-1" has other words than when it was published.\n`,
    ],
    [
      'with another date',
      document().replace('effective-from: 2019', 'effective-from: 2020'),
      `${A}:1:1 error published-differs The title, marking or dates ("facts") has the words that were published, but not the same numbers, links, pictures or facts beside them.\n`,
    ],
    [
      'without a clause',
      document(BODY.replace(/## End.*\n\nThe end.\n/, '')),
      `${A}:1:1 error published-differs The section “end” was published and is missing.\n`,
    ],
    [
      'with one more',
      document(BODY.replace('## End', '## More {#more}\n\nMore.\n\n## End')),
      `${A}:23:1 error published-differs The section “more” was not there when the edition was published.\n`,
    ],
    [
      'with its clauses in another order',
      document(
        `${BODY.replace(/## End.*\n\nThe end.\n/, '')}`.replace('## Scope', '## End {#end}\n\nThe end.\n\n## Scope'),
      ),
      `${A}:1:1 error published-differs The order of clauses ("order") is not that of the published edition.\n`,
    ],
  ])('%s', async (_, text, told) => {
    write(folder, A, text);
    expect(await checked(folder)).toBe(told);
    const before = filesIn(path.join(folder, 'dist'));
    expect((await pressHere(['release'], { in: folder })).exit).toBe(told === '' ? 0 : 1);
    if (told !== '') expect(filesIn(path.join(folder, 'dist'))).toEqual(before);
  });

  test('that is gone', async () => {
    const gone = await released({ 'content/guidance/b/2019.md': document() });
    rmSync(path.join(gone, 'content/guidance/b/2019.md'));
    expect(await checked(gone)).toBe(
      'content/published/guidance/b/2019.json:1:1 error published-missing The edition “guidance/b@2019”, published on 2025-06-01, is no longer in the content folder.\n',
    );
  });
});

describe('a correction', () => {
  const changed = BODY.replace('daily', 'weekly');

  test('is shown to readers with the old text, the new text and both digests, and published anew', async () => {
    const folder = await released();
    write(folder, A, document(changed, CORRECTED('care')));
    expect(await checked(folder)).toBe('');
    const { exit, out } = await pressHere(['release'], { in: folder });
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining('1 new entry') });
    const entry = JSON.parse(
      readFileSync(path.join(folder, 'content/published/guidance/a/2019.correction-1.json'), 'utf8'),
    );
    expect(entry).toMatchObject({ number: 2, identifier: 'guidance/a@2019', corrections: [{ clauses: ['care'] }] });
    // From now on the corrected edition is the one that must not change.
    write(folder, A, document(changed.replace('weekly', 'yearly'), CORRECTED('care')));
    expect(await checked(folder)).toContain('error published-differs The principle “care” has other words');
    write(folder, A, document(changed));
    expect(await checked(folder)).toBe(
      `${A}:2:1 error correction-lost Correction 1, published on 2025-06-01, is missing or was changed.\n`,
    );
  });

  test.each([
    [
      'of a clause that did not change',
      document(changed, CORRECTED('care, end')),
      'correction-clause Of “end” nothing changed since it was published.',
    ],
    [
      'of some of the clauses that changed',
      document(changed.replace('The end', 'An end'), CORRECTED('care')),
      'published-differs The section “end” has other words than when it was published.',
    ],
  ])('%s is refused', async (_, text, told) => {
    const folder = await released();
    write(folder, A, text);
    expect(await checked(folder)).toContain(`error ${told}\n`);
  });

  test('of an edition that was never published is refused', async () => {
    const folder = folderOf({ 'content/press.yaml': PRESS, [A]: document(BODY, CORRECTED('care')) });
    expect(await checked(folder)).toBe(
      `${A}:8:3 error correction-clause The edition was never published, so there is nothing to correct: change its words.\n`,
    );
  });
});

describe('the ledger', () => {
  const three = () => released({ 'content/guidance/b/2019.md': document(), 'content/guidance/c/2019.md': document() });
  const [first, second, third] = ['a', 'b', 'c'].map((work) => `content/published/guidance/${work}/2019.json`) as [
    string,
    string,
    string,
  ];
  const swap = (folder: string, one: string, other: string) => {
    const [a, b] = [one, other].map((file) => readFileSync(path.join(folder, file)));
    write(folder, one, b ?? '');
    write(folder, other, a ?? '');
  };

  test.each<readonly [string, (folder: string) => void, string]>([
    [
      'without its first entry',
      (folder) => rmSync(path.join(folder, first)),
      `${second}:1:1 error ledger-chain Entry 1 is missing before this one, which is entry 2.\n`,
    ],
    [
      'without one in the middle',
      (folder) => rmSync(path.join(folder, second)),
      `${third}:1:1 error ledger-chain Entry 2 is missing before this one, which is entry 3.\n`,
    ],
    [
      'without its last entry',
      (folder) => rmSync(path.join(folder, third)),
      'content/published/ledger.json:1:1 error ledger-chain The ledger has 3 entries, of which 1 cannot be found.\n',
    ],
    [
      'with two entries in each other’s place',
      (folder) => swap(folder, first, second),
      `${first}:1:1 error ledger-chain By its number and identifier this entry belongs at published/guidance/b/2019.json.\n`,
    ],
    [
      'with an entry under another name',
      (folder) => renameSync(path.join(folder, third), path.join(folder, third.replace('2019', '2020'))),
      'this entry belongs at published/guidance/c/2019.json.\n',
    ],
    [
      'with a changed word',
      (folder) => write(folder, second, readFileSync(path.join(folder, second), 'utf8').replace('brass', 'gold!')),
      `${second}:1:1 error ledger-entry The file is no whole part of the ledger: the text of "footnote-1" is not that of its digest.\n`,
    ],
    [
      'with an entry cut short',
      (folder) => write(folder, second, readFileSync(path.join(folder, second)).subarray(0, 400)),
      `${second}:1:1 error ledger-entry The file is no whole part of the ledger: it is no JSON in UTF-8.\n`,
    ],
    [
      'with a stray file',
      (folder) => write(folder, 'content/published/notes.txt', 'Note.'),
      'content/published/notes.txt:1:1 error ledger-entry',
    ],
    [
      'with an entry of a newer version',
      (folder) =>
        write(folder, second, readFileSync(path.join(folder, second), 'utf8').replace('"version":1}', '"version":2}')),
      'it is of version 2, which a newer guidance-press made.\n',
    ],
    [
      'with an unknown field',
      (folder) =>
        write(
          folder,
          second,
          readFileSync(path.join(folder, second), 'utf8').replace('"version":1}', '"version":1,"x":1}'),
        ),
      'its form is wrong.\n',
    ],
  ])('%s is refused', async (_, harm, told) => {
    const folder = await three();
    harm(folder);
    expect(await checked(folder)).toContain(told);
    expect((await pressHere(['release'], { in: folder })).exit).toBe(1);
  });

  test('with its last entry replaced by a whole one is refused by its head, and by the release before', async () => {
    const folder = await three();
    const other = await released({
      'content/guidance/b/2019.md': document(),
      'content/guidance/c/2019.md': document(BODY.replace('brass', 'gold')),
    });
    write(folder, third, readFileSync(path.join(other, third)));
    write(folder, 'content/guidance/c/2019.md', document(BODY.replace('brass', 'gold')));
    expect(await checked(folder)).toBe(
      'content/published/ledger.json:1:1 error ledger-chain Entry 3 is not the one that the ledger ended with.\n',
    );
    rmSync(path.join(folder, 'content/published/ledger.json'));
    expect(await checked(folder)).toBe('');
    const { exit, error } = await pressHere(['release'], { in: folder });
    expect(exit).toBe(1);
    expect(error).toContain('The ledger does not go on from that of release 1, which ended with entry 3');
  });

  test('tells nothing of what is withheld', async () => {
    const withheld = (words: string) => document(`${BODY}\n:::withheld{ground="s.40(2)"}\n${words}\n:::\n`);
    const [one, other] = [
      await released({ [A]: withheld('Zqone.') }),
      await released({ [A]: withheld('Zqother, and more words.') }),
    ];
    expect(filesIn(path.join(other, 'content/published'))).toEqual(filesIn(path.join(one, 'content/published')));
    expect(String(filesIn(path.join(one, 'content/published'))['guidance/a/2019.json'])).not.toContain('Zqone');
  });
});
