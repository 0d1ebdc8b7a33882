/**
 * How fast and how well editions are compared, beside diff-match-patch on the same words in the same run. Only ratios carry over
 * from one machine to another. Reading and the cutting into words are left aside: blocks and words of each edition are made
 * before the clock starts. Run it with `npm run bench`; the number of runs may follow: `npm run bench -- 9`.
 */
import DiffMatchPatch from 'diff-match-patch';
import { segment, unitsOf } from '../../src/diff/blocks.ts';
import { diff } from '../../src/diff/diff.ts';
import type { Cleared } from '../../src/model/edition.ts';
import { knownEdits, type KnownEdits, type Mixture as WholeMixture } from '../support/known-edits.ts';
import { pathologicalPairs, type EditionPair } from '../support/pathological-pairs.ts';
import { emptyScores, precision, recall, scoreChanges } from '../support/quality.ts';
import { median } from './median.ts';

type Mixture = Omit<WholeMixture, 'words'>;

const RUNS = Number(process.argv[2] ?? 5);
const ONLY_OURS = process.argv[3] === 'profile';
const LARGE = 60_000;
const SMALL = 6_000;
/** Blocks and whole sections reworded, moved, added and removed: a third of the blocks, or a tenth. */
const HEAVY = { reworded: 0.2, sections: 0.06 };
const LIGHT = { ...HEAVY, edited: 0.3 };

/** Processor time: others may use the machine. */
function milliseconds(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const plain = (edition: Cleared): string =>
  unitsOf(edition)
    .map(({ text }) => text)
    .join('\n');

function prepared({ old, new: newer }: Pick<KnownEdits, 'old' | 'new'>): () => unknown {
  segment(old);
  segment(newer);
  return () => diff(old, newer);
}

/** Interleaved, so that whatever else the machine does falls on all alike; a first round warms up. */
function medians(runs: Readonly<Record<string, () => unknown>>, count: number): Readonly<Record<string, number>> {
  const times = Object.entries(runs).map(([name, run]) => ({ name, run, taken: [] as number[] }));
  for (let round = 0; round <= count; round++) {
    for (const { run, taken } of times) {
      const took = milliseconds(run);
      if (round > 0) taken.push(took);
    }
  }
  return Object.fromEntries(times.map(({ name, taken }) => [name, median(taken)]));
}

const say = (line: string): void => console.log(line);
const ms = (value: number | undefined): string => `${(value ?? 0).toFixed(1)} ms`;

/** One mixture against the peer. The time of the pair. */
function speed(label: string, mixture: Mixture, count: number): number {
  const known = knownEdits(1, { ...mixture, words: LARGE });
  const peer = new DiffMatchPatch();
  peer.Diff_Timeout = 0;
  const [a, b] = [plain(known.old), plain(known.new)];
  const large = prepared(known);
  const cold = () => diff({ ...known.old }, { ...known.new });
  const found = medians(ONLY_OURS ? { large } : { large, cold, peer: () => peer.diff_main(a, b) }, count);
  const [taken, beside] = [found['large'] ?? 0, found['peer'] ?? Number.NaN];
  const ratio = (value: number | undefined) => ((value ?? 0) / beside).toFixed(3);
  say(
    `${label}, ${LARGE} words: ${ms(taken)}; diff-match-patch ${ms(beside)}; ratio ${ratio(taken)} (at most 0.2 is asked)`,
  );
  say(`  with the cutting into words: ${ms(found['cold'])}, ratio ${ratio(found['cold'])}`);
  return taken;
}

/** Three large pairs against thirty of a tenth of their size: one document is no fair sample of how much is edited. */
function growth(label: string, mixture: Mixture, count: number): void {
  const pairs = (words: number, many: number) =>
    Array.from({ length: many }, (_, seed) => prepared(knownEdits(seed + 1, { ...mixture, words })));
  const all = (runs: readonly (() => unknown)[]) => () => runs.forEach((run) => run());
  const found = medians({ large: all(pairs(LARGE, 3)), small: all(pairs(SMALL, (3 * LARGE) / SMALL)) }, count);
  const times = (found['large'] ?? 0) / (found['small'] ?? 1);
  say(`growth from ${SMALL} to ${LARGE} words, ${label}: ${times.toFixed(2)} times linear (at most 1.2 is asked)`);
}

function pathologies(ordinary: number): void {
  for (const [name, make] of Object.entries(pathologicalPairs(LARGE))) {
    const [old, newer]: EditionPair = make();
    const taken = medians({ pair: prepared({ old, new: newer }) }, 3)['pair'] ?? 0;
    say(`${name}: ${ms(taken)}, ${(taken / ordinary).toFixed(1)} times the ordinary pair (at most 10 is asked)`);
  }
}

function quality(label: string, mixture: WholeMixture, seeds: number): void {
  const scores = emptyScores();
  for (let seed = 1; seed <= seeds; seed++) {
    const known = knownEdits(seed, mixture);
    scoreChanges(scores, known, diff(known.old, known.new).changes);
  }
  const figures = (['moved', 'strictlyMoved', 'added', 'removed'] as const).map((name) => {
    const score = scores[name];
    return `${name} recall ${recall(score).toFixed(4)} precision ${precision(score).toFixed(4)} of ${score.wanted}`;
  });
  say(`${label}: ${figures.join('; ')}; unchanged reported as changed: ${scores.falselyChanged}`);
}

const ordinary = speed('a third edited', HEAVY, RUNS);
speed('a tenth edited', LIGHT, RUNS);
growth('a third edited', HEAVY, RUNS);
growth('a tenth edited', LIGHT, RUNS);
if (!ONLY_OURS) {
  pathologies(ordinary);
  quality('blocks reworded and moved', { words: 12_000, reworded: 0.2 }, 20);
  quality('and whole sections', { words: 12_000, ...HEAVY }, 20);
}
