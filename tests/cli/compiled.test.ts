/** The compiled program, as it is packed: what it needs beside itself, what it says of what it contains, and that it starts with little. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';
import { paragraph, wordFile } from '../support/word-file.ts';

/** What is not contained: loaded from where it stands, or read. */
const BESIDE = [
  'piscina',
  '@orama/stemmers',
  '@expo-google-fonts/source-sans-3',
  '@expo-google-fonts/source-code-pro',
  'dejavu-fonts-ttf',
];

const COMPILED = filesIn('lib');
const code = (file: string) => String(COMPILED[file]);

/** The files of the program that one of them always loads, itself among them. */
function loadedBy(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name = ''] of code(file).matchAll(/^(?:import|export) [^"]*"(\.[^"]+)";$/gm))
    loadedBy(path.posix.join(path.posix.dirname(file), name), found);
  return found;
}

const sizeOf = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + (COMPILED[file]?.length ?? 0), 0);

describe('the compiled program', () => {
  test('it runs from a folder of its own with nothing installed but the packages that it does not contain', () => {
    const place = folderOf({
      'letter.docx': wordFile(paragraph('Words of a paper.')),
      'letter.pdf': '%PDF-1.7\n',
      'content/press.yaml': PRESS,
      'content/guidance/lamps/2019.md': guidance('## Care {#care}\n\nLamps are cleaned daily.\n'),
    });
    const own = path.join(place, 'installed/guidance-press');
    for (const one of ['lib', 'templates', 'content/schemes', 'package.json'])
      cpSync(one, path.join(own, one), { recursive: true });
    for (const name of BESIDE) {
      mkdirSync(path.join(own, 'node_modules', path.dirname(name)), { recursive: true });
      symlinkSync(path.resolve('node_modules', name), path.join(own, 'node_modules', name));
    }
    const run = (...words: readonly string[]) =>
      spawnSync(process.execPath, [path.join(own, 'lib/cli/press.js'), ...words], { cwd: place, encoding: 'utf8' });
    expect(run('build', '--out', 'site')).toMatchObject({ status: 0, stderr: '' });
    const site = Object.keys(filesIn(path.join(place, 'site')));
    expect(site.filter((file) => /lamps\/2019\/.*\.(?:html|pdf|json)$/.test(file))).toHaveLength(3);
    // What other programs wrote is taken apart in a thread, and PDFs by a package that need not be there.
    expect(run('import', 'letter.docx', '-o', 'letter.md')).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(place, 'letter.md'), 'utf8')).toContain('Words of a paper.');
    expect(run('import', 'letter.pdf', '-o', 'other.md')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PDFs are read with the package pdfjs-dist, which is not installed'),
    });
  });

  test('it contains no package but those that it names, with their versions, digests and licences', () => {
    const { packages } = JSON.parse(code('packages.json')) as {
      packages: Record<string, { version: string; integrity: string; license: string }>;
    };
    const installed = (
      JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')) as { packages: Record<string, object> }
    ).packages;
    const names = Object.keys(packages);
    expect(names).toEqual(
      expect.arrayContaining(['unified', 'pdfkit', 'gray-matter'].map((name) => `node_modules/${name}`)),
    );
    for (const [place, one] of Object.entries(packages)) expect(installed[place]).toMatchObject(one);
    const sources = Object.keys(COMPILED)
      .filter((file) => file.endsWith('.js') && !file.startsWith('pages/'))
      .flatMap((file) =>
        [...code(file).matchAll(/^\/\/ (node_modules\/(?:@[^/]+\/)?[^/]+)\//gm)].map(([, place]) => place),
      );
    expect(names.filter((place) => !place.includes('/node_modules/')).toSorted()).toEqual(
      [...new Set(sources)].toSorted(),
    );
    const licences = code('LICENCES.txt');
    for (const [place, { version }] of Object.entries(packages))
      expect(licences).toContain(`\n${place.replace(/.*node_modules\//, '')} ${version}\n`);
    expect(licences).not.toMatch(/: undefined/);
  });

  test('what is made for each token of a text has one shape: no member stands behind what is spread', () => {
    const parser = Object.keys(COMPILED).find((file) => code(file).includes('sliceSerialize: '));
    expect(parser).toBeDefined();
    expect(code(parser ?? '')).toMatch(/\{\s*sliceSerialize: [^,}]*,\s*\.\.\.context\s*\}/);
    expect(code(parser ?? '')).not.toMatch(/\.\.\.context,\s*sliceSerialize/);
  });

  test('nothing in it tells of the machine that compiled it', () => {
    const telling = Object.entries(COMPILED).filter(
      ([, bytes]) => bytes.includes(process.cwd()) || bytes.includes('"resolved"'),
    );
    expect(telling.map(([file]) => file)).toEqual([]);
  });

  test('each start loads a part of it only', () => {
    const whole = sizeOf(Object.keys(COMPILED).filter((file) => file.endsWith('.js')));
    expect(sizeOf(loadedBy('cli/press.js')) / whole).toBeLessThan(0.1);
    expect(sizeOf(loadedBy('chunks/check.js')) / whole).toBeLessThan(0.1);
    expect(loadedBy('cli/press.js').size).toBeGreaterThan(1);
    // What a check finds is found without templates, renderings and the search of output files.
    const [check, pipeline] = ['check-report', 'pipeline'].map((name) =>
      [...loadedBy(`chunks/${name}.js`)].map(code).join('\n'),
    );
    expect(check).toContain('// node_modules/remark-parse/');
    for (const name of ['parse5', 'remark-rehype', 'rehype-stringify'])
      expect(check).not.toContain(`// node_modules/${name}/`);
    expect(pipeline).toContain('// node_modules/remark-rehype/');
    for (const name of ['pdfkit', 'fontkit', 'mammoth', 'chokidar', 'esprima'])
      expect(pipeline).not.toContain(`// node_modules/${name}/`);
  });
});
