/** Files that are broken, made to do harm, or not to be read: each ends in a sentence and the exit code that it deserves. */
import fs, { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/cli.ts';
import { HostFault, machine } from '../../src/host.ts';
import { extractApart } from '../../src/import/apart.ts';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { imported } from '../support/imported.ts';
import { paragraph, wordFile, zipOf } from '../support/word-file.ts';

afterEach(() => void vi.restoreAllMocks());

/** Fifty thousand paragraphs. */
const PARAGRAPHS = process.env['PRESS_LONG'] === '1' ? 50_000 : 12_000;
const LONG = wordFile(
  Array.from({ length: PARAGRAPHS }, (_, index) => paragraph(`Entry ${(index * 7919) % 65_537} of the register.`)).join(
    '',
  ),
);
const GOOD = wordFile(paragraph('Words of a paper that nobody changed.'));

/** The rule and the message of the only finding. */
async function refused(name: string, bytes: string | Uint8Array) {
  const { markdown, findings } = await imported(name, bytes);
  expect(markdown).toBe('');
  return findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n');
}

describe('a .docx file', () => {
  test('that is a zip bomb is refused while it is unpacked', async () => {
    const bomb = wordFile('', { more: { 'word/media/a.bin': Buffer.alloc(60 * 1024 * 1024) } });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refused('bomb.docx', bomb)).toMatch(/^import-limit: The \.docx file unpacks to far more/);
  });

  test('whose parts together are too large is refused', async () => {
    const noise = Buffer.alloc(12 * 1024 * 1024, 'A few words that go on. '.repeat(40) + Math.PI);
    const parts = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`word/media/${index}.bin`, noise]));
    expect(await refused('large.docx', wordFile('', { more: parts }))).toMatch(/^import-limit: /);
  });

  test('of very many parts is refused', async () => {
    const parts = Object.fromEntries(Array.from({ length: 2100 }, (_, index) => [`p${index}`, '']));
    expect(await refused('many.docx', zipOf(parts))).toBe('import-limit: The .docx file has more than 2000 parts.');
  });

  test('with a password is refused, of either kind', async () => {
    expect(await refused('a.docx', zipOf({ 'word/document.xml': '<a/>' }, { encrypted: true }))).toMatch(
      /^import-encrypted: /,
    );
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await refused('a.docx', compound)).toMatch(
      /^import-encrypted: The file is protected by a password, or of the old \.doc kind/,
    );
  });

  test.each([
    ['cut off', GOOD.subarray(0, GOOD.length / 2)],
    ['with a damaged part', Buffer.concat([GOOD.subarray(0, 900), Buffer.alloc(40, 0xff), GOOD.subarray(940)])],
    ['that is another archive', zipOf({ 'a.txt': 'Words.' })],
    ['whose text is no XML', wordFile('<w:p><w:r><w:t>never closed')],
  ])('%s is corrupt', async (_, bytes) => {
    expect(await refused('a.docx', bytes)).toMatch(/^import-corrupt: /);
  });

  test('nested very deep is refused or read, but ends', async () => {
    const deep = `${'<w:sdt><w:sdtContent>'.repeat(6000)}${paragraph('Within.')}${'</w:sdtContent></w:sdt>'.repeat(6000)}`;
    expect(await refused('deep.docx', wordFile(deep))).toMatch(/^import-(?:limit|corrupt): /);
  });

  test('with entities of its own, or one that names another file, shows neither', async () => {
    const xml =
      '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    const part = `<?xml version="1.0"?>${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph('Words')}<w:p><w:r><w:t>&secret;&b;</w:t></w:r></w:p></w:body></w:document>`;
    const { markdown } = await imported('xxe.docx', wordFile('', { more: { 'word/document.xml': part } }));
    expect(markdown).not.toMatch(/root:|aaaaaaaaaa/);
  });

  test('that names a part outside itself writes nothing anywhere', async () => {
    const { markdown } = await imported(
      'slip.docx',
      wordFile(paragraph('Words.'), { more: { '../../evil.txt': 'evil' } }),
    );
    expect(markdown).toContain('\nWords.\n');
  });

  test('of very many paragraphs comes to an end', async () => {
    const { markdown } = await imported('long.docx', LONG);
    expect(markdown.split(' of the register.')).toHaveLength(PARAGRAPHS + 1);
  });
});

