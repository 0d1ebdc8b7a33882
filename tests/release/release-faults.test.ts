/**
 * Laws 4 and 5 under a failing disk: an edition was added, and the k-th call that writes fails, for every k until a release succeeds. After each
 * failure readers see the old release or the new one, whole and signed; the ledger is sound and has lost nothing; the next run succeeds.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { readLedger } from '../../src/ledger/ledger.ts';
import { build } from '../../src/pipeline.ts';
import { witness } from '../../src/release/release.ts';
import { openKey } from '../../src/release/signing/signing.ts';
import { copyOf } from '../support/copied.ts';
import { faultyHost, recordingHost } from '../support/faulty-host.ts';
import { filesIn, folderOf } from '../support/folder.ts';
import { LAMPS_2019, SMALL, wrongWith } from '../support/released.ts';
import { pressHere } from '../support/press-here.ts';

/** Data alone is quick to make, and every other file is written in the same way. */
async function releaseWith(host: Host, folder: string) {
  const content = path.join(folder, 'content');
  return build(host, {
    content,
    out: path.join(folder, 'dist'),
    audience: 'public',
    formats: ['json'],
    seal: {
      key: await openKey(machine, path.join(folder, 'press.key')),
      content,
      witness: witness(host, content),
      parameters: {},
      version: '1',
    },
  });
}

let base = '';
beforeAll(async () => {
  base = folderOf(SMALL);
  await pressHere(['keys', 'new', '--out', 'press.key'], { in: base });
  expect((await releaseWith(machine, base)).published?.release).toBe(1);
  const file = path.join(base, 'content/guidance/lamps/2021.md');
  writeFileSync(
    file,
    LAMPS_2019.replaceAll('2019', '2021').replace('text: full', 'text: full\nchanges:\n  - note: Read anew.'),
  );
});

const entriesIn = (folder: string) => readLedger(machine, path.join(folder, 'content'));

/** The number of the release that readers see, which must be whole; and how many entries the ledger has, which must be sound. */
function stateOf(folder: string) {
  const site = path.join(folder, 'dist');
  expect(wrongWith(site, path.join(folder, 'press.pub'))).toEqual([]);
  const { ledger, findings } = entriesIn(folder);
  expect(findings).toEqual([]);
  const { release } = JSON.parse(new TextDecoder().decode(machine.read(path.join(site, 'manifest.json')))) as {
    release: number;
  };
  return { release, entries: ledger.entries.length };
}

/** `a/b/c.html` to the folders `a/b`, `a` and the topmost, which has no name. */
function foldersAbove(file: string): readonly string[] {
  const steps = file.split('/').slice(0, -1);
  return steps.map((_, index) => steps.slice(0, index + 1).join('/')).concat('');
}

const CODES = ['ENOSPC', 'EIO', 'EACCES'];
/** In a short run every other call fails with one of them in turn, in a long one each call with each. */
const LONG = process.env['PRESS_LONG'] === '1';
const TURNS = LONG ? CODES.map((code) => [code]) : [CODES];

describe.each(TURNS.map((codes) => [codes.join(', '), codes] as const))('%s', (_, codes) => {
  test.each([
    ['once', false],
    ['from then on, as after a kill', true],
  ])('at every call, %s', { timeout: 300_000 }, async (__, dead) => {
    const seen = new Set<string>();
    let failures = 0;
    for (let failing = dead ? 2 : 1; ; failing += LONG ? 1 : 2) {
      const folder = copyOf(base);
      let failed = false;
      try {
        await releaseWith(faultyHost(failing, codes[failing % codes.length] ?? 'EIO', dead), folder);
      } catch (cause) {
        if (!(cause instanceof HostFault)) throw cause;
        failed = true;
        failures++;
      }
      const { release, entries } = stateOf(folder);
      seen.add(`${release} ${entries}`);
      expect([1, 2], `call ${failing}`).toContain(release);
      // The ledger is never ahead of what readers see.
      expect(entries === 3 || (entries === 4 && release === 2), `call ${failing}: ${release}, ${entries}`).toBe(true);
      // The lock of a process that is alive cannot be told from one that is held: a killed process leaves a dead number.
      for (const lock of ['.press/dist.lock', 'content/.release.lock'])
        rmSync(path.join(folder, lock), { force: true });
      const again = await releaseWith(machine, folder);
      expect(again.published, `call ${failing}`).toMatchObject({ release: 2 });
      expect(stateOf(folder)).toEqual({ release: 2, entries: 4 });
      expect(entriesIn(folder).ledger.head).toMatchObject({ entries: 4, release: 2 });
      expect(readdirSync(path.join(folder, '.press')).filter((name) => /staging|pending|lock/.test(name))).toEqual([]);
      rmSync(folder, { recursive: true });
      if (!failed) break;
    }
    expect(failures).toBeGreaterThan(30);
    // Every state on the way was met: the old one, the new one without its ledger, and the new one with it.
    if (dead) expect([...seen].toSorted()).toEqual(['1 3', '2 3', '2 4']);
  });
});

