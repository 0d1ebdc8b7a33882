/** `press publish s3://…` against a real S3-compatible server: what is sent, in which order, what readers are told of it, and what is refused. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { folderOf } from '../support/folder.ts';
import { pressHere } from '../support/press-here.ts';
import { shown } from '../support/reader-view.ts';
import { BUCKET, openStorage, type Storage } from '../support/storage.ts';
import { type TwoReleases, twoReleases } from '../support/two-releases.ts';

const PREFIX = 'papers/2019..2023/';
const TARGET = `s3://${BUCKET}/papers/2019..2023`;

let storage: Storage;
let releases: TwoReleases;
beforeAll(async () => {
  [storage, releases] = [await openStorage(), await twoReleases()];
  Object.assign(process.env, storage.environment);
});
afterAll(() => storage.close());
beforeEach(() => {
  storage.clear();
  storage.gate(() => 'pass');
});

const publish = (release: string, ...more: readonly string[]) =>
  pressHere(['publish', TARGET, '--release', release, '--key', 'press.pub', ...more], { in: releases.folder });

/** What stands below the prefix, by path from there. */
function standing(): Readonly<Record<string, Buffer>> {
  const own = Object.entries(storage.objects()).filter(([key]) => key.startsWith(PREFIX));
  return Object.fromEntries(own.map(([key, bytes]) => [key.slice(PREFIX.length), bytes]));
}

/** Each once: what a busy machine answers late is asked again. */
const pathsSent = (method: string) => [
  ...new Set(storage.seen().flatMap((one) => (one.method === method ? [one.key.slice(PREFIX.length)] : []))),
];

const isSite = (file: string) => !file.startsWith('.published/');

