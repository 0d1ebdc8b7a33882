/** One Markdown file from anywhere: what it may leave out, and what is refused all the same. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { formatMarking } from '../../src/model/marking.ts';
import { readPlain } from '../../src/read/read.ts';
import { folderOf } from '../support/folder.ts';
import { outlineOf } from '../support/outline.ts';
import { SCHEMES } from '../support/schemes.ts';

/** Reads a file called "My Notes.md" with this text. */
function plain(text: string, classification?: string) {
  const root = folderOf({ 'My Notes.md': text });
  const { edition, findings } = readPlain(machine, path.join(root, 'My Notes.md'), classification, SCHEMES);
  const found = findings.map(({ file, place, rule }) => `${path.basename(file)}:${place.line}:${place.column} ${rule}`);
  return { edition, found };
}

describe('a plain file', () => {
  test('needs a classification and nothing else', () => {
    expect(plain('# Notes\n\nText.\n').found).toEqual(['My Notes.md:1:1 classification-missing']);
    const { edition, found } = plain('# Notes\n\nText.\n', 'OFFICIAL');
    expect(found).toEqual([]);
    expect(edition && outlineOf(edition)).toEqual(['paragraph "Text."']);
    expect(edition?.matter.title).toBe('Notes');
  });

  test('states its own classification before one that is given', () => {
    const { edition } = plain('---\nclassification: OFFICIAL-SENSITIVE\n---\nText.\n', 'OFFICIAL');
    expect(edition && formatMarking(edition.matter.classification)).toBe('OFFICIAL-SENSITIVE');
  });

  test('has its title from its front matter, its first heading or its name', () => {
    expect(plain('---\ntitle: A\n---\n# B\n\nText.\n', 'OFFICIAL').edition?.matter.title).toBe('A');
    expect(plain('# B\n\nText.\n', 'OFFICIAL').edition?.matter.title).toBe('B');
    expect(plain('Text.\n', 'OFFICIAL').edition?.matter.title).toBe('my-notes');
  });

  test('may have fields of other tools, and links that stay as they are written', () => {
    const { edition, found } = plain(
      '---\nlayout: post\ntags: [a]\n---\nSee [this](other.html) and [that](../../a/b.md#C).\n',
      'OFFICIAL',
    );
    expect(found).toEqual([]);
    expect(edition && outlineOf(edition)).toEqual([
      'paragraph "See link(other.html: this) and link(../../a/b.md#C: that)."',
    ]);
  });

  test.each([
    ['a marking that is none', '---\nclassification: Offical\n---\nText.\n', 'My Notes.md:2:17 classification-invalid'],
    ['no text', '# Notes\n', 'My Notes.md:1:1 text-empty'],
    ['a program in front matter', '---js\nprocess.exit(9)\n---\nText.\n', 'My Notes.md:1:1 matter-fence'],
    ['raw HTML', 'A <b>word</b>.\n', 'My Notes.md:1:3 html-raw', 'My Notes.md:1:10 html-raw'],
    ['a link that is a program', '[a](javascript:b)\n', 'My Notes.md:1:1 link-scheme'],
    ['10,000 block quotes', `${'>'.repeat(10_000)}\n`, 'My Notes.md:1:1 markdown-limit'],
    ['a misspelt fence', ':::witheld\nA.\n:::\n', 'My Notes.md:1:1 directive-unknown'],
  ] as const)('is refused for %s', (_, text, ...expected) => {
    expect(plain(text, 'OFFICIAL').found.toSorted()).toEqual([...expected].toSorted());
  });

  test('is held against the Act as it stands, unless it has a date', () => {
    const [old, now] = ['s.40(5)', 's.40(5A)'];
    const told = (ground: string, fields = '') => {
      const { edition } = plain(`---\n${fields}title: A\n---\n:::withheld{ground="${ground}"}\nA.\n:::\n`, 'OFFICIAL');
      return edition?.body.flatMap((block) => ('grounds' in block ? (block.grounds ?? []) : [])).length;
    };
    expect([told(old), told(now)]).toEqual([0, 1]);
    expect([told(old, 'date-created: 2010\n'), told(now, 'date-created: 2010\n')]).toEqual([1, 0]);
  });

  test('quotes nothing: nobody could check the words', () => {
    expect(plain(':::quote{from="guidance/a/2019.md#x"}\nNever written.\n:::\n', 'OFFICIAL').found).toEqual([
      'My Notes.md:1:1 quote-source',
    ]);
  });

  test('includes nothing: the passage would be missing without a word', () => {
    expect(plain('Text.\n\n::include{file="boilerplate/p/1.md"}\n', 'OFFICIAL').found).toEqual([
      'My Notes.md:3:1 include-file',
    ]);
  });
});