test('what is on the disk when: each thing before the name that leads to it', async () => {
  const folder = copyOf(base);
  const calls: string[] = [];
  await releaseWith(recordingHost(calls), folder);
  const steps = calls
    .map((call) =>
      call
        .replaceAll(`${folder}/`, '')
        .replaceAll(folder, '.')
        .replace(/[0-9a-f]{16}/g, 'DIGEST')
        .replace(/\.\d+\.part/g, '.part'),
    )
    .filter((call) => !/^(?:create|makeFolder) \.press\/staging-dist\/(?!manifest)/.test(call));
  const STAGED = /^syncFolder \.press\/staging-dist(?:\/|$)/;
  // Every folder of the release is synced; of these calls the list below keeps the one for the topmost.
  const synced = steps.flatMap((call) => (STAGED.test(call) ? [call.replace(STAGED, '')] : []));
  const folders = new Set(Object.keys(filesIn(path.join(folder, 'dist'))).flatMap(foldersAbove));
  expect(synced.toSorted()).toEqual([...folders].toSorted());
  // `create` writes a file through to the disk (fsync) before it returns, and `syncFolder` the names in a folder: after a loss of
  // power a name that is there leads to a whole file. So the journal and all that is below the staging folder are durable before the
  // folder moves, the folder before the link is renamed, the link before the ledger speaks of what it shows, and the ledger
  // before the journal is forgotten.
  const told = steps.filter((call) => !STAGED.test(call) || call.endsWith('/staging-dist'));
  expect(`${told.join('\n')}\n`).toMatchInlineSnapshot(`
    "makeFolder .press/releases
    create .press/dist.lock
    create content/.release.lock
    remove .press/staging-dist
    makeFolder .press/staging-dist
    create .press/staging-dist/manifest.json
    create .press/staging-dist/manifest.json.minisig
    remove .press/sealed/dist/2
    create .press/sealed/dist/2/manifest.json
    create .press/sealed/dist/2/manifest.json.minisig
    create .press/sealed/dist/2/sbom.json
    create .press/sealed/dist/2/provenance.json
    syncFolder .press/sealed/dist/2
    syncFolder .press/sealed/dist
    syncFolder .press/sealed
    syncFolder .press
    create .press/pending-dist.json
    syncFolder .press
    syncFolder .press/staging-dist
    rename .press/staging-dist .press/releases/dist-2-DIGEST
    syncFolder .press/releases
    remove .press/link-dist
    makeLink .press/releases/dist-2-DIGEST .press/link-dist
    rename .press/link-dist dist
    syncFolder .
    makeFolder content/published
    remove content/published/guidance/lamps/.2021.json.part
    create content/published/guidance/lamps/.2021.json.part
    rename content/published/guidance/lamps/.2021.json.part content/published/guidance/lamps/2021.json
    remove content/published/guidance/lamps/.2021.json.part
    syncFolder content/published/guidance/lamps
    syncFolder content
    syncFolder content/published
    syncFolder content/published/guidance
    remove content/published/.ledger.json.part
    create content/published/.ledger.json.part
    rename content/published/.ledger.json.part content/published/ledger.json
    remove content/published/.ledger.json.part
    syncFolder content/published
    remove .press/pending-dist.json
    remove .press/staging-dist
    remove content/.release.lock
    remove .press/dist.lock
    "
  `);
});
