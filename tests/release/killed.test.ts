/**
 * Laws 4 and 5 under SIGKILL: an edition was added, and `press release` is killed at a random moment, also in the middle of the few calls
 * by which readers come to see it. They see the old release or the new one, whole and signed; the ledger is sound and has lost
 * nothing; the next run succeeds and completes it. A failure prints its seed, which PRESS_SEED takes.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { readLedger } from '../../src/ledger/ledger.ts';
import { copyOf } from '../support/copied.ts';
import { pressHere } from '../support/press-here.ts';
import { LAMPS_2019, smallRelease, wrongWith } from '../support/released.ts';

const KILLS = process.env['PRESS_LONG'] === '1' ? 200 : 10;
const SEED = Number(process.env['PRESS_SEED'] ?? Date.now() % 1e9);

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a moment is counted from: the start, or a sign that the run has come so far. */
const SIGNS: readonly ((folder: string) => boolean)[] = [
  () => true,
  (folder) => existsSync(path.join(folder, '.press/staging-dist')),
  (folder) => existsSync(path.join(folder, '.press/staging-dist/published')),
  (folder) => existsSync(path.join(folder, '.press/staging-dist/manifest.json')),
  (folder) => existsSync(path.join(folder, '.press/pending-dist.json')),
  (folder) => !readlinkSync(path.join(folder, 'dist')).includes('dist-1-'),
  (folder) => existsSync(path.join(folder, 'content/published/guidance/lamps/2021.json')),
];
/** Milliseconds behind its sign at which the run is killed, at most. */
const WITHIN = [1500, 800, 60, 20, 15, 15, 10];

/** Runs a release and kills it; gives whether it was still running. */
function killed(folder: string, kind: number, share: number): Promise<boolean> {
  const child = spawn(process.execPath, [path.resolve('lib/cli/press.js'), 'release', '--key', 'press.key'], {
    cwd: folder,
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    let over = false;
    child.on('exit', (_, signal) => {
      over = true;
      resolve(signal === 'SIGKILL');
    });
    const wait = (): void => {
      if (over) return;
      if (SIGNS[kind]?.(folder)) setTimeout(() => child.kill('SIGKILL'), share * (WITHIN[kind] ?? 0));
      else setImmediate(wait);
    };
    wait();
  });
}

function stateOf(folder: string) {
  expect(wrongWith(path.join(folder, 'dist'), path.join(folder, 'press.pub'))).toEqual([]);
  const { ledger, findings } = readLedger(machine, path.join(folder, 'content'));
  expect(findings).toEqual([]);
  const { release } = JSON.parse(readFileSync(path.join(folder, 'dist/manifest.json'), 'utf8')) as { release: number };
  return { release, entries: ledger.entries.length, ledger };
}

test(`press release, killed ${KILLS} times, seed ${SEED}`, { timeout: KILLS * 60_000 }, async () => {
  const base = await smallRelease();
  const before = stateOf(base).ledger.entries.map(({ sha256 }) => sha256);
  const next = random(SEED);
  const seen = new Map<string, number>();
  let kills = 0;
  for (let run = 0; kills < KILLS; run++) {
    const folder = copyOf(base);
    const added = LAMPS_2019.replaceAll('2019', '2021').replace(
      'text: full',
      'text: full\nchanges:\n  - note: Read anew.',
    );
    writeFileSync(path.join(folder, 'content/guidance/lamps/2021.md'), added);
    if (await killed(folder, run % SIGNS.length, next())) kills++;
    const { release, entries, ledger } = stateOf(folder);
    expect(entries === 3 || (entries === 4 && release === 2), `run ${run}: ${release}, ${entries}`).toBe(true);
    expect(ledger.entries.slice(0, 3).map(({ sha256 }) => sha256)).toEqual(before);
    const state = `release ${release}, ${entries} entries`;
    seen.set(state, (seen.get(state) ?? 0) + 1);
    const again = await pressHere(['release', '--key', 'press.key'], { in: folder });
    expect(again, `run ${run}`).toMatchObject({ exit: 0 });
    expect(stateOf(folder)).toMatchObject({ release: 2, entries: 4, ledger: { head: { entries: 4, release: 2 } } });
    rmSync(folder, { recursive: true });
  }
  console.log(`killed ${kills} times: ${[...seen].map(([state, count]) => `${state} (${count})`).join('; ')}`);
  expect([...seen.keys()]).toContain('release 1, 3 entries');
});
