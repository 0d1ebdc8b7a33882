/** Withheld passages in a folder of their own: joined for the internal audience, and never read for the public. */
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { inspect } from '../../src/examine.ts';
import { build } from '../../src/pipeline.ts';
import { press } from '../support/command.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS, where } from '../support/inspected.ts';
import { parseHtml, wordsOf } from '../support/read-html.ts';

const DOCUMENT = guidance(
  'Text.\n\n::withheld{ground="s.31(1)(a)" file="b/gauges.md"}\n\n- item\n\n  ::withheld{ground="s.40(2)" file="names.md"}\n\nEnd.\n',
);
const PASSAGES = {
  'apart/b/gauges.md':
    'The sluice opens at dusk, see [it](2019.md).[^1]\n\n## Gauges\n\n- amber\n\n[^1]: Or at dawn.\n',
  'apart/names.md': 'Quillfeather.\n',
};
const withheldAt = (passages: Files) =>
  folderOf({ 'content/press.yaml': PRESS, 'content/guidance/a/2019.md': DOCUMENT, ...passages });

async function published(folder: string, audience: 'public' | 'internal') {
  const out = path.join(folder, 'out', audience);
  const withheld = audience === 'internal' ? path.join(folder, 'apart') : undefined;
  const request = {
    content: path.join(folder, 'content'),
    out,
    audience,
    formats: ['html', 'json'],
    withheld,
  } as const;
  const { findings, published: made } = await build(machine, request);
  return { findings: findings.map(where), files: made ? filesIn(out) : {} };
}

test('the internal audience reads the passages where they are named', async () => {
  const { files } = await published(withheldAt(PASSAGES), 'internal');
  expect(wordsOf(parseHtml(String(files['guidance/a/2019/index.html'])))).toMatch(
    /Text\..*The sluice opens at dusk, see it\..*Gauges.*amber.*item.*Quillfeather\..*End\..*Or at dawn\./,
  );
});

test('what the public gets is the same whether or not there are passages', async () => {
  const [all, none] = [await published(withheldAt(PASSAGES), 'public'), await published(withheldAt({}), 'public')];
  expect(Object.keys(all.files)).toContain('guidance/a/2019/index.html');
  expect(none).toEqual(all);
  expect(String(all.files['guidance/a/2019/index.html'])).not.toMatch(/sluice|quillfeather|gauges/i);
});

describe('what is wrong with passages is an error with its place', () => {
  const found = (passages: Files, joined = true) => {
    const folder = withheldAt(passages);
    const joining = { folder: joined ? path.join(folder, 'apart') : undefined };
    return inspect(machine, path.join(folder, 'content'), { joining }).findings.map(where);
  };

  test.each<readonly [string, Files, readonly string[]]>([
    ['all is well', PASSAGES, []],
    ['a file that is not there', { 'apart/names.md': 'A.' }, ['guidance/a/2019.md:10:1 withheld-file']],
    [
      'a folder in the place of a file',
      { 'apart/b/gauges.md': 'A.', 'apart/names.md/x': '' },
      ['guidance/a/2019.md:14:3 withheld-file'],
    ],
    ['a file without text', { ...PASSAGES, 'apart/names.md': '\n' }, ['guidance/a/2019.md:14:3 withheld-file']],
    [
      'withholding inside a passage',
      { ...PASSAGES, 'apart/names.md': 'A :withheld[B]{ground="s.40(2)"}.' },
      ['../apart/names.md:1:1 withheld-place'],
    ],
    [
      'a passage with mistakes',
      { ...PASSAGES, 'apart/names.md': 'A.\n\n<b>B</b>\n' },
      ['../apart/names.md:3:1 html-raw', '../apart/names.md:3:5 html-raw'],
    ],
    [
      'a passage in another encoding',
      { ...PASSAGES, 'apart/names.md': Buffer.from([0xa3, 0x31]) },
      ['../apart/names.md:1:1 file-encoding'],
    ],
  ])('%s', (_, passages, expected) => {
    expect(found(passages)).toEqual(expected);
  });

  test('a link in the place of a file, or of a folder on the way', () => {
    const folder = withheldAt({ 'elsewhere/gauges.md': 'A.', 'apart/x.md': 'A.' });
    symlinkSync('../elsewhere', path.join(folder, 'apart', 'b'));
    symlinkSync('x.md', path.join(folder, 'apart', 'names.md'));
    const { findings } = inspect(machine, path.join(folder, 'content'), {
      joining: { folder: path.join(folder, 'apart') },
    });
    expect(findings.map(where)).toEqual([
      'guidance/a/2019.md:10:1 withheld-file',
      'guidance/a/2019.md:14:3 withheld-file',
    ]);
  });

  test('an internal build that is not told of the folder', () => {
    expect(found(PASSAGES, false)).toEqual([
      'guidance/a/2019.md:10:1 withheld-file',
      'guidance/a/2019.md:14:3 withheld-file',
    ]);
  });
});

test('on the command line: refused for the public, and where the folder is a part of the content', () => {
  const folder = withheldAt({ ...PASSAGES, 'content/schemes/x': '' });
  const refused = press(['build', '--withheld', 'apart'], { in: folder });
  expect([refused.exit, refused.error]).toEqual([2, expect.stringContaining('never reads withheld passages')]);
  const inside = press(['check', '--withheld', 'content/schemes'], { in: folder });
  expect([inside.exit, inside.error]).toEqual([2, expect.stringContaining('must stand apart')]);
});
