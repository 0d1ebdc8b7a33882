/**
 * What the leak scan adds to a cold build for the public. Documents that withhold are built, and what was built is scanned once more
 * by a process of its own, so that the scan warms up as it does within a build. Both are run in turns, and the share is the median
 * over the turns. The number of turns may follow: `npm run bench:scan -- 9`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { clear, withheldFrom } from '../../src/clear/clear.ts';
import { machine } from '../../src/host.ts';
import { inspect } from '../../src/examine.ts';
import { build } from '../../src/pipeline.ts';
import { openScan } from '../../src/release/release.ts';
import { filesIn } from '../support/folder.ts';
import { mediaTypeOf } from '../support/media-type.ts';
import { random, sentence, vocabulary } from '../support/known-edits.ts';
import { median } from './median.ts';

interface Corpus {
  readonly name: string;
  readonly works: number;
  readonly editions: readonly number[];
}

const CORPORA: readonly Corpus[] = [
  { name: '300 documents, 100 of which withhold', works: 300, editions: [2019] },
  { name: '60 documents of two editions, and their comparisons', works: 60, editions: [2019, 2021] },
];

/** About 2,400 words; every third work withholds two blocks and two short passages. A seed makes the same document everywhere. */
function source(work: number, edition: number): string {
  const next = random(work * 7919 + 1);
  const again = random(work * edition);
  const [words, secrets] = [vocabulary(random(1), 4000), vocabulary(random(2), 9000)];
  const say = (length: number) => sentence(next, words, length);
  const edited = (text: string) => text.replace(/ (should|officers) /g, (one) => (again() < 0.3 ? ' duly ' : one));
  const hide = () => {
    const [block, short] = [sentence(next, secrets, 40), secrets[Math.floor(next() * secrets.length)]];
    return `:::withheld{ground="s.31(1)(a)"}\n${block}\n:::\n\nIt is :withheld[zq${short}x zq${short}]{ground="s.40(2)"}.\n\n`;
  };
  const section = (_: unknown, index: number) =>
    `## ${say(4).slice(0, -1)} {#s${index}}\n\n${Array.from({ length: 5 }, () => `${edited(say(60))}\n\n`).join('')}${work % 3 === 0 && index % 4 === 0 ? hide() : ''}`;
  const changes = edition === 2019 ? '' : 'changes:\n  - note: Words.\n    clauses: [s0, s1, s2, s3, s4, s5, s6, s7]\n';
  const matter = `title: Work ${work}\nclassification: OFFICIAL\ndate-created: ${edition}\neffective-from: ${edition}\ntext: full\n${changes}`;
  return `---\n${matter}---\n\n${Array.from({ length: 8 }, section).join('')}`;
}

function write(folder: string, { works, editions }: Corpus): void {
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'press.yaml'),
    'title: T\npublisher: P\nbase-address: https://example.org/\nas-at: 2025-01-01\n',
  );
  for (let work = 0; work < works; work++) {
    const place = path.join(folder, 'guidance', `work-${work}`);
    mkdirSync(place, { recursive: true });
    for (const edition of editions) writeFileSync(path.join(place, `${edition}.md`), source(work, edition));
  }
}

function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The processor seconds of a process that builds from nothing. */
async function buildOnce(folder: string): Promise<number> {
  const formats = ['html', 'pdf', 'json'] as const;
  const [content, out] = [path.join(folder, 'content'), path.join(folder, 'dist')];
  const built = await build(machine, { content, out, audience: 'public', formats });
  if (!built.published)
    throw new Error(`the documents were not published: ${JSON.stringify(built.findings.slice(0, 3))}`);
  return spent();
}

/** The processor seconds of the scan of what was built. */
function scanOnce(folder: string): number {
  const { checked } = inspect(machine, path.join(folder, 'content'));
  if (!checked) throw new Error('the documents have errors');
  const editions = [...checked.entries.values()].map(({ identifier }) => checked.load(identifier));
  const passages = editions.flatMap((edition) => withheldFrom(edition));
  const files = Object.entries(filesIn(path.join(folder, 'dist')));
  const before = spent();
  const scan = openScan(passages, checked.publication, () => editions.map((edition) => clear(edition, 'public')));
  for (const [file, bytes] of files)
    scan?.look({ path: file, mediaType: mediaTypeOf(file), bytes, identifier: undefined });
  const leaks = scan?.leaks() ?? [];
  if (!scan || leaks.length > 0) throw new Error(`${leaks.length} leaks`);
  return spent() - before;
}

function share(corpus: Corpus, turns: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'press-scan-'));
  write(path.join(folder, 'content'), corpus);
  const run = (what: 'build' | 'scan'): number =>
    Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), what, folder], { encoding: 'utf8' }));
  const pairs = Array.from({ length: turns }, () => {
    for (const made of ['dist', '.press']) rmSync(path.join(folder, made), { recursive: true, force: true });
    return { whole: run('build'), scan: run('scan') };
  });
  rmSync(folder, { recursive: true });
  const added = median(pairs.map(({ whole, scan }) => scan / (whole - scan)));
  console.log(`${corpus.name}: ${median(pairs.map(({ whole }) => whole)).toFixed(1)} CPU s`);
  console.log(`  of which the scan adds ${(added * 100).toFixed(1)} % (under 10 is asked)`);
}

const [first, second = ''] = process.argv.slice(2);
if (first === 'build') console.log(await buildOnce(second));
else if (first === 'scan') console.log(scanOnce(second));
else for (const corpus of CORPORA) share(corpus, Number(first ?? 5));
