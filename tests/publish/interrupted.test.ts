/**
 * `press publish` to a bucket that is cut short: by faults at every call, by SIGKILL, by a server that fails, loses what it was sent, or is
 * written to by somebody else. Readers always meet pages that lead somewhere and a manifest whose files are there; the same command again
 * completes what was begun.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HostFault, machine } from '../../src/host.ts';
import { openRelease, openTarget, publish, type Store } from '../../src/publish/publish.ts';
import type { Ran } from '../support/command.ts';
import { pressHere } from '../support/press-here.ts';
import { shown, wrongForReaders } from '../support/reader-view.ts';
import { BUCKET, openStorage, type Passing, type Storage } from '../support/storage.ts';
import { type TwoReleases, twoReleases } from '../support/two-releases.ts';

const TARGET = `s3://${BUCKET}`;

let storage: Storage;
let releases: TwoReleases;
/** The bucket as it is with the first release in it. */
let firstPublished: Readonly<Record<string, Buffer>>;
beforeAll(async () => {
  [storage, releases] = [await openStorage(), await twoReleases()];
  Object.assign(process.env, storage.environment);
  expect((await publishHere(releases.first)).exit).toBe(0);
  firstPublished = storage.objects();
});
afterAll(() => storage.close());
beforeEach(() => storage.gate(() => 'pass'));

const publishHere = (release: string, ...more: readonly string[]) =>
  pressHere(['publish', TARGET, '--release', release, ...more], { in: releases.folder });

/** Back to the first release, or to nothing. */
async function reset(to: 'first' | undefined): Promise<void> {
  storage.gate(() => 'pass');
  storage.clear();
  if (to) await storage.put(firstPublished);
}

const before = (base: 'first' | undefined) => (base ? releases.firstFiles : undefined);
const after = (base: 'first' | undefined) => (base ? releases.secondFiles : releases.firstFiles);
const siteOf = (base: 'first' | undefined) => (base ? releases.second : releases.first);

const wrong = (base: 'first' | undefined) => wrongForReaders(storage.objects(), before(base), after(base));

/** Nothing is left but the release and its record. */
function complete() {
  const own = Object.keys(storage.objects()).filter((key) => key.startsWith('.published/'));
  return { own, shown: shown(storage.objects()) };
}
const due = (base: 'first' | undefined) => ({ own: ['.published/record.json'], shown: shown(after(base)) });

const BASES = [
  ['the first release', undefined],
  ['the second release', 'first'],
] as const;
const LONG = process.env['PRESS_LONG'] === '1';

describe.each(BASES)('%s, every call that writes, as after a kill', (_, base) => {
  /** A store of which the calls that write fail from one on; `halfway`: that one is done and fails then. */
  function failing(store: Store, from: number, halfway: boolean, count: { calls: number }): Store {
    const cut = <Args extends readonly unknown[]>(act: (...args: Args) => Promise<void>) => {
      return async (...args: Args) => {
        const call = ++count.calls;
        if (call < from || (halfway && call === from)) await act(...args);
        if (call >= from) throw new HostFault('EKILLED', 'killed', undefined);
      };
    };
    return { ...store, atOnce: 1, put: cut(store.put), move: cut(store.move), remove: cut(store.remove) };
  }

  test('fails', { timeout: 1_200_000 }, async () => {
    const opened = openRelease(machine, siteOf(base), 'site', undefined);
    if ('problems' in opened) throw new Error('the release is not whole');
    const options = { older: false, replace: false, takeOver: true, dryRun: false };
    const open = () => openTarget(machine, TARGET, releases.folder, { endpoint: undefined, thorough: false });
    let failures = 0;
    for (let from = 1; ; from += LONG ? 1 : 41) {
      await reset(base);
      const count = { calls: 0 };
      const store = failing(await open(), from, from % 2 === 0, count);
      const failed = await publish(store, opened, options).then(
        () => false,
        (cause: unknown) => cause instanceof HostFault && cause.code === 'EKILLED',
      );
      expect([from, ...wrong(base)]).toEqual([from]);
      await publish(await open(), opened, options);
      expect({ from, ...complete() }).toEqual({ from, ...due(base) });
      if (!failed) break;
      failures++;
    }
    expect(failures).toBeGreaterThan(LONG ? 60 : 1);
  });
});

/** The program as a process of its own, which is gone afterwards, as its claim then tells. */
function publishAway(site: string) {
  const words = [path.resolve('lib/cli/press.js'), 'publish', TARGET, '--release', site];
  return spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}

