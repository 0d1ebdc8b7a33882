/** Every file of a site states the marking of what it shows to its audience: pages, data, manifest, home and lists. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';

const FILES = {
  'press.yaml': PRESS,
  'guidance/open/2019.md': guidance('## Purpose {#purpose}\n\nText.\n'),
  'guidance/held/2019.md': guidance(
    '## Purpose {#purpose}\n\nText and :withheld[the words of a secret]{ground="s.31(1)(a)" marking="OFFICIAL-SENSITIVE"}.\n',
  ),
};

/** The marking that each page of the site states in its metadata, and at its head and foot. */
async function stated(audience: 'public' | 'internal'): Promise<Readonly<Record<string, readonly string[]>>> {
  const root = folderOf(FILES);
  const out = path.join(root, '..', `site-${audience}-${path.basename(root)}`);
  const { findings, published } = await build(machine, { content: root, out, audience, formats: ['html', 'json'] });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(published).toBeDefined();
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('index.html'));
  const found = pages.sort().map((name) => {
    const page = readFileSync(path.join(out, name), 'utf8');
    const meta = /<meta name="classification" content="([^"]*)">/.exec(page)?.[1] ?? '';
    const bars = Array.from(page.matchAll(/<p class="bar-marking">([^<]*)</g), ([, words = '']) => words);
    return [name, [meta, ...bars]] as const;
  });
  const manifest = readFileSync(path.join(out, 'manifest.json'), 'utf8');
  const data = readFileSync(path.join(out, 'guidance/held/2019', 'edition.json'), 'utf8');
  const named = (json: string) =>
    [...new Set(Array.from(json.matchAll(/"marking": ?"([^"]*)"/g), ([, words = '']) => words))].sort();
  return { ...Object.fromEntries(found), manifest: named(manifest), data: named(data) };
}

const thrice = (words: string) => [words, words, words];

test('for the public all is OFFICIAL', async () => {
  const found = await stated('public');
  expect(found['index.html']).toEqual(thrice('OFFICIAL'));
  expect(found['guidance/held/2019/index.html']).toEqual(thrice('OFFICIAL'));
  expect([found['manifest'], found['data']]).toEqual([['OFFICIAL'], ['OFFICIAL']]);
});

test('for the internal audience home, list, work and edition bear the marking of what is withheld, another work does not', async () => {
  const found = await stated('internal');
  for (const page of [
    'index.html',
    'guidance/index.html',
    'guidance/held/index.html',
    'guidance/held/2019/index.html',
  ]) {
    expect([page, found[page]]).toEqual([page, thrice('OFFICIAL-SENSITIVE')]);
  }
  for (const page of ['guidance/open/index.html', 'guidance/open/2019/index.html']) {
    expect([page, found[page]]).toEqual([page, thrice('OFFICIAL')]);
  }
  expect(found['data']).toEqual(['OFFICIAL-SENSITIVE']);
  expect(found['manifest']).toEqual(['OFFICIAL', 'OFFICIAL-SENSITIVE']);
});

test('how what is withheld is marked shows in no byte for the public, nor in a message', async () => {
  const files = async (own: string, inner: string) => {
    const body = `Text and :withheld[words]{ground="s.31(1)(a)" ${own}}.\n\n::::withheld{ground="s.40(2)" ${own}}\n:::note{${inner}}\nText.\n:::\n::::\n`;
    const root = folderOf({ 'press.yaml': PRESS, 'guidance/held/2019.md': guidance(body) });
    const out = path.join(root, '..', `site-${path.basename(root)}`);
    const { findings } = await build(machine, {
      content: root,
      out,
      audience: 'public',
      formats: ['html', 'json', 'pdf'],
    });
    const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    return {
      findings,
      files: names.sort().map((name) => [name, readFileSync(path.join(out, name)).toString('latin1')]),
    };
  };
  const plain = await files('', '');
  expect(plain.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(await files('marking="SECRET - UK EYES ONLY"', 'marking="OFFICIAL - COMMERCIAL"')).toEqual(plain);
  expect(await files('marking="OFFICIAL-SENSITIVE"', '')).toEqual(plain);
});
