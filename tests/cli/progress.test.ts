/** What is told of a build while it goes on, and of where the time went. Time is what the test says it is. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { barOf, countsOf, openProgress } from '../../src/cli/progress.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { press } from '../support/command.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';

describe('the bar', () => {
  test('has counts, the rate, and the time that is left once it can be told', () => {
    expect(countsOf(0, 1000, 0)).toBe('0 of 1000');
    expect(countsOf(1, 1000, 500)).toBe('1 of 1000');
    expect(countsOf(100, 1000, 20_000)).toBe('100 of 1000, 5.0 a second, 3 min left');
    expect(countsOf(940, 1000, 47_000)).toBe('940 of 1000, 20 a second, 3 s left');
    expect(countsOf(1000, 1000, 50_000)).toBe('1000 of 1000, 20 a second');
  });

  test.each([
    [60, `[${'#'.repeat(8)}${'.'.repeat(22)}] Making 3 of 12`],
    [24, '[##....] Making 3 of 12'],
    [20, 'Making 3 of 12'],
    [10, 'Making 3 '],
  ])('fits into %i columns', (width, line) => {
    const bar = barOf('Making', 3, 12, '3 of 12', width);
    expect(bar.length).toBeLessThan(width);
    expect(bar).toBe(line);
  });
});

function watched(errorIsScreen: boolean) {
  const said: string[] = [];
  let now = 0;
  const terminal: Terminal = {
    out: () => undefined,
    error: (text) => void said.push(text),
    outIsScreen: false,
    errorIsScreen,
    colour: false,
    width: 60,
  };
  return {
    said,
    progress: openProgress(terminal, () => now),
    pass: (milliseconds: number) => void (now += milliseconds),
  };
}

describe('progress', () => {
  test('is drawn over itself on a terminal, ten times a second at most, and taken away', () => {
    const { said, progress, pass } = watched(true);
    progress.begin('make', 400);
    for (let step = 0; step < 40; step++) {
      pass(50);
      progress.step();
    }
    expect(said).toHaveLength(20);
    expect(said.at(-1)).toBe(`\r[##..............] Making 40 of 400, 20 a second, 18 s left\u001b[K`);
    progress.clear();
    expect(said.at(-1)).toBe('\r\u001b[K');
  });

  test('is a line now and then elsewhere, and none in a short run', () => {
    const { said, progress, pass } = watched(false);
    progress.begin('make', 4);
    for (let step = 0; step < 4; step++) {
      pass(20_000);
      progress.step();
    }
    progress.clear();
    expect(said).toEqual(['Making 2 of 4, 0.1 a second, 40 s left\n', 'Making 4 of 4, 0.1 a second\n']);
  });

  test('tells the time of each stage, and what took longest', () => {
    const { progress, pass } = watched(false);
    progress.begin('read', 2);
    pass(300);
    progress.begin('make', 2);
    for (const took of [1, 7, 3]) progress.made(`guidance/a@${took}`, took);
    pass(500);
    progress.clear();
    expect(progress.times()).toEqual({
      stages: [
        ['read', 300],
        ['make', 500],
      ],
      slowest: [
        ['guidance/a@7', 7],
        ['guidance/a@3', 3],
        ['guidance/a@1', 1],
      ],
    });
  });
});

test('press build --format json tells a program what was done, and the times stand in no output', () => {
  const root = folderOf({
    'content/press.yaml': PRESS,
    'content/guidance/a/2019.md': guidance('## Aim {#aim}\n\nSee [b](b.md).\n'),
  });
  const { exit, out } = press(['build', '--format', 'json', '--only', 'html'], { in: root });
  const refused = JSON.parse(out) as Record<string, unknown>;
  expect(exit).toBe(1);
  expect(refused).not.toHaveProperty('published');
  expect(refused['findings']).toMatchObject([{ rule: 'link-edition', file: 'content/guidance/a/2019.md', line: 10 }]);

  const sound = folderOf({
    'content/press.yaml': PRESS,
    'content/guidance/a/2019.md': guidance('## Aim {#aim}\n\nBe kind.\n'),
  });
  const first = press(['build', '--format', 'json', '--only', 'html', '--no-cache'], { in: sound });
  expect(first).toMatchObject({ exit: 0, error: '' });
  const told = JSON.parse(first.out) as Record<'stages' | 'slowest', readonly Record<string, unknown>[]>;
  expect(told).toMatchObject({ version: 1, editions: 1, comparisons: 0, findings: [], unspoken: 0, told: [] });
  expect(told.stages.map(({ stage }) => stage)).toEqual(['read', 'check', 'make', 'site', 'publish']);
  expect(told.slowest.map(({ identifier }) => identifier)).toEqual(['guidance/a@2019']);
  const files = filesIn(path.join(sound, 'dist'));
  press(['build', '--only', 'html', '--jobs', '2'], { in: sound });
  expect(filesIn(path.join(sound, 'dist'))).toEqual(files);
  const again: unknown = JSON.parse(press(['build', '--only', 'html', '--format', 'json'], { in: sound }).out);
  expect(again).toMatchObject({ published: { unchanged: true, recorded: 0 }, stages: [] });
});

test.each(['0', '-1', 'two', '1000'])('--jobs %s is wrong usage', (jobs) => {
  expect(press(['build', `--jobs=${jobs}`], { in: folderOf({ 'content/press.yaml': PRESS }) })).toMatchObject({
    exit: 2,
    error: expect.stringContaining(`"${jobs}" is no number of threads`) as string,
  });
});
