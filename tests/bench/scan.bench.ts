/**
 * What the leak scan adds to a cold build for the public: the same documents built once as they are, with passages withheld, and once
 * with a note of the same words where each notice stands, so that there is nothing to look for. Each build is a process of its own,
 * the two are run in turns, and the share is the median over the turns. The number of turns may follow:
 * `npm run bench:scan -- 9`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { random, sentence, vocabulary } from '../support/known-edits.ts';

interface Corpus {
  readonly name: string;
  readonly works: number;
  readonly editions: readonly number[];
}

const CORPORA: readonly Corpus[] = [
  { name: '300 documents, 100 of which withhold', works: 300, editions: [2019] },
  { name: '60 documents of two editions, and their comparisons', works: 60, editions: [2019, 2021] },
];

type Kind = 'withheld' | 'noted';

/** About 2,400 words; every third work withholds two blocks and two short passages. A seed makes the same document everywhere. */
function source(work: number, edition: number, kind: Kind): string {
  const next = random(work * 7919 + 1);
  const again = random(work * edition);
  const [words, secrets] = [vocabulary(random(1), 4000), vocabulary(random(2), 9000)];
  const say = (length: number) => sentence(next, words, length);
  const edited = (text: string) => text.replace(/ (should|officers) /g, (one) => (again() < 0.3 ? ' duly ' : one));
  const hide = () => {
    const [block, short] = [sentence(next, secrets, 40), secrets[Math.floor(next() * secrets.length)]];
    return kind === 'withheld'
      ? `:::withheld{ground="s.31(1)(a)"}\n${block}\n:::\n\nIt is :withheld[zq${short}x zq${short}]{ground="s.40(2)"}.\n\n`
      : `:::note{title="Withheld"}\nWithheld under section 31(1)(a) of the Freedom of Information Act 2000.\n:::\n\nIt is [withheld].\n\n`;
  };
  const section = (_: unknown, index: number) =>
    `## ${say(4).slice(0, -1)} {#s${index}}\n\n${Array.from({ length: 5 }, () => `${edited(say(60))}\n\n`).join('')}${work % 3 === 0 && index % 4 === 0 ? hide() : ''}`;
  const changes = edition === 2019 ? '' : 'changes:\n  - note: Words.\n    clauses: [s0, s1, s2, s3, s4, s5, s6, s7]\n';
  const matter = `title: Work ${work}\nclassification: OFFICIAL\ndate-created: ${edition}\neffective-from: ${edition}\ntext: full\n${changes}`;
  return `---\n${matter}---\n\n${Array.from({ length: 8 }, section).join('')}`;
}

function write(folder: string, { works, editions }: Corpus, kind: Kind): void {
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'press.yaml'),
    'title: T\npublisher: P\nbase-address: https://example.org/\nas-at: 2025-01-01\n',
  );
  for (let work = 0; work < works; work++) {
    const place = path.join(folder, 'guidance', `work-${work}`);
    mkdirSync(place, { recursive: true });
    for (const edition of editions) writeFileSync(path.join(place, `${edition}.md`), source(work, edition, kind));
  }
}

/** In the child: the processor seconds of a build from nothing. */
async function measured(content: string): Promise<number> {
  const out = mkdtempSync(path.join(path.dirname(content), 'out-'));
  const formats = ['html', 'pdf', 'json'] as const;
  const built = await build(machine, { content, out: path.join(out, 'dist'), audience: 'public', formats });
  if (!built.published)
    throw new Error(`the documents were not published: ${JSON.stringify(built.findings.slice(0, 3))}`);
  const { user, system } = process.cpuUsage();
  rmSync(out, { recursive: true });
  return (user + system) / 1e6;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

function share(corpus: Corpus, turns: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'press-scan-'));
  const run = (kind: Kind): number =>
    Number(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'child', path.join(folder, kind)], {
        encoding: 'utf8',
      }),
    );
  for (const kind of ['withheld', 'noted'] as const) write(path.join(folder, kind), corpus, kind);
  const pairs = Array.from({ length: turns }, () => ({ noted: run('noted'), withheld: run('withheld') }));
  rmSync(folder, { recursive: true });
  const added = median(pairs.map(({ noted, withheld }) => withheld / noted - 1));
  console.log(`${corpus.name}: ${median(pairs.map(({ withheld }) => withheld)).toFixed(1)} CPU s`);
  console.log(`  the scan adds ${(added * 100).toFixed(1)} % (under 10 is asked)`);
}

const [first, second] = process.argv.slice(2);
if (first === 'child') console.log(await measured(second ?? ''));
else for (const corpus of CORPORA) share(corpus, Number(first ?? 5));
