/** The next edition of a document: its bytes are those of the one before but for what one edition alone can say of itself. */
import { readdirSync, readFileSync, writeFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { newEdition } from '../../src/draft/draft.ts';
import { guidance as family } from '../../src/families/guidance.ts';
import { blankPlaces, filled } from '../support/filled.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS, where, inspected } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';

const copied = (text: string) => newEdition(family, 'guidance/a/2019.md', text, '2019')?.text;

const WORKS = ['guidance', 'consultations', 'foi', 'boilerplate'].flatMap((name) =>
  readdirSync(`content/${name}`).map((work) => `${name}/${work}`),
);

describe('press new edition, of every work of this repository', () => {
  test.each(WORKS)('%s', async (work) => {
    const folder = folderOf();
    cpSync('content', path.join(folder, 'content'), { recursive: true });
    const { exit, out } = await pressHere(['new', 'edition', work, '2025'], { in: folder });
    const file = `content/${work}/2025.md`;
    const text = readFileSync(path.join(folder, file), 'utf8');
    const blanks = blankPlaces(text);
    expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining(`Fill in its ${blanks.length} blanks`) });
    const { error } = await pressHere(['check'], { in: folder });
    const found = Array.from(error.matchAll(/^(\S+?:\d+:\d+) \w+ ([\w-]+)/gm), ([, at, rule]) => `${at} ${rule}`);
    expect(found).toEqual(blanks.map((place) => `${file}:${place} blank-unfilled`));

    const source = /It holds the text of (\S+),/.exec(out)?.[1];
    const old = readFileSync(path.join(folder, `content/${work}/${source}.md`), 'utf8');
    expect(text.slice(text.indexOf('---\n', 4))).toBe(old.slice(old.indexOf('---\n', 4)));

    writeFileSync(path.join(folder, file), filled(text));
    // The wording of a record is left alone; once it counts as a text of today there are remarks on it, and no error.
    expect((await pressHere(['check'], { in: folder })).error).not.toMatch(/^\S+ error /m);
    expect((await pressHere(['build', '--only', 'json'], { in: folder })).exit).toBe(0);
  });
});

describe('the front matter of the next edition', () => {
  test('is that of the one before, with blanks where one edition alone can tell', () => {
    const old = `---
# Ours.
title: "Visits: how"
classification: OFFICIAL
classification-original: RESTRICTED
date-created: 2019
effective-from: 2019-02-01

# Who wrote it.
author:
  - The clerk
  - The town
withdrawn:
  date: 2023
  # why
  reason: Old.
text: full
interventions: [one, two]
changes:
  - note: Something.
    clauses: [a]
was:
  a: b
---
Text.
`;
    expect(copied(old)).toBe(`---
# Ours.
title: "Visits: how"
# Edition 2019 has: classification: OFFICIAL
classification: FILL-IN(the marking of the public text, as its owner has decided it)
# classification-original: FILL-IN(the marking before it was cleared for publication)
# Edition 2019 has: date-created: 2019
date-created: FILL-IN(the day it was written, such as 2024-05-01)
# Edition 2019 has: effective-from: 2019-02-01
effective-from: FILL-IN(the day from which it is in force, such as 2024-06-01)

# Who wrote it.
author:
  - The clerk
  - The town
# withdrawn: FILL-IN(the date and the reason of its withdrawal, each on a line of its own)
# Edition 2019 has: text: full
text: FILL-IN(what the words are, one of full, extract, illustrative, not-held)
# interventions: FILL-IN(each editorial change to the structure of a historic record, as a list)
# changes: FILL-IN(what is new in this edition, which press changes drafts)
# was: FILL-IN(for the id of a clause the ids that it had in the edition before)
---
Text.
`);
  });

  test('line ends, a byte order mark and the body stay as they are', () => {
    const old = `\ufeff${guidance('Text.  \n\n\n## A {#a}\n\n---\ntitle: none\n---').replaceAll('\n', '\r\n')}`;
    const text = copied(old) ?? '';
    expect(text.startsWith('\ufeff---\r\ntitle: A title\r\n# Edition 2019 has: classification: OFFICIAL\r\n')).toBe(
      true,
    );
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('---\r\nText.  \r\n\r\n\r\n## A {#a}\r\n\r\n---\r\ntitle: none\r\n---')).toBe(true);
  });

  test('what an earlier copy said of its edition before goes', () => {
    const third = copied(filled(copied(guidance('Text.\n')) ?? '')) ?? '';
    expect(third.match(/^# Edition .*$/gm)).toEqual([
      '# Edition 2019 has: classification: OFFICIAL',
      '# Edition 2019 has: date-created: 2025-06-01',
      '# Edition 2019 has: effective-from: 2025-06-02',
      '# Edition 2019 has: text: full',
    ]);
    expect(third.match(/changes:/g)).toHaveLength(1);
  });

  test('fields that share a line cannot be told apart', () => {
    expect(copied('---\n{title: A, classification: OFFICIAL}\n---\nText.\n')).toBeUndefined();
    expect(copied('Text without front matter.\n')).toBeUndefined();
  });
});

