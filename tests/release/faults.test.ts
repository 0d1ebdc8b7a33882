/**
 * Law 4: the public sees all of a release or none of it. The k-th call to the file layer fails, for every k until a build
 * succeeds; after each failure the old site stands byte for byte, and the next build succeeds.
 */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { marking as markingOf } from '../support/schemes.ts';
import type { Rendition } from '../../src/model/rendition.ts';
import { openPlace, stage } from '../../src/release/release.ts';
import { ABOUT } from '../support/about.ts';
import { faultyHost } from '../support/faulty-host.ts';
import { filesIn, folderOf } from '../support/folder.ts';

const marking = markingOf('OFFICIAL');
const pages = (edition: string): readonly Rendition[] =>
  ['index.html', 'a/index.html', 'a/b/data.json'].map((file) => ({
    path: file,
    mediaType: 'text/plain',
    bytes: new TextEncoder().encode(`${edition} ${file}`),
    marking,
  }));

function release(host: Host, out: string, edition: string): void {
  const place = openPlace(host, out);
  try {
    const staging = stage(place, ABOUT);
    pages(edition).forEach(staging.add);
    staging.publish();
  } finally {
    place.close();
  }
}

const shown = (out: string) => Object.values(filesIn(out)).map(String).join('\n');

describe.each(['ENOSPC', 'EIO', 'EACCES'])('%s', (code) => {
  test.each([
    ['once', false],
    ['from then on, as after a kill', true],
  ])('at every call, %s', (_, dead) => {
    const out = path.join(folderOf(), 'dist');
    release(machine, out, 'old');
    const old = shown(out);
    let failures = 0;
    for (let failing = 1; ; failing++) {
      let failed = false;
      try {
        release(faultyHost(failing, code, dead), out, 'new');
      } catch (cause) {
        if (!(cause instanceof HostFault)) throw cause;
        failed = true;
        failures++;
      }
      const now = shown(out);
      const whole = now === old || !now.includes('old ');
      expect(whole, `call ${failing} leaves one whole site`).toBe(true);
      if (!failed) break;
      // The lock of a process that is alive cannot be told from one that is held: a killed process leaves a dead number.
      machine.remove(path.join(path.dirname(out), '.press', 'dist.lock'));
      release(machine, out, 'old');
      expect(shown(out)).toBe(old);
    }
    expect(failures).toBeGreaterThan(10);
  });
});

test('a rendition cannot stand outside the site, nor twice, nor in the place of the manifest', () => {
  const place = openPlace(machine, path.join(folderOf(), 'dist'));
  const staging = stage(place, ABOUT);
  const bytes = new Uint8Array();
  const add = (file: string) => staging.add({ path: file, mediaType: 'text/plain', bytes });
  for (const file of ['../x', '/x', 'a/../../x', 'a//b', '', 'manifest.json', 'a\\b'])
    expect(() => add(file), file).toThrow();
  add('a');
  expect(() => add('a')).toThrow('two renditions');
  place.close();
});
