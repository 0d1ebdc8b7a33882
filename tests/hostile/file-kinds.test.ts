/** PA-3, PA-4, PA-7: links, loops of links, pipes and files that may not be read. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { HostFault, machine } from '../../src/host.ts';
import { inspect } from '../../src/examine.ts';
import { type Files, folderOf } from '../support/folder.ts';
import { guidance, PRESS, where } from '../support/inspected.ts';
import { withoutRights } from '../support/rights.ts';

const GUARD = 10_000;
const sound = (more: Files = {}) =>
  folderOf({ 'press.yaml': PRESS, 'guidance/a/2019.md': guidance('Text.\n'), ...more });
const found = (root: string) => inspect(machine, root).findings.map(where);

describe('what is no ordinary file is never followed', () => {
  test('PA-3 a link to a file', () => {
    const root = sound();
    symlinkSync('/etc/hostname', path.join(root, 'guidance/a/2020.md'));
    expect(found(root)).toEqual(['guidance/a/2020.md:1:1 file-link']);
  });

  test('PA-3 a link to a picture that a document shows', () => {
    const root = sound({ 'guidance/b/2019.md': guidance('![A map](map.png)\n') });
    symlinkSync('/etc/hostname', path.join(root, 'guidance/b/map.png'));
    expect(found(root)).toEqual(['guidance/b/2019.md:8:1 image-file', 'guidance/b/map.png:1:1 file-link']);
  });

  test('PA-3 press.yaml is a link', () => {
    const root = folderOf({ 'guidance/a/2019.md': guidance('Text.\n') });
    symlinkSync('/etc/hostname', path.join(root, 'press.yaml'));
    expect(found(root)).toEqual(['press.yaml:1:1 publication-missing']);
  });

  test(
    'PA-4 links that loop',
    () => {
      const root = sound();
      symlinkSync('.', path.join(root, 'guidance/loop'));
      symlinkSync('../..', path.join(root, 'guidance/a/up'));
      symlinkSync('/', path.join(root, 'guidance/root'));
      expect(found(root)).toEqual([
        'guidance/a/up:1:1 file-link',
        'guidance/loop:1:1 file-link',
        'guidance/root:1:1 file-link',
      ]);
    },
    GUARD,
  );

  test(
    'PA-7 a pipe that nobody writes to',
    () => {
      const root = sound();
      execFileSync('mkfifo', [path.join(root, 'guidance/a/2020.md')]);
      expect(found(root)).toEqual(['guidance/a/2020.md:1:1 file-kind']);
    },
    GUARD,
  );

  test('PA-7 a folder with the name of a document', () => {
    const root = sound();
    mkdirSync(path.join(root, 'guidance/a/2020.md'));
    expect(found(root)).toEqual(['guidance/a/2020.md:1:1 file-name']);
  });

  test.each(['guidance/a/2019.md', 'guidance/a'])(
    'PA-7 %s may not be read, which is a fault of the machine, in one sentence',
    async (place) => {
      const root = sound();
      await withoutRights(path.join(root, place), () => {
        expect(() => inspect(machine, root)).toThrow(HostFault);
        expect(() => inspect(machine, root)).toThrow(/^Cannot read \S+.*: permission was refused\.$/);
      });
    },
  );

  test('a file that was replaced after it was found is not read', () => {
    const root = sound();
    expect(() => machine.read(path.join(root, 'guidance/a/2019.md'), '0:0')).toThrow(/was replaced/);
  });
});
