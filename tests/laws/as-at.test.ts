/**
 * The law of views of the past: what came later changes no byte of them. A folder with all that was ever written gives, as at a day, what the
 * folder gave in which nothing later had been written yet; so nothing later is in it, and the editions in it only become more with the day.
 */
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCache } from '../../src/cache/cache.ts';
import { machine } from '../../src/host.ts';
import type { PartialDate } from '../../src/model/date.ts';
import type { FormatName } from '../../src/model/rendition.ts';
import { build } from '../../src/pipeline.ts';
import { contentBefore, contentOf, datedCorpus, DAYS, type DatedEdition, isThere } from '../support/dated-corpus.ts';
import { type Files, filesIn, folderOf } from '../support/folder.ts';
import { where } from '../support/inspected.ts';

const LONG = process.env['PRESS_LONG'] === '1';
const RUNS = LONG ? 300 : 8;

async function viewOf(files: Files, day: string | undefined, formats: readonly FormatName[], kept?: string) {
  const content = folderOf(files);
  const out = path.join(folderOf(), 'dist');
  const asAt = day as PartialDate | undefined; // one of the days of the corpus
  const cache = kept === undefined ? undefined : openCache(machine, kept, 'public');
  const built = await build(machine, { content, out, audience: 'public', formats, asAt }, cache?.watch());
  expect(cache?.close()).toBeUndefined();
  const errors = built.findings
    .filter(({ severity }) => severity === 'error')
    .map((one) => `${where(one)} ${one.message}`);
  expect(errors).toEqual([]);
  return filesIn(out);
}

const digests = (files: Readonly<Record<string, Buffer>>) =>
  Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, bytes.toString('latin1')]));

/** Identifiers of the editions that a manifest names. */
const editionsIn = (files: Readonly<Record<string, Buffer>>): readonly string[] =>
  (JSON.parse(String(files['manifest.json'])) as { editions: { identifier: string }[] }).editions.map(
    ({ identifier }) => identifier,
  );

const identifierOf = ({ file }: DatedEdition) => file.replace(/\.md$/, '').replace(/\/([^/]*)$/, '@$1');

test('what came later changes no byte of a view of the past', { timeout: RUNS * 30_000 }, async () => {
  const kept = folderOf();
  const law = fc.asyncProperty(datedCorpus, fc.constantFrom(...DAYS), fc.nat(9), async (editions, day, draw) => {
    // A PDF takes a while: it is looked at now and then.
    const formats: readonly FormatName[] = draw === 0 ? ['html', 'pdf', 'json'] : ['html', 'json'];
    // The cache of all runs, which knows the site itself and other days, must not tell what a view is not to know.
    const all = contentOf(editions);
    const site = await viewOf(all, undefined, ['html', 'json'], kept);
    const view = await viewOf(all, day, formats, kept);
    expect(digests(view)).toEqual(digests(await viewOf(contentBefore(editions, day), day, formats)));

    const there = editions.filter((one) => isThere(one, day));
    const named = there.filter(({ family }) => family !== 'boilerplate').map(identifierOf);
    expect([...editionsIn(view)].sort()).toEqual([...named].sort());
    expect(editionsIn(site)).toEqual(expect.arrayContaining([...named]));
    const later = editions.filter((one) => !there.includes(one)).map(({ canary }) => canary);
    const words = Object.entries(view).map(([file, bytes]) => `${file} ${String(bytes)}`);
    expect(later.filter((canary) => words.some((all_) => all_.includes(canary)))).toEqual([]);
  });
  await fc.assert(law, { numRuns: RUNS, endOnFailure: !LONG });
});