describe('limits of the thread that reads', () => {
  test('time: a file that takes longer than it may is given up', async () => {
    const answer = await extractApart({ format: 'docx', bytes: LONG }, { seconds: 0.1, megabytes: 1024 });
    expect(answer).toEqual({
      refusals: [{ rule: 'import-limit', message: 'To read the file takes longer than 0.1 seconds.' }],
    });
  });

  test('memory: a file that takes more than it may is given up', async () => {
    const answer = await extractApart({ format: 'docx', bytes: LONG }, { seconds: 60, megabytes: 5 });
    expect(answer).toEqual({
      refusals: [{ rule: 'import-limit', message: 'To read the file takes more memory than a document needs.' }],
    });
  });

  test('a PDF whose page unpacks to very much comes to an end, and the program lives', async () => {
    const packed = deflateSync(deflateSync(Buffer.alloc(32 * 1024 * 1024, ' ')));
    const head =
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n';
    const stream = `${head}4 0 obj<</Length ${packed.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`;
    const end = '\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF';
    const bomb = Buffer.concat([Buffer.from(stream), packed, Buffer.from(end)]);
    expect(await refused('bomb.pdf', bomb)).toMatch(/^import-(?:limit|scanned): /);
  });
});

describe('a file', () => {
  test('of 500 MB is refused by its size, before a byte of it is read', async () => {
    const folder = folderOf({ 'large.pdf': '%PDF-1.7' });
    truncateSync(path.join(folder, 'large.pdf'), 500 * 1024 * 1024);
    const read = vi.spyOn(fs, 'readFileSync');
    const { importFile } = await import('../../src/import/import.ts');
    const { findings } = await importFile(machine, { file: path.join(folder, 'large.pdf'), output: 'a.md' });
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'import-limit: The file has 500 MB; 50 MB are the most that is read.',
    ]);
    expect(read).not.toHaveBeenCalled();
  });

  test('import-format: neither document nor text', async () => {
    expect(await refused('a.png', Buffer.from('89504e470d0a1a0a00000000', 'hex'))).toMatch(
      /^import-format: The file is no \.docx file, no PDF and no text in UTF-8/,
    );
    expect(await refused('a.txt', '')).toBe('import-format: The file is empty.');
    expect(await refused('a.txt', ' \n\n')).toBe('import-format: The file has no text.');
  });

  test('that changes while it is read is a fault of the machine', () => {
    const folder = folderOf({ 'a.txt': 'Words.' });
    const file = path.join(folder, 'a.txt');
    const readFile = fs.readFileSync;
    vi.spyOn(fs, 'readFileSync').mockImplementationOnce(((handle: number) => {
      const bytes = readFile(handle);
      writeFileSync(file, 'Other words, of which there are more.');
      return bytes;
    }) as typeof fs.readFileSync);
    expect(() => machine.read(file)).toThrow(`Cannot read ${file}: it was changed while it was being read.`);
  });

  test('that is replaced between look and read is one too', async () => {
    const folder = folderOf({ 'a.txt': 'Words.' });
    const file = path.join(folder, 'a.txt');
    const host = {
      ...machine,
      list: (where: string) => machine.list(where).map((entry) => ({ ...entry, identity: '0:0' })),
    };
    const { importFile } = await import('../../src/import/import.ts');
    await expect(importFile(host, { file, output: 'a.md' })).rejects.toThrow('it was replaced while it was being read');
  });
});

