/** What a reading saw is compared with what is there, without any news of the system. */
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { observe } from '../../src/dev/observed.ts';
import { machine } from '../../src/host.ts';
import { inspect } from '../../src/examine.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';

const FILE = 'guidance/a/2019.md';

test.each([
  ['a file is saved', (root: string) => writeFileSync(path.join(root, FILE), guidance('Other words.\n')), true],
  ['a file is new', (root: string) => writeFileSync(path.join(root, 'guidance/a/2020.md'), ''), true],
  ['a file is gone', (root: string) => rmSync(path.join(root, FILE)), true],
  ['rights are others', (root: string) => chmodSync(path.join(root, FILE), 0o600), true],
  ['the folder is away', (root: string) => renameSync(root, `${root}-away`), true],
  ['a hidden folder has a new file', (root: string) => writeFileSync(path.join(root, '.git/index'), ''), false],
  ['nothing happened', () => undefined, false],
])('%s', (_, happen, moved) => {
  const root = folderOf({ 'press.yaml': PRESS, [FILE]: guidance('Words.\n'), '.git/HEAD': '' });
  const observed = observe(machine, [root]);
  observed.begin();
  inspect(observed.host, root);
  expect(observed.moved()).toBe(false);
  happen(root);
  expect(observed.moved()).toBe(moved);
  rmSync(`${root}-away`, { recursive: true, force: true });
});

test('a folder that was not there when it was looked for is noticed when it comes', () => {
  const root = `${folderOf()}-new`;
  const observed = observe(machine, [root]);
  observed.begin();
  expect(observed.moved()).toBe(false);
  renameSync(folderOf(), root);
  expect(observed.moved()).toBe(true);
  rmSync(root, { recursive: true });
});
