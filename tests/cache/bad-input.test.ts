/** What may be wrong with the disk that a cache stands on, and with a cache itself: the site is the same, and no run ends on it. */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cacheFolder, openCache } from '../../src/cache/cache.ts';
import { type Host, HostFault, machine } from '../../src/host.ts';
import { build } from '../../src/pipeline.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { guidance, PRESS } from '../support/inspected.ts';

const CONTENT: Files = {
  'content/press.yaml': `${PRESS}search: no\n`,
  'content/guidance/a/2019.md': guidance('## Aim {#aim}\n\nBe kind.\n'),
  'content/guidance/b/2019.md': guidance('## Aim {#aim}\n\nSee [there](../a/2019.md#aim).\n'),
};

async function built(root: string, host: Host = machine) {
  const out = path.join(root, 'dist');
  const cache = openCache(host, cacheFolder(out, 'public'), 'public');
  const content = path.join(root, 'content');
  await build(host, { content, out, audience: 'public', formats: ['html', 'json'] }, cache.watch());
  return { files: filesIn(out), unkept: cache.close() };
}

let sound: Awaited<ReturnType<typeof built>>;
beforeAll(async () => {
  sound = await built(folderOf(CONTENT));
  expect(sound.unkept).toBeUndefined();
});

/** A machine that refuses what is written into a cache, from the call of this number on. */
function refusing(code: string, words: string, from: number): Host {
  let calls = 0;
  const refuse = (file: string) => {
    if (file.includes('/cache/') && ++calls >= from)
      throw new HostFault(code, `Cannot write ${file}: ${words}.`, undefined);
  };
  return {
    ...machine,
    create: (file, bytes, secret) => (refuse(file), machine.create(file, bytes, secret)),
    createSoon: (file, bytes) => (refuse(file), machine.createSoon(file, bytes)),
    write: (file, bytes) => (refuse(file), machine.write(file, bytes)),
    makePrivateFolder: (folder) => (refuse(folder), machine.makePrivateFolder(folder)),
  };
}

describe('a cache', () => {
  test.each([
    ['ENOSPC', 'the disk is full', 1],
    ['ENOSPC', 'the disk is full', 6],
    ['EROFS', 'the file system is read-only', 1],
  ])('on a disk that says %s (%s) from call %i on is done without, saying so', async (code, words, from) => {
    const { files, unkept } = await built(folderOf(CONTENT), refusing(code, words, from));
    expect(files).toEqual(sound.files);
    expect(unkept).toMatch(/^The cache is not used: cannot write /);
    expect(unkept).toContain(words);
  });

  test('has the disk at its own pace, and readers see nothing before the disk has it', async () => {
    const root = folderOf(CONTENT);
    const [stored, order]: [string[], string[]] = [[], []];
    const slow: Host = {
      ...machine,
      async createSoon(file, bytes) {
        const written = machine.createSoon(file, bytes);
        stored.push(file);
        // Behind all work of the build that does not wait for it.
        await new Promise((resolve) => setTimeout(resolve, 100));
        await written;
        order.push('on the disk');
      },
      rename(from, to) {
        if (to.endsWith('/dist')) order.push('shown');
        machine.rename(from, to);
      },
    };
    expect(await built(root, slow)).toEqual(sound);
    expect(stored.length).toBeGreaterThan(4);
    expect(order).toEqual([...stored.map(() => 'on the disk'), 'shown']);
  });

  test('on a disk that loses what it took ends the run, and keeps nothing of that', async () => {
    const root = folderOf(CONTENT);
    const fault = new HostFault('EIO', 'The disk reported an error.', undefined);
    const [stored, lost]: [string[], string[]] = [[], []];
    const losing: Host = {
      ...machine,
      async createSoon(file, bytes) {
        await machine.createSoon(file, bytes);
        const own = file.replace(/\.[^/]*$/, '');
        stored.push(own);
        if (stored.length % 2 === 0) return;
        lost.push(own);
        throw fault;
      },
    };
    await expect(built(root, losing)).rejects.toBe(fault);
    expect(machine.kind(path.join(root, 'dist'))).toBeUndefined();
    expect(stored.filter((file) => machine.kind(file) === undefined)).toEqual(lost);
    expect(await built(root)).toEqual(sound);
  });

  test('that another version of the program wrote is none, and does not come in its way', async () => {
    const root = folderOf(CONTENT);
    const [first, ...rest] = machine.programFiles();
    const other: Host = {
      ...machine,
      programFiles: () => (first ? [{ ...first, name: 'other.js' }, ...rest] : rest),
    };
    expect(await built(root, other)).toEqual(sound);
    const read: string[] = [];
    const watched: Host = {
      ...machine,
      read(file, identity) {
        if (file.endsWith('.md')) read.push(path.basename(path.dirname(file)));
        return machine.read(file, identity);
      },
    };
    expect(await built(root, watched)).toEqual(sound);
    expect(read).toEqual(expect.arrayContaining(['a', 'b']));
    expect(await built(root, other)).toEqual(sound);
  });

  test('does not mix what a source says before and after a change in the middle of a build: the run ends, the site stays', async () => {
    const root = folderOf(CONTENT);
    const source = path.join(root, 'content/guidance/a/2019.md');
    const saying = (words: string) => String(CONTENT['content/guidance/a/2019.md']).replace('Be kind.', words);
    expect(await built(root)).toEqual(sound);
    machine.write(source, Buffer.from(saying('Be brief.')));
    const restless: Host = {
      ...machine,
      read(file, identity) {
        const bytes = machine.read(file, identity);
        // Whoever edits is quicker than the build: the file is another as soon as it has been read once.
        if (file.endsWith('a/2019.md')) machine.write(file, Buffer.from(saying('Be fair.')));
        return bytes;
      },
    };
    await expect(built(root, restless)).rejects.toThrow('it was replaced while it was being read');
    expect(filesIn(path.join(root, 'dist'))).toEqual(sound.files);
    const { files } = await built(root);
    expect(Buffer.from(files['guidance/a/2019/index.html'] ?? '').toString()).toContain('Be fair.');
  });
});
