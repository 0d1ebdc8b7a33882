/**
 * Two releases of one content folder, to two places: both continue the same ledger, so one waits for the other. Where one was killed before the
 * ledger had all of it, the other does not go on from a ledger that lacks what readers see.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { readLedger } from '../../src/ledger/ledger.ts';
import { build } from '../../src/pipeline.ts';
import { witness } from '../../src/release/release.ts';
import { press } from '../support/command.ts';
import { folderOf } from '../support/folder.ts';
import { SMALL } from '../support/released.ts';

/** Data alone is quick to make. */
function releaseTo(host: Host, folder: string, out: string) {
  const content = path.join(folder, 'content');
  const seal = { content, witness: witness(host, content), parameters: {}, version: '1' };
  return build(host, { content, out: path.join(folder, out), audience: 'public', formats: ['json'], seal });
}

const ledgerOf = (folder: string) => readLedger(machine, path.join(folder, 'content'));

test('at once: one is made, the other is told to wait; the ledger is a sound chain', { timeout: 120_000 }, async () => {
  const folder = folderOf(SMALL);
  const runs = ['one', 'two'].map(
    (out) =>
      new Promise<{ exit: number | null; error: string }>((resolve) => {
        const child = spawn(process.execPath, [path.resolve('lib/cli/press.js'), 'release', '--out', `${out}/dist`], {
          cwd: folder,
        });
        let error = '';
        child.stderr.on('data', (bytes: Buffer) => (error += String(bytes)));
        child.on('exit', (exit) => resolve({ exit, error }));
      }),
  );
  const ended = await Promise.all(runs);
  const refused = ended.filter(({ exit }) => exit !== 0);
  // Where one had ended before the other began, both are made, one after the other.
  expect(refused.length).toBeLessThan(2);
  for (const { exit, error } of refused) {
    expect(exit).toBe(3);
    expect(error).toMatch(/Another run \(process \d+\) is making a release of the same content\./);
  }
  const { ledger, findings } = ledgerOf(folder);
  expect(findings).toEqual([]);
  expect(ledger.entries).toHaveLength(3);
  expect(existsSync(path.join(folder, 'content/.release.lock'))).toBe(false);
});

test('held by a run that lives: told of, and nothing is written', async () => {
  const folder = folderOf(SMALL);
  const { id, machine: name, birth } = machine.process;
  const text = `${id}\n${name}\n${birth(id) ?? ''}\n/elsewhere/dist\n`;
  writeFileSync(path.join(folder, 'content/.release.lock'), text);
  await expect(releaseTo(machine, folder, 'dist')).rejects.toThrow('is making a release of the same content');
  expect(readFileSync(path.join(folder, 'content/.release.lock'), 'utf8')).toBe(text);
  expect(existsSync(path.join(folder, 'dist'))).toBe(false);
  expect(existsSync(path.join(folder, '.press/dist.lock'))).toBe(false);
});

test(
  'killed once readers saw it: a release to elsewhere waits until that one is completed',
  { timeout: 120_000 },
  async () => {
    const folder = folderOf(SMALL);
    // Dies when it would write the first entry of the ledger.
    const dying: Host = {
      ...machine,
      create: (file, bytes, secret) => {
        if (file.includes('/content/published/')) throw new HostFault('EIO', 'The disk is gone.', undefined);
        machine.create(file, bytes, secret);
      },
      remove: (file) => void (file.endsWith('.lock') || machine.remove(file)),
    };
    await expect(releaseTo(dying, folder, 'one')).rejects.toThrow('The disk is gone.');
    const dead = readFileSync(path.join(folder, 'content/.release.lock'), 'utf8').replace(
      /^.*\n(.*)\n.*\n/,
      '999999999\n$1\nnever\n',
    );
    writeFileSync(path.join(folder, 'content/.release.lock'), dead);
    writeFileSync(path.join(folder, '.press/one.lock'), dead);
    expect(dead).toContain(`\n${path.join(folder, 'one')}\n`);
    // Twice: the first refusal does not make the second run forget.
    for (let count = 0; count < 2; count++) {
      const { exit, error } = press(['release', '--out', 'other/dist'], { in: folder });
      expect({ exit, error }).toEqual({
        exit: 3,
        error: expect.stringContaining(`Complete it first: press release --out ${path.join(folder, 'one')}`),
      });
    }
    expect(ledgerOf(folder).ledger.entries).toEqual([]);
    const completed = press(['release', '--out', 'one'], { in: folder });
    expect({ exit: completed.exit, error: completed.error }).toEqual({
      exit: 0,
      error: expect.stringContaining('the ledger was completed from it'),
    });
    expect(press(['release', '--out', 'other/dist'], { in: folder }).exit).toBe(0);
    expect(ledgerOf(folder).ledger.entries).toHaveLength(3);
    expect(ledgerOf(folder).findings).toEqual([]);
  },
);