describe('SIGKILL', () => {
  /** Runs the program and kills it when it sends its request number `at` that changes something. */
  function killedAt(at: number, site: string): Promise<boolean> {
    const child = publishAway(site);
    storage.gate(({ method, writes }: Passing) => {
      if (method === 'GET' || writes < at) return 'pass';
      child.kill('SIGKILL');
      return writes % 2 === 0 ? 'pass' : 'drop';
    });
    return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal === 'SIGKILL')));
  }

  test.each(BASES)('%s, killed at several moments; run again it is complete', { timeout: 900_000 }, async (_, base) => {
    const moments = LONG ? Array.from({ length: 30 }, (__, index) => index * 4) : [25];
    for (const at of moments) {
      await reset(base);
      const killed = await killedAt(at, siteOf(base));
      storage.gate(() => 'pass');
      await storage.idle();
      expect({ at, wrong: wrong(base) }).toEqual({ at, wrong: [] });
      const again = await publishHere(siteOf(base));
      expect({ at, exit: again.exit }).toEqual({ at, exit: 0 });
      if (killed) expect(again.error).toContain('was cut short or pushed aside; its claim was removed');
      expect({ at, ...complete() }).toEqual({ at, ...due(base) });
    }
  });
});

describe('a server that fails', () => {
  test.each<readonly [string, (passing: Passing) => boolean, 'drop' | 'cut' | 500 | 503]>([
    ['drops a connection', ({ writes }) => writes === 10, 'drop'],
    ['does what was asked and answers nothing', ({ writes }) => writes === 20, 'cut'],
    ['answers with 500', ({ writes }) => writes === 30, 500],
    ['asks to slow down', ({ method, writes }) => method === 'GET' && writes >= 12, 503],
    ['fails while addresses change', ({ method, key }) => method === 'PUT' && key === 'guidance/index.html', 500],
    ['fails at the manifest', ({ method, key }) => method === 'PUT' && key === 'manifest.json', 'cut'],
    ['fails at a removal', ({ method, key }) => method === 'DELETE' && key.startsWith('guidance/lights'), 503],
  ])('in passing: it %s, and is asked again', async (_, when, fate) => {
    await reset('first');
    let once = false;
    storage.gate((passing) => {
      const hit = !once && when(passing);
      once ||= hit;
      return hit ? fate : 'pass';
    });
    expect((await publishHere(releases.second)).exit).toBe(0);
    expect(once).toBe(true);
    expect(complete()).toEqual(due('first'));
  });

  test('for good: one sentence, exit 3, and a later run goes on where it stopped', async () => {
    await reset('first');
    storage.gate(({ writes }) => (writes >= 20 ? 503 : 'pass'));
    let error = '';
    const child = publishAway(releases.second);
    child.stderr.on('data', (bytes: Buffer) => (error += String(bytes)));
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(3);
    expect(error).toContain(
      'The server of s3://site/ cannot be worked with: it answers with FaultSlowDown, 6 times in a row. Run the command again later; it goes on where it stopped.',
    );
    expect(wrong('first')).toEqual([]);
    const sent = Object.keys(storage.objects()).filter((key) => key.startsWith('.published/incoming/'));
    expect(sent.length).toBeGreaterThan(3);
    storage.gate(() => 'pass');
    expect((await publishHere(releases.second)).exit).toBe(0);
    const again = storage.seen().filter(({ method }) => method === 'PUT');
    expect(again.filter(({ key }) => sent.includes(key))).toEqual([]);
    expect(complete()).toEqual(due('first'));
  });
});

describe('RI-9 a partial upload', () => {
  const pointers = () => ['manifest.json', 'manifest.json.minisig'].map((key) => storage.objects()[key]);

  test.each<readonly [string, (passing: Passing) => boolean]>([
    ['a new file', ({ key }) => key === 'guidance/lamps/2025/lamps-2025.pdf'],
    ['a file that waits for its address', ({ key }) => key.startsWith('.published/incoming/')],
  ])('the server says that it has %s, and has not: manifest and signature stay', async (_, which) => {
    await reset('first');
    const old = pointers();
    storage.gate((passing) => (passing.method === 'PUT' && which(passing) ? 'lose' : 'pass'));
    const { exit, error } = await publishHere(releases.second);
    expect({ exit, error }).toEqual({ exit: 3, error: expect.stringContaining('does not read as it was sent') });
    expect(pointers()).toEqual(old);
    expect(wrong('first')).toEqual([]);
    storage.gate(() => 'pass');
    expect((await publishHere(releases.second)).exit).toBe(0);
    expect(complete()).toEqual(due('first'));
  });

  test('an address that does not change although the server says so', async () => {
    await reset('first');
    const old = pointers();
    storage.gate(({ method, key }) => (method === 'PUT' && key === 'guidance/index.html' ? 'lose' : 'pass'));
    const { exit, error } = await publishHere(releases.second);
    expect({ exit, error }).toEqual({
      exit: 3,
      error: expect.stringContaining('guidance/index.html at s3://site/ is not as it was sent'),
    });
    expect(pointers()).toEqual(old);
    storage.gate(() => 'pass');
    expect((await publishHere(releases.second)).exit).toBe(0);
    expect(complete()).toEqual(due('first'));
  });
});

