/** The shape of `src/`, held by the import statements themselves: floors, entrances, libraries kept to their files, no cycles. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = path.resolve('src');

/** From the ground up. A file imports from its own folder and from lower floors. */
const FLOORS: readonly (readonly string[])[] = [
  ['model'],
  ['host'],
  ['families', 'diff', 'ledger', 'pictures', 'cache'],
  ['read', 'check', 'clear'],
  ['rewind'],
  ['render'],
  ['site'],
  ['release'],
  ['works', 'publish'],
  ['examine'],
  ['pipeline'],
  ['dev', 'import', 'draft'],
  ['cli'],
];

/** Packages that are imported in the named files only. The first six are what the program is built on: nothing of our own does their work. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  unified: ['read/blocks.ts', 'render/html/body.ts', 'render/html/template.ts'],
  'gray-matter': ['read/matter.ts'],
  'remark-parse': ['read/blocks.ts'],
  'remark-rehype': ['blocks', 'body', 'inlines', 'writing'].map((name) => `render/html/${name}.ts`),
  'rehype-stringify': ['render/html/template.ts'],
  pdfkit: ['render/pdf/paint.ts', 'render/pdf/typography.ts'],
  aws4fetch: ['publish/s3.ts'],
  saxes: ['publish/bucket-list.ts'],
  yaml: ['read/yaml.ts'],
  commander: ['cli/cli.ts'],
  mammoth: ['import/docx.ts'],
  piscina: ['works/threads.ts', 'works/worker.ts'],
  'pdfjs-dist': ['import/pdf.ts'],
  'node:fs': ['host.ts'],
  'node:child_process': ['dev/browser.ts'],
  'node:http': ['dev/server.ts'],
  chokidar: ['dev/watch.ts'],
};

interface SourceFile {
  readonly file: string;
  readonly text: string;
  /** Paths of own files, names of packages. */
  readonly imports: readonly string[];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const place = path.join(folder, name);
    if (statSync(place).isDirectory()) return filesBelow(place);
    return place.endsWith('.ts') && !place.endsWith('.d.ts') ? [place] : [];
  });
}

function sourceFile(place: string): SourceFile {
  const text = readFileSync(place, 'utf8');
  const names = Array.from(text.matchAll(/(?:^|[\s;}])(?:from|import)\s*\(?\s*'([^']+)'/g), ([, name = '']) => name);
  const imports = names.map((name) =>
    name.startsWith('.') ? path.relative(SRC, path.resolve(path.dirname(place), name)) : name,
  );
  return { file: path.relative(SRC, place), text, imports };
}

const FILES = filesBelow(SRC).map(sourceFile);
const isOwn = (name: string) => name.endsWith('.ts');
const placeOf = (file: string) => file.replace(/\.ts$/, '').split('/')[0] ?? '';
const floorOf = (file: string) => FLOORS.findIndex((floor) => floor.includes(placeOf(file)));

const edges = FILES.flatMap(({ file, imports }) => imports.filter(isOwn).map((to) => [file, to] as const));

describe('the shape of src/', () => {
  test('every file stands on a floor', () => {
    expect(FILES.filter(({ file }) => floorOf(file) === -1).map(({ file }) => file)).toEqual([]);
  });

  test('imports run downwards', () => {
    const upward = edges.filter(([from, to]) => placeOf(from) !== placeOf(to) && floorOf(to) >= floorOf(from));
    expect(upward).toEqual([]);
  });

  test('from outside a folder only the file with its name is imported; model is open to all', () => {
    const sideways = edges.filter(([from, to]) => {
      const folder = path.dirname(to);
      const fromOutside = folder !== '.' && !from.startsWith(`${folder}/`);
      return fromOutside && folder !== 'model' && path.basename(to) !== `${path.basename(folder)}.ts`;
    });
    expect(sideways).toEqual([]);
  });

  test('no file leads back to itself, type imports included', () => {
    const next = new Map(FILES.map(({ file, imports }) => [file, imports.filter(isOwn)]));
    const done = new Set<string>();
    function cycleFrom(file: string, trail: readonly string[]): readonly string[] | undefined {
      if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const to of next.get(file) ?? []) {
        const cycle = cycleFrom(to, [...trail, file]);
        if (cycle) return cycle;
      }
      done.add(file);
      return undefined;
    }
    expect(FILES.map(({ file }) => cycleFrom(file, [])).find(Boolean) ?? []).toEqual([]);
  });

  test.each(Object.entries(KEPT))('%s is imported in %j only', (name, allowed) => {
    const importers = FILES.filter(({ imports }) => imports.some((one) => one === name || one.startsWith(`${name}/`)));
    expect(importers.map(({ file }) => file).toSorted()).toEqual(allowed.toSorted());
  });

  test('nothing knows what time it is, and nothing is left to chance', () => {
    const forbidden = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\btoLocale\w+String\(\s*\)/;
    expect(FILES.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('the network is asked in one place', () => {
    const asking = FILES.filter(({ text }) => /(?<![.\w])fetch\(/.test(text));
    expect(asking.map(({ file }) => file)).toEqual(['publish/s3.ts']);
  });

  test.each([
    ['Checked', 'check/check.ts'],
    ['Cleared', 'clear/clear.ts'],
  ])('%s is granted in %s only', (mark, grantor) => {
    const granting = new RegExp(`\\bas (?:unknown as )?${mark}\\b`);
    expect(FILES.filter(({ text }) => granting.test(text)).map(({ file }) => file)).toEqual([grantor]);
  });

  test('every file says at its head what comes in and what goes out', () => {
    const silent = FILES.filter(({ text }) => !/^(?:#!.*\n)?\/\*\*/.test(text));
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  test('no file is longer than 350 lines', () => {
    expect(FILES.filter(({ text }) => text.split('\n').length > 351).map(({ file }) => file)).toEqual([]);
  });

  test('nothing in src/ or templates/ knows the name of a document in content/', () => {
    const works = ['guidance', 'consultations', 'foi', 'boilerplate'].flatMap((family) =>
      readdirSync(`content/${family}`),
    );
    const templates = readdirSync('templates', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const knowing = [...FILES, ...templates].filter(({ text }) => works.some((work) => text.includes(work)));
    expect(knowing.map(({ file }) => file)).toEqual([]);
  });

  test('the README names every folder and file that src/ begins with', () => {
    const readme = readFileSync('README.md', 'utf8');
    const missing = readdirSync('src').filter((name) => !new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(readme));
    expect(missing).toEqual([]);
  });
});