describe('press import', () => {
  const run = (words: readonly string[], folder: string) => press(['import', ...words], { in: folder });

  test('writes the document, tells what it did, and ends with 0', () => {
    const folder = folderOf({ 'paper.docx': GOOD });
    const { exit, out, error } = run(['paper.docx', '-o', 'new/paper.md', '--family', 'guidance'], folder);
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
    expect(out).toContain('paper.docx -> new/paper.md: guidance, 7 words\n\nFill in (4)\n');
    expect(Object.keys(filesIn(folder)).toSorted()).toEqual(['new/paper.md', 'paper.docx']);
  });

  test('tells it as JSON', () => {
    const folder = folderOf({ 'paper.docx': GOOD });
    const told: unknown = JSON.parse(run(['paper.docx', '-o', 'paper.md', '--format', 'json'], folder).out);
    expect(told).toMatchObject({ version: 1, family: 'guidance', words: 7, source: 'paper.docx', output: 'paper.md' });
    expect(Object.keys(told as object)).toEqual([
      'version',
      'source',
      'output',
      'family',
      'words',
      'recognised',
      'interventions',
      'doubts',
      'blanks',
    ]);
  });

  test("ends with 1 for an author's file, and writes nothing", () => {
    const folder = folderOf({ 'paper.docx': GOOD.subarray(0, 700) });
    const { exit, error } = run(['paper.docx', '-o', 'paper.md'], folder);
    expect(exit).toBe(1);
    expect(error).toMatch(/^paper\.docx:1:1 error import-corrupt It is no complete \.docx file/);
    expect(Object.keys(filesIn(folder))).toEqual(['paper.docx']);
  });

  test('writes over a file only with --force', () => {
    const folder = folderOf({ 'paper.docx': GOOD, 'paper.md': 'Mine.' });
    const { exit, error } = run(['paper.docx', '-o', 'paper.md'], folder);
    expect([exit, error]).toEqual([
      2,
      'press: "paper.md" exists already; write to another file, or over it with --force.\n',
    ]);
    expect(readFileSync(path.join(folder, 'paper.md'), 'utf8')).toBe('Mine.');
    expect(run(['paper.docx', '-o', 'paper.md', '--force'], folder).exit).toBe(0);
    expect(readFileSync(path.join(folder, 'paper.md'), 'utf8')).toContain('Words of a paper');
  });

  test.each([
    [['none.docx', '-o', 'a.md'], 'There is no file none.docx.'],
    [['folder', '-o', 'a.md'], '"folder" is a folder; name a .docx, .pdf or .txt file.'],
    [['paper.docx', '-o', 'folder'], '"folder" is a folder; name a file with -o.'],
    [['paper.docx'], 'Say which file to write with -o.'],
  ])('%j is wrong usage', (words, sentence) => {
    const folder = folderOf({ 'paper.docx': GOOD });
    mkdirSync(path.join(folder, 'folder'));
    expect(run(words, folder)).toEqual({ exit: 2, out: '', error: `press: ${sentence}\n` });
  });

  test.each([
    ['create', 'write'],
    ['list', 'read the folder'],
  ] as const)(
    'a folder without rights (%s) is a fault of the machine: one sentence, exit 3, nothing left behind',
    async (name, doing) => {
      const folder = folderOf({ 'paper.docx': GOOD });
      const host = {
        ...machine,
        [name]: (file: string) => {
          throw new HostFault('EACCES', `Cannot ${doing} ${file}: permission was refused.`, undefined);
        },
      };
      const error: string[] = [];
      const terminal = {
        out: () => {},
        error: (text: string) => void error.push(text),
        errorIsScreen: false,
        outIsScreen: false,
        colour: false,
        width: 80,
      };
      const exit = await main(['import', path.join(folder, 'paper.docx'), '-o', path.join(folder, 'a.md')], {
        host,
        terminal,
      });
      expect(exit).toBe(3);
      expect(error.join('')).toMatch(new RegExp(`^press: Cannot ${doing} .*: permission was refused\\.\\n$`));
      expect(Object.keys(filesIn(folder))).toEqual(['paper.docx']);
    },
  );
});