describe('RI-8 a bucket that ignores conditional writes', () => {
  test('which this one does', async () => {
    await reset('first');
    const { AwsClient } = await import('aws4fetch');
    const client = new AwsClient({
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      service: 's3',
      region: 'eu-west-2',
    });
    const headers = { 'if-none-match': '*' };
    const answer = await client.fetch(`${storage.endpoint}/${BUCKET}/robots.txt`, {
      method: 'PUT',
      body: 'x',
      headers,
    });
    expect(answer.status).toBe(200);
    expect(String(storage.objects()['robots.txt'])).toBe('x');
  });

  test('of two publishers at once at most one goes on; what readers get is one release, whole', async () => {
    await reset(undefined);
    const both = await Promise.all([publishHere(releases.first), publishHere(releases.first)]);
    const refused = both.filter(({ exit }) => exit !== 0);
    for (const { exit, error } of refused) {
      expect(exit).toBe(3);
      expect(error).toMatch(/^press: Another run \(process \d+ on .*\) is publishing to s3:\/\/site\/\./m);
    }
    if (refused.length > 0) expect((await publishHere(releases.first)).exit).toBe(0);
    expect(complete()).toEqual(due(undefined));
  });

  test('a claim that is withdrawn while it is looked at holds nobody up', async () => {
    await reset(undefined);
    const claim = '.published/claims/00.json';
    await storage.put({ [claim]: '{"birth":"x","machine":"elsewhere","process":7}\n' });
    storage.gate(({ key, method }) => {
      if (method === 'GET' && key === claim) storage.remove(claim);
      return 'pass';
    });
    expect((await publishHere(releases.first)).exit).toBe(0);
    expect(complete()).toEqual(due(undefined));
  });

  test('a run that lost its claim to another stops before readers see anything of it', async () => {
    await reset('first');
    let other: Promise<Ran> | undefined;
    // While the first has sent half of its files, another takes over and is done before the first is answered.
    storage.gate(({ key, method }) => {
      if (method === 'PUT' && key === 'guidance/lamps/2025/edition.json' && !other)
        other = publishHere(releases.second, '--take-over');
      return 'pass';
    });
    const first = await publishHere(releases.second);
    const second = await other;
    expect([first.exit, second?.exit].toSorted()).toEqual([0, 3]);
    expect(`${first.error}${second?.error}`).toMatch(
      /Another run .* has taken over s3:\/\/site\/|is gone: somebody else/,
    );
    if (second?.exit !== 0) expect((await publishHere(releases.second)).exit).toBe(0);
    expect(complete().shown).toEqual(due('first').shown);
  });

  test.each([
    ['only asks whether it may stops nobody', '{"asking":true,"birth":"x","machine":"elsewhere","process":7}\n', 0],
    ['holds the bucket stops the first', '{"birth":"x","machine":"elsewhere","process":7}\n', 3],
  ])('a claim that comes up in the middle and %s', async (_, said, exit) => {
    await reset('first');
    let put: Promise<void> | undefined;
    storage.gate(({ key, method }) => {
      if (method === 'PUT' && key === 'guidance/lamps/2025/edition.json')
        put ??= storage.put({ '.published/claims/00.json': said });
      return 'pass';
    });
    const ran = await publishHere(releases.second);
    await put;
    expect(put).toBeDefined();
    expect(ran.exit).toBe(exit);
    if (exit === 0) expect(complete().shown).toEqual(due('first').shown);
    else {
      expect(ran.error).toContain(
        'press: Another run (process 7 on elsewhere) has taken over s3://site/; this one has stopped before readers saw anything of it.\n',
      );
      expect(storage.objects()['manifest.json']).toEqual(firstPublished['manifest.json']);
      expect(wrong('first')).toEqual([]);
    }
  });

  test('the claim of another machine holds until it is old, or is taken over', async () => {
    await reset('first');
    const claim = { '.published/claims/00.json': '{"birth":"x","machine":"elsewhere","process":7}\n' };
    await storage.put(claim);
    expect(await publishHere(releases.second)).toMatchObject({
      exit: 3,
      error: expect.stringContaining(
        'press: Another run (process 7 on elsewhere) is publishing to s3://site/. If nothing runs there, wait ten minutes or add --take-over.\n',
      ),
    });
    expect(shown(storage.objects())).toEqual(shown(releases.firstFiles));
    expect(Object.keys(storage.objects()).filter((key) => key.includes('/claims/'))).toEqual(Object.keys(claim));
    storage.age('.published/claims/00.json', 11 * 60);
    expect(await publishHere(releases.second)).toMatchObject({ exit: 0 });
    expect(complete()).toEqual(due('first'));
  });
});
