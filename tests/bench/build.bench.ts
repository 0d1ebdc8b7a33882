/**
 * What whole runs cost: builds and checks from nothing, when nothing changed and when one edition did, beside unified alone on the same
 * files and, where it is installed, Hugo. Each run is a process of its own. Only ratios carry over from one machine to another.
 * The number of works, of two editions each, and of turns may follow: `npm run bench:build -- 500 3`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCorpus } from './corpus.ts';
import { type HugoSeconds, hugoSeconds } from './hugo.ts';
import { median } from './median.ts';

const SELF = fileURLToPath(import.meta.url);
/** A small file, so that it costs next to nothing. */
const TELL_COST = path.join(path.dirname(SELF), 'tell-cost.js');
const PRESS = path.resolve('lib/cli/press.js');
const EDITIONS = [2019, 2023];
const WORDS = 1500;
const LONG = 60_000;

interface Cost {
  /** Seconds. */
  readonly wall: number;
  readonly cpu: number;
  /** MiB. */
  readonly peak: number;
}

/** Runs a module as the program does, and has the process tell at its end what it used. */
function cost(folder: string, module: string, words: readonly string[]): Cost {
  const report = path.join(folder, 'cost.json');
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL_COST, module, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PRESS_COST: report },
  });
  const wall = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr.slice(0, 1000)}`);
  const used = JSON.parse(execFileSync('cat', [report], { encoding: 'utf8' })) as Omit<Cost, 'wall'>;
  return { wall, ...used };
}

interface Turn {
  readonly [run: string]: Cost;
}

const BARE = ['unified with all of GFM', 'unified with the grammar of the press'];

/** In turns, so that what is set beside each other runs in the same moments. */
function pagesFromNothing(folder: string): Turn {
  const html = (jobs: string) =>
    cost(folder, PRESS, ['build', '--only', 'html', '--out', 'html', '--no-cache', '--jobs', jobs]);
  const bare = (grammar: string) => cost(folder, SELF, ['unified', grammar]);
  return {
    'build of HTML, from nothing, one thread': html('1'),
    'unified with all of GFM': bare('gfm'),
    'build of HTML, from nothing, two threads': html('2'),
    'unified with the grammar of the press': bare('press'),
  };
}

function turn(folder: string, works: number): Turn {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
  writeCorpus(path.join(folder, 'content'), { works, editions: EDITIONS, words: WORDS });
  const run = (...words: string[]) => cost(folder, PRESS, words);
  const edited = () => {
    appendFileSync(path.join(folder, `content/guidance/work-1/${EDITIONS[1]}.md`), '\nOne more sentence.\n');
    return run;
  };
  const clean = () => rmSync(path.join(folder, '.press'), { recursive: true, force: true });
  const start = { 'press --help': run('--help'), 'check, from nothing': run('check') };
  // Files that were written a moment ago are not yet taken by their entries.
  execFileSync('sleep', ['3.5']);
  const checks = {
    'check, nothing changed, files digested': run('check'),
    'check, nothing changed': run('check'),
    'check, one edition changed': edited()('check'),
  };
  const pages = pagesFromNothing(folder);
  clean();
  const everything = (jobs: number) => {
    clean();
    return run('build', '--jobs', String(jobs));
  };
  const shared = {
    'build of everything, one thread': everything(1),
    'build of everything, two threads': everything(2),
  };
  clean();
  const builds = {
    'build of everything, from nothing': run('build'),
    'build, nothing changed': run('build'),
    'build, one edition changed': edited()('build'),
    'build, another edition changed': edited()('build'),
    // From here on there is a site to begin with.
    'build, a third edition changed': edited()('build'),
  };
  return { ...start, ...checks, ...pages, ...shared, ...builds };
}

const columns = ({ wall, cpu, peak }: Cost) =>
  `${wall.toFixed(2).padStart(8)} s ${cpu.toFixed(2).padStart(8)} CPU s ${peak.toFixed(0).padStart(5)} MiB`;

const ratio = (words: string, one: number, other: number, asked: string) =>
  console.log(`  ${words}: ${(one / other).toFixed(2)} (${asked} is asked)`);

function tellPages(of: (run: string) => Cost): void {
  for (const threads of ['one thread', 'two threads'])
    for (const bare of BARE) {
      const html = of(`build of HTML, from nothing, ${threads}`);
      ratio(`HTML from nothing, ${threads}, CPU, to ${bare}`, html.cpu, of(bare).cpu, 'at most 1.25');
    }
}

/** Prints the median of each run, and gives it. */
function medians(turns: readonly Turn[]): (run: string) => Cost {
  const of = (run: string): Cost => {
    const costs = turns.flatMap((one) => one[run] ?? []);
    const middle = (name: keyof Cost) => median(costs.map((one) => one[name]));
    return { wall: middle('wall'), cpu: middle('cpu'), peak: middle('peak') };
  };
  for (const run of Object.keys(turns[0] ?? {})) console.log(`  ${run.padEnd(40)} ${columns(of(run))}`);
  return of;
}

function tell(turns: readonly Turn[], hugo: HugoSeconds | undefined): void {
  const of = medians(turns);
  const cold = of('build of everything, from nothing');
  tellPages(of);
  ratio('check from nothing, CPU, to a build', of('check, from nothing').cpu, cold.cpu, 'under 0.5');
  const [one, two] = [of('build of everything, one thread'), of('build of everything, two threads')];
  ratio('build of everything, two threads, to one, wall', two.wall, one.wall, 'at most 0.7, on two cores');
  if (!hugo) return console.log('  Hugo is not installed: nothing is set beside it.');
  const made = { 'of the same pages': hugo.same, 'of the Markdown alone': hugo.bare };
  for (const [what, seconds] of Object.entries(made)) {
    console.log(`  Hugo, ${what}: ${seconds.toFixed(2)} s`);
    ratio(`build, nothing changed, to Hugo ${what}, wall`, of('build, nothing changed').wall, seconds, 'under 0.25');
    ratio(
      `build, one edition changed, to Hugo ${what}, wall`,
      of('build, a third edition changed').wall,
      seconds,
      'under 0.35',
    );
  }
}

/** As many documents, each a work of its own: nothing is compared, as unified compares nothing. */
function documents(folder: string, count: number, rounds: number): void {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
  writeCorpus(path.join(folder, 'content'), { works: count, editions: [2019], words: WORDS });
  console.log(`${count} works of one edition of ${WORDS} words:`);
  tellPages(medians(Array.from({ length: rounds }, () => pagesFromNothing(folder))));
}

/** A fifth of the works beside all of them: what grows with their number, and what should not. */
function growth(folder: string, works: number): void {
  const all = (count: number) => {
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
    writeCorpus(path.join(folder, 'content'), { works: count, editions: EDITIONS, words: WORDS });
    return cost(folder, PRESS, ['build']);
  };
  // One work alone would have no other to lead to.
  const few = Math.max(2, Math.round(works / 5));
  const [small, large] = [all(few), all(works)];
  console.log(`  ${few} works: ${columns(small)}; ${works} works: ${columns(large)}`);
  const times = (large.cpu / small.cpu / (works / few)).toFixed(2);
  console.log(`  CPU of a work to that of one among a fifth as many: ${times} (at most 1.2 is asked)`);
  console.log(`  peak memory: ${(large.peak / small.peak).toFixed(2)} (at most 1.5 for ten times as many is asked)`);
}

function long(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
  writeCorpus(path.join(folder, 'content'), { works: 2, editions: [2019], words: LONG });
  console.log(`two works of ${LONG} words, build of everything: ${columns(cost(folder, PRESS, ['build']))}`);
}

if (process.argv[2] === 'unified') {
  const { bareUnified, isGrammar } = await import('./bare-unified.ts');
  const [, , , grammar = 'gfm'] = process.argv;
  if (!isGrammar(grammar)) throw new Error(`${grammar} is no grammar`);
  const files = readdirSync('content/guidance', { recursive: true, encoding: 'utf8' });
  bareUnified(
    files.filter((file) => file.endsWith('.md')).map((file) => path.join('content/guidance', file)),
    'bare',
    grammar,
  );
} else {
  const [works = 100, rounds = 1] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(path.join(tmpdir(), 'press-build-'));
  try {
    const turns = Array.from({ length: rounds }, () => turn(folder, works));
    console.log(`${works} works of ${EDITIONS.length} editions of ${WORDS} words; load ${loadavg()[0]?.toFixed(1)}:`);
    tell(turns, hugoSeconds(folder, path.join(folder, 'content'), path.join(folder, 'dist')));
    documents(folder, works * EDITIONS.length, rounds);
    growth(folder, works);
    long(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