const made = async (files: Readonly<Record<string, string>>, ...words: readonly string[]) => {
  const folder = folderOf({ 'content/press.yaml': PRESS, ...files });
  const { exit, out, error } = await pressHere(['new', 'edition', 'guidance/a', '2026', ...words], { in: folder });
  return { exit, out, error, folder };
};

describe('press new edition', () => {
  const old = guidance('The old text.\n');
  const later = guidance('The later text.\n').replace('effective-from: 2019', 'effective-from: 2030');
  const files = { 'content/guidance/a/2019.md': old, 'content/guidance/a/2030.md': later };

  test('copies the edition in force, and says so where a newer one stands', async () => {
    const { out, folder } = await made(files);
    expect(out).toContain('It holds the text of 2019, clause by clause.');
    expect(out).toContain('2030 is newer and not yet in force; to copy that one, add --from 2030.');
    expect(readFileSync(path.join(folder, 'content/guidance/a/2026.md'), 'utf8')).toContain('The old text.');
  });

  test('--from names another', async () => {
    const { out } = await made(files, '--from', '2030');
    expect(out).toContain('It holds the text of 2030');
    expect(out).not.toContain('is newer');
  });

  test('tells of links that lead back, by their lines in the new file', async () => {
    const linking = guidance(
      'See [a](2019.md#a) and [b](../b/2019.md).\n\n## A {#a}\n\nSee [it](../a/2019.md).\n\nNot [this](#a).\n',
    );
    const { out, folder } = await made({ 'content/guidance/a/2019.md': linking, 'content/guidance/b/2019.md': old });
    const [first, second] = /Lines (\d+), (\d+) of it: links into the edition 2019\./.exec(out)?.slice(1) ?? [];
    const lines = readFileSync(path.join(folder, 'content/guidance/a/2026.md'), 'utf8').split('\n');
    expect([lines[Number(first) - 1], lines[Number(second) - 1]]).toEqual([
      'See [a](2019.md#a) and [b](../b/2019.md).',
      'See [it](../a/2019.md).',
    ]);
  });

  test('what is withheld is copied, and no word of it is told', async () => {
    const secret = '\n:::withheld{ground="s.31(1)(a)"}\nHarpsichord FILL-IN(harpsichord)\n:::\n';
    const { exit, out, error, folder } = await made({ 'content/guidance/a/2019.md': guidance(`Text.\n${secret}`) });
    expect(readFileSync(path.join(folder, 'content/guidance/a/2026.md'), 'utf8')).toContain(secret);
    const checked = await pressHere(['check'], { in: folder });
    expect({ exit, told: out + error + checked.out + checked.error }).toEqual({
      exit: 0,
      told: expect.not.stringMatching(/harpsichord/i),
    });
  });

  test('other documents need not be in order', async () => {
    const { exit } = await made({ ...files, 'content/guidance/b/2019.md': '---\ntitel: B\n---\n' });
    expect(exit).toBe(0);
  });
});

test('a new edition that is left as it is follows the one before without a change', () => {
  const text = guidance('## Visits {#visits}\n\nForces must visit.\n');
  const newer = filled(copied(text) ?? '');
  const { findings } = inspected({ 'guidance/a/2019.md': text, 'guidance/a/2025.md': newer });
  expect(findings.map(where)).toEqual([]);
});
