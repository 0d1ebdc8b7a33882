/** New documents and publications: exactly their blanks are found, and filled in they are published. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicationFields, publicationScaffold, scaffold } from '../../src/draft/draft.ts';
import { yamlText } from '../../src/draft/yaml-text.ts';
import { FAMILIES } from '../../src/families/families.ts';
import { hasBlank } from '../../src/model/blank.ts';
import { readYaml } from '../../src/read/yaml.ts';
import { blankPlaces, filled } from '../support/filled.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { pressHere } from '../support/press-here.ts';

const families = FAMILIES.map((family) => [family.name, family] as const);

const BESIDE = {
  'content/press.yaml': `${PRESS}search: no\n`,
  'content/guidance/another/2019.md': guidance('Words.\n'),
};

const found = async (folder: string): Promise<readonly string[]> =>
  (await pressHere(['check'], { in: folder })).error
    .split('\n')
    .filter((line) => /^\S/.test(line))
    .map((line) => line.split(' ').slice(0, 3).join(' '));

const fillIn = (folder: string, file: string) => {
  const place = path.join(folder, file);
  writeFileSync(place, filled(readFileSync(place, 'utf8')));
};

describe.each(families)('press new %s', (name, family) => {
  test('has exactly its blanks to fill in; then it is clean and can be published', async () => {
    const folder = folderOf(BESIDE);
    const file = `content/${name}/a-paper/2025.md`;
    const { exit, out } = await pressHere(['new', name, 'a-paper', '--edition', '2025'], { in: folder });
    const blanks = blankPlaces(readFileSync(path.join(folder, file), 'utf8'));
    expect({ exit, out }).toEqual({
      exit: 0,
      out: `Wrote ${file}. Fill in its ${blanks.length} blanks, FILL-IN(…); "press check" lists them.\n`,
    });
    expect(await found(folder)).toEqual(blanks.map((place) => `${file}:${place} error blank-unfilled`));
    expect((await pressHere(['build', '--only', 'json'], { in: folder })).exit).toBe(1);
    fillIn(folder, file);
    expect(await pressHere(['check'], { in: folder })).toMatchObject({ exit: 0, out: 'no findings\n', error: '' });
    expect((await pressHere(['build', '--only', 'html'], { in: folder })).exit).toBe(0);
  });

  test('every field of the family stands there once, required ones as blanks and the others as comments', () => {
    const text = scaffold(family, {});
    for (const { name: field, required, hint } of family.fields) {
      const lines = text.split('\n').filter((line) => line.replace(/^# /, '').startsWith(`${field}: `));
      expect(lines).toEqual([`${required ? '' : '# '}${field}: FILL-IN(${hint})`]);
    }
  });

  test('a comment without its "#" is a blank like any other', () => {
    const front = scaffold(family, {}).split('---\n')[1] ?? '';
    const { value, findings } = readYaml('a.md', front.replace(/^# (?=[\w-]+: )/gm, ''), 1);
    expect(findings).toEqual([]);
    expect(Object.keys(value ?? {}).toSorted()).toEqual(family.fields.map((field) => field.name).toSorted());
    expect(Object.values(value ?? {}).filter((text) => !hasBlank(String(text)))).toEqual([]);
  });

  test('what is given stands in its place, and no classification is guessed', async () => {
    const folder = folderOf(BESIDE);
    const words = ['--title', 'Costs: 2024 #1', '--date', '2024-02-01', '--classification', 'OFFICIAL'];
    expect((await pressHere(['new', name, 'a-paper', ...words], { in: folder })).exit).toBe(0);
    const text = readFileSync(path.join(folder, `content/${name}/a-paper/2024-02-01.md`), 'utf8');
    expect(text).toContain('title: "Costs: 2024 #1"\nclassification: OFFICIAL\ndate-created: 2024-02-01\n');
    expect(text).toContain(`\n${family.dated}: 2024-02-01\n`);
    expect(scaffold(family, { title: 'A' })).toContain('\nclassification: FILL-IN(');
  });
});

describe('press new publication', () => {
  test('writes a press.yaml with a blank for all that a build needs', async () => {
    const folder = folderOf();
    expect(await pressHere(['new', 'publication'], { in: folder })).toMatchObject({
      exit: 0,
      out: 'Wrote content/press.yaml. Fill in its 4 blanks, FILL-IN(…); "press check" lists them.\nThen begin a document: press new guidance NAME --edition 2024\nWrote 10 files into .vscode for editors.\n',
      error: '',
    });
    const blanks = blankPlaces(readFileSync(path.join(folder, 'content/press.yaml'), 'utf8'));
    expect(await found(folder)).toEqual([
      'content/press.yaml:1:1 error content-empty',
      ...blanks.map((place) => `content/press.yaml:${place} error blank-unfilled`),
    ]);
    fillIn(folder, 'content/press.yaml');
    await pressHere(['new', 'guidance', 'a-paper', '--edition', '2025'], { in: folder });
    fillIn(folder, 'content/guidance/a-paper/2025.md');
    expect((await pressHere(['build', '--only', 'html'], { in: folder })).exit).toBe(0);
  });

  test('writes what an editor needs into the folder that an author opens', async () => {
    for (const [words, here, texts] of [
      ['--content texts', '', 'texts/'],
      ['--content .', '', ''],
      ['--content a/texts', 'a/', 'a/texts/'],
    ] as const) {
      const folder = folderOf();
      await pressHere(`new publication ${words}`.split(' '), { in: folder });
      const files = filesIn(folder);
      const at = texts.slice(here.length);
      expect(String(files[`${here}.vscode/settings.json`])).toContain(`"${at}guidance/*/*.md"`);
      const [, schema = ''] =
        /^# yaml-language-server: \$schema=(.*)\n/.exec(String(files[`${texts}press.yaml`])) ?? [];
      expect(Object.keys(files)).toContain(path.join(texts, schema));
    }
  });

  test('leaves the settings of an author as they are, and all of them away where none are wanted', async () => {
    const own = folderOf({ '.vscode/settings.json': '{}' });
    const { out } = await pressHere(['new', 'publication'], { in: own });
    expect(out).toContain('Wrote 9 files into .vscode for editors. 1 file stood there and stayed as it was.\n');
    expect(String(filesIn(own)['.vscode/settings.json'])).toBe('{}');
    const none = folderOf();
    await pressHere(['new', 'publication', '--no-editor'], { in: none });
    await pressHere(['new', 'guidance', 'a-paper', '--edition', '2025'], { in: none });
    const files = filesIn(none);
    expect(Object.keys(files)).toEqual(['content/guidance/a-paper/2025.md', 'content/press.yaml']);
    for (const bytes of Object.values(files)) expect(String(bytes)).not.toContain('$schema');
  });

  test('knows every field of press.yaml', () => {
    const text = publicationScaffold({});
    for (const { name } of publicationFields) expect(text).toMatch(new RegExp(`^(?:# )?${name}: FILL-IN\\(`, 'm'));
  });

  test('in a folder of its own', async () => {
    const folder = folderOf();
    expect((await pressHere(['new', 'publication', '--content', 'texts'], { in: folder })).out).toContain(
      'Wrote texts/press.yaml.',
    );
    const { exit, out } = await pressHere(['new', 'foi', 'costs', '--content', 'texts', '--edition', '2025'], {
      in: folder,
    });
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringContaining('Wrote texts/foi/costs/2025.md.') });
  });
});

describe('a value of a field', () => {
  test.each([
    ['Lone working', 'Lone working'],
    ['Costs: 2024', '"Costs: 2024"'],
    ['A "title"', '\'A "title"\''],
    ['Staff\'s "title"', '"Staff\'s \\"title\\""'],
    ['- a dash', '"- a dash"'],
  ])('%s', (text, written) => {
    expect(yamlText(text)).toBe(written);
  });

  test('reads back as it was', () => {
    const line = fc
      .string({ unit: fc.constantFrom(...'abÄ 1:#"\'\\-?[]{},&*!|>%@`()~.=') })
      .map((text) => text.replace(/\s+/gu, ' ').trim());
    fc.assert(
      fc.property(
        line.filter((text) => text !== ''),
        (text) => {
          const { value, findings } = readYaml('a.md', `title: ${yamlText(text)}\n`, 1);
          expect({ value, findings }).toEqual({ value: { title: text }, findings: [] });
        },
      ),
    );
  });
});
