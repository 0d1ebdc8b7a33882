/**
 * Law 1 on whole builds: of two contents that differ only in what they withhold, the public output is the same to the byte, words
 * on the terminal included; and what public text may not refer to is an error. Each case was a leak once.
 */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { parseHtml, wordsOf } from '../support/read-html.ts';
import { readPdf } from '../support/read-pdf.ts';

const PRESS = 'title: T\npublisher: P\nbase-address: https://example.org/\nas-at: 2025-01-01\n';
const document = (body: string, fields = '') =>
  `---\ntitle: A\nclassification: OFFICIAL\ndate-created: 2019\neffective-from: 2019\ntext: full\n${fields}---\n${body}\n`;

type Sources = Readonly<Record<string, string>>;

function folderWith(sources: Sources): string {
  const files = Object.entries(sources).map(([file, text]) => [`content/${file}`, text]);
  return folderOf({ 'content/press.yaml': PRESS, ...Object.fromEntries(files) });
}

async function published(sources: Sources) {
  const folder = folderWith(sources);
  const { error, ...told } = await pressHere(['build'], { in: folder });
  // How far it is is told after a while, and so depends on the machine.
  const ran = { ...told, error: error.replace(/^Making \d.*\n/gm, '') };
  return { ran, files: ran.exit === 0 ? filesIn(path.join(folder, 'dist')) : {} };
}

const hidden = (body: string) => `:::withheld{ground="s.40(2)"}\n${body}\n:::\n`;
const one = (body: string): Sources => ({ 'guidance/a/2019.md': document(body) });