/** Runs with another environment. */
async function withEnvironment<Result>(changes: Record<string, string | undefined>, act: () => Promise<Result>) {
  const before = { ...process.env };
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  try {
    return await act();
  } finally {
    for (const name of Object.keys(changes)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

describe('a first publication', () => {
  test('every file arrives, and what is kept there besides is one record', async () => {
    const { exit, out, error } = await publish(releases.first);
    const count = Object.keys(releases.firstFiles).length;
    expect({ exit, error, out }).toEqual({
      exit: 0,
      error: '',
      out: expect.stringContaining(`Published release 1 to s3://site/${PREFIX}: ${count} files sent`),
    });
    expect(shown(standing())).toEqual(shown(releases.firstFiles));
    expect(Object.keys(standing()).filter((file) => !isSite(file))).toEqual(['.published/record.json']);
    // The home page behind all other files, manifest and signature behind the home page.
    const order = pathsSent('PUT').filter(isSite);
    expect(order.slice(-3)).toEqual(['index.html', 'manifest.json', 'manifest.json.minisig']);
    expect(order.indexOf('guidance/lamps/2019/lamps-2019.pdf')).toBeLessThan(order.indexOf('guidance/index.html'));
  });

  test('media types and cache headers, over HTTP', async () => {
    const SHORT = 'public, max-age=300, must-revalidate';
    const DUE: readonly (readonly [string, string, string])[] = [
      ['index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['manifest.json', 'application/json', 'no-cache'],
      ['manifest.json.minisig', 'text/plain; charset=utf-8', 'no-cache'],
      ['feed.atom', 'application/atom+xml', 'no-cache'],
      ['assets/style.css', 'text/css; charset=utf-8', 'no-cache'],
      ['guidance/lamps/2019..2023/index.html', 'text/html; charset=utf-8', 'no-cache'],
      ['guidance/lamps/2019/lamps-2019.pdf', 'application/pdf', SHORT],
      ['guidance/lamps/2019/edition.json', 'application/json', SHORT],
      ['guidance/lamps/2019..2023/comparison.json', 'application/json', SHORT],
      ['search/index/list.json', 'application/json', 'no-cache'],
      ['search/index/stem.js', 'text/javascript; charset=utf-8', 'no-cache'],
      ['search/index/ID/words-0.bin', 'application/octet-stream', 'public, max-age=31536000, immutable'],
      ['search/texts/guidance/lamps/2019.json', 'application/json', SHORT],
      ['.published/record.json', 'application/json', 'no-cache'],
    ];
    await publish(releases.first);
    await publish(releases.second); // what was put under another name first keeps what it is served with
    const told = [];
    for (const [beginning] of DUE) {
      const file =
        Object.keys(standing()).find((one) => one.replace(/\/[0-9a-f]{16}\//, '/ID/').startsWith(beginning)) ?? '';
      const { headers } = await fetch(`${storage.endpoint}/${BUCKET}/${PREFIX}${file}`);
      told.push([beginning, headers.get('content-type'), headers.get('cache-control')]);
    }
    expect(told).toEqual(DUE);
  });

  test('what is downloaded from the bucket is genuine; a bucket of nothing but the site as well', async () => {
    for (const target of [TARGET, `s3://${BUCKET}`]) {
      storage.clear();
      await pressHere(['publish', target, '--release', releases.first], { in: releases.folder });
      const prefix = target === TARGET ? PREFIX : '';
      const copy = folderOf(
        Object.fromEntries(Object.entries(storage.objects()).map(([key, bytes]) => [key.slice(prefix.length), bytes])),
      );
      const { exit, out } = await pressHere(['verify', copy, '--key', 'press.pub', '--any-release'], {
        in: releases.folder,
      });
      expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining('Genuine: release 1') });
      // The record is held against the manifest: it is no place to hide anything.
      writeFileSync(path.join(copy, '.published/record.json'), '<script>');
      expect(await pressHere(['verify', copy, '--key', 'press.pub'], { in: releases.folder })).toMatchObject({
        exit: 4,
        error: expect.stringContaining('.published/record.json: it is no record of what was published.'),
      });
    }
  });
});

describe('a second publication', () => {
  test('sends what changed, and removes what is gone when readers know the new release', async () => {
    await publish(releases.first);
    storage.gate(() => 'pass');
    const { exit, out } = await publish(releases.second, '--format', 'json');
    expect(exit).toBe(0);
    expect(shown(standing())).toEqual(shown(releases.secondFiles));
    const { firstFiles: old, secondFiles: now } = releases;
    const changed = Object.keys(now).filter((file) => !now[file]?.equals(old[file] ?? Buffer.alloc(0)));
    const gone = Object.keys(old).filter((file) => !(file in now));
    expect(gone).toContain('guidance/lights/index.html');
    expect(changed.length).toBeLessThan(Object.keys(now).length);
    expect(pathsSent('PUT').filter(isSite).toSorted()).toEqual(changed.toSorted());
    expect(pathsSent('DELETE').filter(isSite).toSorted()).toEqual(gone.toSorted());
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      target: `s3://site/${PREFIX}`,
      release: 2,
      sent: changed.length,
      unchanged: Object.keys(now).length - changed.length,
      removed: gone.length,
      bytes: changed.reduce((sum, file) => sum + (now[file]?.length ?? 0), 0),
    });
    // New addresses, then those that change, then manifest and signature, then removals.
    const writes = storage.seen().filter(({ method, key }) => method !== 'GET' && isSite(key.slice(PREFIX.length)));
    const at = (file: string) => writes.findIndex(({ key }) => key === `${PREFIX}${file}`);
    const [added, replaced] = [changed.filter((file) => !(file in old)), changed.filter((file) => file in old)];
    const pointers = ['manifest.json', 'manifest.json.minisig'];
    const stages = [added, replaced.filter((file) => !pointers.includes(file)), pointers, gone].map((files) =>
      files.map(at),
    );
    stages.slice(1).forEach((stage, index) => {
      expect(Math.max(...(stages[index] ?? []))).toBeLessThan(Math.min(...stage));
    });
  });

  test('again: nothing is sent', async () => {
    await publish(releases.second);
    storage.gate(() => 'pass');
    expect(await publish(releases.second)).toMatchObject({
      exit: 0,
      out: `s3://site/${PREFIX} shows release 2 already.\n`,
    });
    expect(
      [...pathsSent('PUT'), ...pathsSent('DELETE')].filter((file) => !file.startsWith('.published/claims/')),
    ).toEqual([]);
  });

  test('--dry-run says what would be done, and does nothing', async () => {
    await publish(releases.first);
    const before = storage.objects();
    storage.gate(() => 'pass');
    const { exit, out } = await publish(releases.second, '--dry-run');
    expect(exit).toBe(0);
    expect(out).toContain('add     guidance/lamps/2025/index.html\n');
    expect(out).toContain('change  index.html\n');
    expect(out).toContain('change  manifest.json\n');
    expect(out).toContain('remove  guidance/lights/index.html\n');
    expect(out).toContain('Nothing was done.');
    expect(storage.seen().map(({ method }) => method)).not.toContain('PUT');
    expect(shown(storage.objects())).toEqual(shown(before));
  });

  test('what was changed or lost in the bucket meanwhile is mended, also behind a list that tells nothing of it', async () => {
    await publish(releases.first);
    const [changed, lost] = ['guidance/lamps/2019/index.html', 'guidance/lamps/2023/index.html'];
    const bytes = releases.firstFiles[changed] ?? Buffer.alloc(0);
    await storage.put({ [`${PREFIX}${changed}`]: bytes.with(50, 65) });
    storage.remove(`${PREFIX}${lost}`);
    expect(await publish(releases.first)).toMatchObject({ exit: 0, out: expect.stringContaining('2 files sent') });
    expect(shown(standing())).toEqual(shown(releases.firstFiles));
    storage.falsify(`${PREFIX}${changed}`, bytes.with(50, 66));
    expect((await publish(releases.first)).out).toContain('shows release 1 already');
    expect((await publish(releases.first, '--thorough')).out).toContain('1 file sent');
    expect(shown(standing())).toEqual(shown(releases.firstFiles));
  });

  test('without its record, or with a damaged one', async () => {
    await publish(releases.first);
    await storage.put({ [`${PREFIX}.published/record.json`]: '{}' });
    expect(await publish(releases.second)).toMatchObject({
      exit: 2,
      error: expect.stringContaining('.published/record.json at s3://site/papers/2019..2023/ is damaged'),
    });
    storage.remove(`${PREFIX}.published/record.json`);
    expect((await publish(releases.second)).exit).toBe(0);
    expect(shown(standing())).toEqual(shown(releases.secondFiles));
  });
});

describe('what belongs to others', () => {
  const OTHERS = {
    'papers/2019.html': 'beside',
    'other/index.html': 'beside',
    [`${PREFIX}google1234.html`]: 'below',
    [`${PREFIX}guidance/lamps/old.html`]: 'below',
    [`${PREFIX}guidance/lights/note.txt`]: 'below',
  };
  const left = () =>
    Object.fromEntries(
      Object.entries(storage.objects()).flatMap(([key, bytes]) => (key in OTHERS ? [[key, String(bytes)]] : [])),
    );

  test('below the prefix and beside it stays as it is', async () => {
    await storage.put(OTHERS);
    expect((await publish(releases.first)).exit).toBe(0);
    expect((await publish(releases.second)).exit).toBe(0);
    expect(left()).toEqual(OTHERS);
    expect(`${PREFIX}guidance/lights/index.html` in storage.objects()).toBe(false);
  });

  test('is not written over, unless that is asked for', async () => {
    await storage.put({ [`${PREFIX}index.html`]: 'Coming soon', [`${PREFIX}robots.txt`]: 'mine' });
    expect(await publish(releases.first)).toEqual({
      exit: 2,
      out: '',
      asked: '',
      error: `press: "index.html" and 1 more at s3://site/${PREFIX} would be written over, and no release put it there. Move it away, or add --replace.\n`,
    });
    expect(Object.keys(storage.objects())).toHaveLength(2);
    expect((await publish(releases.first, '--replace')).exit).toBe(0);
    expect(shown(standing())).toEqual(shown(releases.firstFiles));
  });

  test('a site that was copied there by another tool is taken for what it is, by its manifest', async () => {
    await storage.put(
      Object.fromEntries(Object.entries(releases.firstFiles).map(([file, bytes]) => [`${PREFIX}${file}`, bytes])),
    );
    expect((await publish(releases.second)).exit).toBe(0);
    expect(shown(standing())).toEqual(shown(releases.secondFiles));
  });
});

describe('what is not published', () => {
  const nothingWas = () => expect(storage.objects()).toEqual({});

  test('a build, a site for others, and what is no site at all', async () => {
    const { folder } = releases;
    await pressHere(['build', '--out', 'built', '--only', 'json'], { in: folder });
    await pressHere(['build', '--out', 'inside', '--only', 'json', '--audience', 'internal'], { in: folder });
    expect(await publish('built')).toMatchObject({
      exit: 2,
      error: expect.stringContaining('is a build and no release'),
    });
    expect(await publish('inside')).toMatchObject({ exit: 2, error: expect.stringContaining('is not for the public') });
    await pressHere(['release', '--out', 'past', '--as-at', '2024-01-01'], { in: folder });
    expect(await publish('past')).toMatchObject({ exit: 2, error: expect.stringContaining('is a view of the past') });
    expect(await publish('content')).toMatchObject({ exit: 2, error: expect.stringContaining('is no release') });
    expect(await publish('nowhere')).toMatchObject({ exit: 2, error: expect.stringContaining('There is no release') });
    nothingWas();
  });

  test('a release that is not as it was sealed, or not signed with the key that is named', async () => {
    const copy = folderOf(releases.firstFiles);
    writeFileSync(path.join(copy, 'robots.txt'), 'other');
    expect(await publish(copy)).toMatchObject({
      exit: 4,
      error: 'Not genuine.\nrobots.txt: it was changed since it was published.\nNothing was published.\n',
    });
    await pressHere(['keys', 'new', '--out', 'other.key'], { in: copy });
    rmSync(path.join(copy, 'other.key'));
    mkdirSync(path.join(releases.folder, 'keys'), { recursive: true });
    writeFileSync(path.join(releases.folder, 'keys/other.pub'), readFileSync(path.join(copy, 'other.pub')));
    const other = ['publish', TARGET, '--release', releases.first, '--key', 'keys/other.pub'];
    expect(await pressHere(other, { in: releases.folder })).toMatchObject({ exit: 4 });
    nothingWas();
  });

  test('an older release than the bucket shows, unless that is said; then a newer one again', async () => {
    await publish(releases.second);
    expect(await publish(releases.first)).toMatchObject({
      exit: 2,
      error: expect.stringContaining('has release 2, and this is release 1. To publish the older one on purpose'),
    });
    expect(shown(standing())).toEqual(shown(releases.secondFiles));
    expect((await publish(releases.first, '--older')).exit).toBe(0);
    expect(shown(standing())).toEqual(shown(releases.firstFiles));
    expect((await publish(releases.second)).exit).toBe(0);
    expect(shown(standing())).toEqual(shown(releases.secondFiles));
  });

  test('another release of the same number, and the release of another site', async () => {
    const { folder } = releases;
    await publish(releases.first);
    const apart = folderOf();
    for (const [name, change] of [
      ['number', (yaml: string) => yaml.replace('title: T', 'title: U')],
      ['site', (yaml: string) => yaml.replace('e.example', 'f.example')],
    ] as const) {
      const content = path.join(apart, name);
      const files = ['press.yaml', 'guidance/buoys/2020.md'].map((file) => {
        const text = readFileSync(path.join(folder, 'content', file), 'utf8');
        return [file, file === 'press.yaml' ? change(text) : text];
      });
      const made = folderOf(Object.fromEntries(files));
      const sealed = ['release', '--content', made, '--out', content, '--key', path.join(folder, 'press.key')];
      expect((await pressHere(sealed, { in: apart })).exit).toBe(0);
    }
    expect(await publish(path.join(apart, 'number'))).toMatchObject({
      exit: 2,
      error: expect.stringContaining('has another release 1: the two were made apart from each other'),
    });
    expect(await publish(path.join(apart, 'site'))).toMatchObject({
      exit: 2,
      error: expect.stringContaining('shows the site https://e.example/, and this is https://f.example/'),
    });
    expect(shown(standing())).toEqual(shown(releases.firstFiles));
  });

  test('an unsigned release is told of, and takes the signature of the one before with it', async () => {
    await publish(releases.first);
    const copy = path.join(folderOf(), 'work');
    const { folder } = releases;
    await pressHere(['release', '--out', copy], { in: folder });
    const sealed = ['publish', TARGET, '--release', copy];
    expect(await pressHere(sealed, { in: folder })).toMatchObject({
      exit: 0,
      error: expect.stringContaining('The release is not signed'),
    });
    expect('manifest.json.minisig' in standing()).toBe(false);
  });
});

describe('wrong usage', () => {
  const SECRET = 'S3RVER-not-this';
  test.each<readonly [string, string, Record<string, string | undefined>, number, string]>([
    ['no keys', TARGET, { AWS_ACCESS_KEY_ID: undefined }, 2, 'into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'],
    ['no secret key', TARGET, { AWS_SECRET_ACCESS_KEY: '' }, 2, 'into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'],
    [
      'a key with a line end',
      TARGET,
      { AWS_SECRET_ACCESS_KEY: `${SECRET}\n` },
      2,
      'AWS_SECRET_ACCESS_KEY holds spaces',
    ],
    ['a wrong secret key', TARGET, { AWS_SECRET_ACCESS_KEY: SECRET }, 2, 'AWS_SECRET_ACCESS_KEY does not belong to'],
    ['an unknown key', TARGET, { AWS_ACCESS_KEY_ID: SECRET }, 2, 'the key in AWS_ACCESS_KEY_ID is not known there'],
    ['no such bucket', 's3://nowhere/x', {}, 2, 'Cannot publish to s3://nowhere/x/: there is no such bucket.'],
    ['no region', TARGET, { AWS_REGION: undefined, AWS_ENDPOINT_URL_S3: undefined }, 2, 'Say in AWS_REGION where'],
    ['a strange endpoint', TARGET, { AWS_ENDPOINT_URL_S3: `https://u:${SECRET}@x/` }, 2, 'The endpoint is no address'],
    ['a prefix that leads out', `s3://${BUCKET}/a/../b`, {}, 2, 'is no target'],
    ['a bucket that is none', 's3://A', {}, 2, 'is no target'],
    ['another scheme', 'ftp://x/y', {}, 2, 'name a folder, or a bucket as s3://BUCKET/PREFIX'],
    [
      'nobody there',
      TARGET,
      { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1025' },
      3,
      'it refuses connections, 6 times in a row',
    ],
  ])('%s', async (_, target, environment, exit, words) => {
    const words_ = ['publish', target, '--release', releases.first, '--key', 'press.pub'];
    const ran = await withEnvironment(environment, () => pressHere(words_, { in: releases.folder }));
    expect(ran).toMatchObject({ exit, error: expect.stringContaining(words) });
    expect(`${ran.out}${ran.error}`).not.toContain(SECRET);
    expect(storage.objects()).toEqual({});
  });

  test.each([
    [403, 'it was not permitted; the keys need to list, read, write and delete there'],
    [301, 'the bucket is in another region'],
    [400, 'the server answered GET with Fault, status 400'],
  ])('a server that answers with %i', async (status, words) => {
    storage.gate(({ method }) => (method === 'GET' ? status : 'pass'));
    expect((await publish(releases.first)).error).toContain(words);
  });
});
