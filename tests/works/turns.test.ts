/** Who does what there is to do: threads first, then the one that hands it out, which is at one thing at a time. */
import { describe, expect, test } from 'vitest';
import { openTurns, type Task } from '../../src/works/turns.ts';

/** Tasks by name, and who did them, each done when it is let go. */
function office(places: number) {
  const doing = new Map<string, () => void>();
  const log: string[] = [];
  let free = places;
  const turns = openTurns(
    () => free > 0,
    () => Promise.resolve(),
  );
  const act = (name: string, where: string) => async () => {
    log.push(`${name} ${where}`);
    if (where === 'there') free--;
    await new Promise<void>((resolve) => doing.set(name, resolve));
    if (where === 'there') free++;
    return name;
  };
  const task = (name: string, where: readonly (keyof Task<string>)[]): Task<string> =>
    Object.fromEntries(where.map((one) => [one, act(name, one)]));
  return {
    log,
    take: (name: string, ...where: readonly (keyof Task<string>)[]) => turns.take(task(name, where)),
    async done(name: string) {
      doing.get(name)?.();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
}

describe('turns', () => {
  test('threads have the first, this one the next, and the rest waits for whoever is free', async () => {
    const { log, take, done } = office(1);
    const all = ['a', 'b', 'c', 'd'].map((name) => take(name, 'there', 'here'));
    expect(log).toEqual(['a there', 'b here']);
    await done('b');
    expect(log).toEqual(['a there', 'b here', 'c here']);
    await done('a');
    expect(log).toEqual(['a there', 'b here', 'c here', 'd there']);
    await done('c');
    await done('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('what would keep this one for long waits for a thread, and does not hold up what comes behind it', async () => {
    const { log, take, done } = office(1);
    void take('a', 'there', 'here');
    void take('long', 'there');
    void take('c', 'there', 'here');
    expect(log).toEqual(['a there', 'c here']);
    await done('a');
    expect(log).toEqual(['a there', 'c here', 'long there']);
  });

  test('one that fails is told to who waits for it, and the next has its turn', async () => {
    const turns = openTurns(
      () => false,
      () => Promise.resolve(),
    );
    const first = turns.take({ here: () => Promise.reject(new Error('It went wrong.')) });
    const second = turns.take({ here: () => Promise.resolve('done') });
    await expect(first).rejects.toThrow('It went wrong.');
    expect(await second).toBe('done');
  });
});