describe('the public output does not depend on what is withheld', () => {
  test.each<readonly [string, (secret: number) => Sources]>([
    ['words of a paragraph', (n) => one(`Text.\n\n${hidden(['A.', 'Quite other and longer words.'][n] ?? '')}`)],
    [
      'empty lines in a list',
      (n) => one(`- one\n  :::withheld{ground="s.40(2)"}\n  a${['', '\n\n  b'][n]}\n  :::\n- two`),
    ],
    ['headings', (n) => one(`${hidden(`## ${['Visits', 'Names'][n]}`)}\n## Visits\n\nText.`)],
    [
      'numbers of clauses',
      (n) => one(`Text.\n\n::::withheld{ground="s.40(2)"}\n:::clause{#hid number=${[4, 77123][n]}}\nA.\n:::\n::::`),
    ],
    ['footnotes', (n) => one(`Text :withheld[${['a', 'b[^1]'][n]}]{ground="s.40(2)"}.\n\n[^1]: A note.`)],
    ['addresses', (n) => one(`Text :withheld[${['a', '[b][d]'][n]}]{ground="s.40(2)"}.\n\n[d]: https://example.org/`)],
    [
      'one edition of two',
      (n) => ({
        'guidance/a/2019.md': document(`Text.\n\n${hidden(['A.', 'Other.'][n] ?? '')}`),
        'guidance/a/2020.md': document('Text.\n\nMore.', 'changes:\n  - note: More.\n').replace(
          'effective-from: 2019',
          'effective-from: 2020',
        ),
      }),
    ],
  ])('%s', async (_, sources) => {
    const [first, second] = [await published(sources(0)), await published(sources(1))];
    expect(first.ran.exit, first.ran.error).toBe(0);
    expect(second.ran).toEqual(first.ran);
    expect(second.files).toEqual(first.files);
  });
});

describe('public text does not lead to what is withheld', () => {
  const source = document(
    'Text.\n\n:::clause{#open number=1}\nSome :withheld[quixotic]{ground="s.40(2)"} words.\n:::\n\n::::withheld{ground="s.40(2)"}\n:::clause{#hid number=2}\nQuixotic.\n:::\n::::',
  );
  const quoting = (clause: string, words: string) => document(`:::quote{from="../a/2019.md#${clause}"}\n${words}\n:::`);

  test.each([
    ['a quotation of withheld words', quoting('open', 'Some quixotic words.'), 'quote-differs'],
    ['a quotation of a withheld clause', quoting('hid', 'Quixotic.'), 'quote-source'],
    ['a link to a withheld clause', document('See [it](../a/2019.md#hid).'), 'link-clause'],
  ])('%s', async (_, text, rule) => {
    const { ran } = await published({ 'guidance/a/2019.md': source, 'guidance/b/2019.md': text });
    expect(ran.exit).toBe(1);
    expect(ran.error).toContain(` error ${rule} `);
  });

  test('an id inside a withheld passage is taken all the same', async () => {
    const { ran } = await published(one(`## A {#hid}\n\n${hidden('## B {#hid}')}`));
    expect(ran.error).toContain('clause-duplicate');
  });

  test('no finding repeats a word of a file that withholds', async () => {
    const body = hidden('![x](quixotic.png) <quixotic> [x](quixotic:a)\n\n## A {#Quixotic}');
    expect((await published(one(body))).ran.error).not.toMatch(/quixotic/i);
    const folder = folderOf({ 'a.md': `# A\n\n${body}` });
    const { exit, error } = await pressHere(['render', 'a.md', '--classification', 'OFFICIAL'], { in: folder });
    expect(exit).toBe(1);
    expect(error).not.toMatch(/quixotic/i);
  });
});

describe('a plain file', () => {
  const rendered = (body: string) =>
    pressHere(['render', 'a.md', '--classification', 'OFFICIAL'], { in: folderOf({ 'a.md': `# A\n\n${body}` }) });
  const question = '::::withheld{ground="s.40(2)"}\n:::question{#quixotic number=2}\nWhat?\n:::\n::::\n';

  test('does not answer a question that is withheld', async () => {
    const { exit, error } = await rendered(`${question}\n:::answer{to=quixotic}\nThis.\n:::`);
    expect(exit).toBe(1);
    expect(error).toContain('a.md:9:1 error answer-question');
  });

  test('cannot take the id of a clause that is withheld, and is told so without it', async () => {
    const { exit, error } = await rendered(`## A {#quixotic}\n\n${question}`);
    expect(exit).toBe(1);
    expect(error).toMatch(/a\.md:6:1 error clause-duplicate (?!.*quixotic)/);
  });
});

describe('what authors are told of withheld passages', () => {
  const SECRET = 'the sluice beneath the viaduct opens for nineteen minutes whenever the gauge shows amber';
  const sources = {
    'guidance/a/2019.md': document(`It is known that ${SECRET}.`),
    'guidance/a/2020.md': document(`Text.\n\n${hidden(`And ${SECRET}.`)}`, 'changes:\n  - note: Less.\n').replace(
      'effective-from: 2019',
      'effective-from: 2020',
    ),
    'guidance/b/2019.md': document(
      'The :withheld[officer]{ground="s.40(2)"} and :withheld[Quillfeather]{ground="s.40(2)"}.',
    ),
  };

  test.each([
    [
      'a passage that an older edition shows',
      '2020.md:12:1 warning withheld-uncovered Words of the passage stand uncovered in guidance/a@2019.',
    ],
    ['a passage that is one common word', '2019.md:8:5 warning withheld-unprovable'],
  ])('press check warns of %s', async (_, told) => {
    const { exit, error } = await pressHere(['check'], { in: folderWith(sources) });
    expect(exit).toBe(0);
    expect(error).toContain(told);
    expect(error.match(/ warning withheld-/g)).toHaveLength(2);
    expect(error).not.toMatch(/sluice|officer/i);
  });

  test('a build for the internal audience warns too; one for the public says nothing of files that withhold', async () => {
    const folder = folderWith(sources);
    const inside = await pressHere(['build', '--audience', 'internal', '--out', 'inside'], { in: folder });
    expect(inside.error.match(/ warning withheld-/g)).toHaveLength(2);
    expect((await pressHere(['build'], { in: folder })).error).toBe(
      '2 files withhold something. Warnings about such files are told by "press check" only.\n',
    );
  });
});

test('the internal audience’s pages bear the marking of what is withheld, in every format', async () => {
  const folder = folderWith(one('Text.\n\n:::withheld{ground="s.40(2)" marking="OFFICIAL-SENSITIVE"}\nA.\n:::'));
  expect((await pressHere(['build', '--audience', 'internal', '--out', 'inside'], { in: folder })).exit).toBe(0);
  const files = filesIn(path.join(folder, 'inside'));
  expect(wordsOf(parseHtml(String(files['guidance/a/2019/index.html'])))).toMatch(
    /^.{0,40}OFFICIAL-SENSITIVE.*OFFICIAL-SENSITIVE$/s,
  );
  const { pages } = await readPdf(files['guidance/a/2019/a-2019.pdf'] ?? Buffer.alloc(0));
  for (const { artifacts } of pages) expect(artifacts).toMatch(/OFFICIAL-SENSITIVE.*OFFICIAL-SENSITIVE/s);
  expect(String(files['manifest.json'])).toContain('"marking":"OFFICIAL-SENSITIVE"');
});
