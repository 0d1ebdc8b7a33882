/**
 * How far a build is, for who waits for it: a bar on a terminal, a line now and then elsewhere, and in the end where the time went. The
 * bar is drawn over itself and taken away before anything else is said.
 */
import type { Observer, Stage } from '../model/observer.ts';
import type { Terminal } from './terminal.ts';

const WORDS: Readonly<Record<Stage, string>> = {
  read: 'Reading',
  check: 'Checking',
  make: 'Making',
  site: 'Making lists and the search index',
  publish: 'Publishing',
  send: 'Sending',
};
/** Milliseconds: between two pictures of the bar, and between two lines. */
const REDRAWN = 100;
const RETOLD = 30_000;
const WIDEST_BAR = 30;
const MOST_SLOW = 10;

export interface Progress extends Observer {
  /** Takes the bar away. */
  readonly clear: () => void;
  /** Milliseconds by stage, and what took longest to make; both of this run alone. */
  readonly times: () => {
    readonly stages: readonly (readonly [Stage, number])[];
    readonly slowest: readonly (readonly [identifier: string, milliseconds: number])[];
  };
}

const duration = (seconds: number) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);

/** "120 of 1000, 14 a second, 63 s left"; what is left is told once it can be. */
export function countsOf(done: number, steps: number, milliseconds: number): string {
  const rate = milliseconds > 0 ? (done * 1000) / milliseconds : 0;
  const known = done > 0 && milliseconds > 1000;
  const left = known && done < steps ? `, ${duration((steps - done) / rate)} left` : '';
  return `${done} of ${steps}${known ? `, ${rate < 10 ? rate.toFixed(1) : rate.toFixed(0)} a second` : ''}${left}`;
}

/** A line of no more than `width` columns: the bar goes first where there is no room, then the end of the words. */
export function barOf(words: string, done: number, steps: number | undefined, counts: string, width: number): string {
  const told = steps === undefined ? words : `${words} ${counts}`;
  const room = Math.min(WIDEST_BAR, width - told.length - 4);
  if (steps === undefined || room < 5) return told.slice(0, width - 1);
  const filled = Math.round((room * done) / Math.max(1, steps));
  return `[${'#'.repeat(filled)}${'.'.repeat(room - filled)}] ${told}`;
}

export function openProgress({ error, errorIsScreen, width }: Terminal, clock: () => number): Progress {
  const stages = new Map<Stage, number>();
  const slow: (readonly [string, number])[] = [];
  let now: { readonly stage: Stage; readonly steps: number | undefined; readonly began: number } | undefined;
  let [done, drawn, shown] = [0, clock(), false];

  function show(): void {
    if (!now) return;
    const at = clock();
    if (at - drawn < (errorIsScreen ? REDRAWN : RETOLD)) return;
    drawn = at;
    const { stage, steps, began } = now;
    const counts = steps === undefined ? '' : countsOf(done, steps, at - began);
    if (errorIsScreen) error(`\r${barOf(WORDS[stage], done, steps, counts, width)}\u001b[K`);
    else error(`${WORDS[stage]}${steps === undefined ? '' : ` ${counts}`}\n`);
    shown = errorIsScreen;
  }
  function end(): void {
    if (now) stages.set(now.stage, (stages.get(now.stage) ?? 0) + clock() - now.began);
    now = undefined;
  }
  return {
    begin(stage, steps) {
      end();
      [now, done] = [{ stage, steps, began: clock() }, 0];
      show();
    },
    step() {
      done++;
      show();
    },
    made(identifier, milliseconds) {
      slow.push([identifier, milliseconds]);
      slow.sort(([, a], [, b]) => b - a);
      slow.length = Math.min(slow.length, MOST_SLOW);
    },
    clear() {
      end();
      if (shown) error('\r\u001b[K');
      shown = false;
    },
    times: () => ({ stages: [...stages], slowest: slow }),
  };
}
