/**
 * Law 1 for every route at once: two contents that differ only in what they withhold give the public the same bytes, files, names,
 * manifest, ledger and messages; and the leak scan finds nothing in them. What the cache of the public keeps is the same too, but for the
 * keyed digests that it is kept under. Documents are published together, twenty-five at a time.
 */
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import { cacheFolder, openCache } from '../../src/cache/cache.ts';
import { build } from '../../src/pipeline.ts';
import { witness } from '../../src/release/release.ts';
import { valuesIn } from '../support/cache.ts';
import { filesIn, folderOf, type Files } from '../support/folder.ts';
import { contentOf, secret, withholding } from '../support/withholding.ts';

const TOGETHER = 25;
const RUNS = process.env['PRESS_LONG'] ? 20 : 1;

/** What a release adds: the ledger, and a manifest that speaks of it. */
async function sealed(content: Files) {
  const folder = folderOf(content);
  const seal = { content: folder, witness: witness(machine, folder), parameters: {}, version: '1' };
  const out = path.join(folderOf(), 'release');
  const { findings } = await build(machine, { content: folder, out, audience: 'public', formats: ['json'], seal });
  expect(findings).toEqual([]);
  return Object.fromEntries(Object.entries(filesIn(out)).map(([file, bytes]) => [`release/${file}`, bytes]));
}

async function publicOutput(content: Files) {
  const folder = folderOf(content);
  const out = path.join(folder, 'out', 'dist');
  const request = { content: folder, out, audience: 'public', formats: ['html', 'pdf', 'json'] } as const;
  const place = cacheFolder(out, 'public');
  const cache = openCache(machine, place, 'public');
  const watch = cache.watch();
  const built = await build(machine, request, watch);
  const { published, ...told } = built;
  if (published) watch.standing(out);
  watch.remember('the build', { ...built, published: undefined });
  expect(cache.close()).toBeUndefined();
  const { files, bytes } = published ?? {};
  const kept = JSON.stringify(valuesIn(place)).replaceAll(folder, 'folder');
  const objects = Object.keys(filesIn(place)).filter((file) => file.startsWith('objects/'));
  return {
    told: { ...told, files, bytes },
    kept,
    objects,
    files: published ? { ...filesIn(out), ...(await sealed(content)) } : {},
  };
}

const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: TOGETHER, maxLength: TOGETHER });

test('the public output does not depend on what is withheld', { timeout: RUNS * 300_000 }, async () => {
  const property = fc.asyncProperty(many(withholding), many(secret), many(secret), async (documents, one, other) => {
    const first = await publicOutput(contentOf(documents, one));
    expect(first.told.findings).toEqual([]);
    const second = await publicOutput(contentOf(documents, other));
    expect(second.told).toEqual(first.told);
    expect(second.kept).toBe(first.kept);
    expect(second.objects).toEqual(first.objects);
    expect(Object.keys(second.files)).toEqual(Object.keys(first.files));
    const differing = Object.keys(first.files).filter(
      (file) => !first.files[file]?.equals(second.files[file] ?? Buffer.alloc(0)),
    );
    expect(differing).toEqual([]);
  });
  // A failure names its seed and the files that differ, which name the document; twenty-five at once do not shrink well.
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
});
