/**
 * Editions are kept as bytes, and few of them as values: whoever asks for one is given what was read, however many were asked for since.
 */
import { describe, expect, test } from 'vitest';
import { machine } from '../../src/host.ts';
import type { Checked } from '../../src/model/edition.ts';
import { linkedName } from '../../src/model/told.ts';
import { hasPages, inspect } from '../../src/examine.ts';
import { type Entries, indexOf, openEntries } from '../../src/read/entries.ts';
import { type KnownEntry, packEntry } from '../../src/read/entry-row.ts';
import { openMemory } from '../../src/read/read.ts';
import { sitePages } from '../../src/site/site.ts';
import { TEMPLATES } from '../html/templates.ts';
import { date } from '../support/edition.ts';
import { folderOf } from '../support/folder.ts';
import { guidance, inspected } from '../support/inspected.ts';
import { sampleCorpus } from '../support/sample-corpus.ts';

describe('a corpus of which one edition is at hand at a time', () => {
  const folder = folderOf(sampleCorpus());
  const asAt = date('2025-06-01');
  const told = ({ checked, findings }: ReturnType<typeof inspect>) => {
    const { works, entries, publication } = checked as Checked; // the sample has no error
    const index = { publication, works: [...works.values()].filter(hasPages) };
    const pages = [...sitePages(index, asAt, TEMPLATES)].map(([path, make]) => [path, String(make().bytes)]);
    return {
      findings,
      pages,
      entries: [...entries],
      editions: [...works.values()].map(({ editions }) => [...editions]),
    };
  };

  test('says what one says that holds them all', () => {
    const all = told(inspect(machine, folder));
    const one = told(inspect(machine, folder, { memory: openMemory(undefined, 1) }));
    expect(one.findings).toEqual(all.findings);
    expect(one.pages).toEqual(all.pages);
    // As JSON: members that have no value are left out.
    expect(JSON.stringify([one.entries, one.editions])).toBe(JSON.stringify([all.entries, all.editions]));
  });
});

const entryOf = (edition: string): KnownEntry => {
  const { corpus } = inspected({ [`guidance/a/${edition}.md`]: guidance(`Text of ${edition}.\n`) });
  const entry = corpus?.entries.get(`guidance/a@${edition}`);
  if (!entry) throw new Error('the file holds no edition');
  return { digest: edition, sources: [], pictures: [], entry, findings: [] };
};

describe('entries that are packed', () => {
  const [older, newer] = [entryOf('2019'), entryOf('2023')];
  const kept = (entries: Entries, identifier: string, known: KnownEntry) => {
    const { digest, row } = packEntry(known);
    return entries.keep(identifier, digest, () => row);
  };

  test('are the same value as long as they are at hand, and an equal one after that', () => {
    const entries = openEntries(1);
    const first = kept(entries, 'a', older);
    const before = first.known();
    expect(first.known()).toBe(before);
    kept(entries, 'b', newer).known();
    expect(first.known()).not.toBe(before);
    expect(first.known().entry.identifier).toBe('guidance/a@2019');
  });

  test('outlast what the same edition became since: a corpus that somebody still looks at does not change', () => {
    const entries = openEntries(1);
    const held = kept(entries, 'a', older);
    kept(entries, 'a', newer);
    entries.keepOnly(new Set());
    expect(held.known().digest).toBe('2019');
    expect(entries.get('a')).toBeUndefined();
  });

  test('have one name in keys, as long as links find the same of them, and another once they find something else', () => {
    const entries = openEntries(1);
    const made = kept(entries, 'a', older);
    const name = linkedName(made.known().entry);
    expect(name).toMatch(/^.{43}$/);
    expect(linkedName(kept(entries, 'b', older).known().entry)).toBe(name);
    expect(linkedName(kept(entries, 'c', newer).known().entry)).not.toBe(name);
    // Nothing is told of where things stand in the file, nor of who answers for them.
    const { entry } = older;
    const control = [{ label: 'Author', value: 'Another clerk' }];
    const retold = { ...entry, places: undefined, standing: { ...entry.standing, control } };
    expect(linkedName(kept(entries, 'd', { ...older, entry: retold }).known().entry)).toBe(name);
    const titled = { ...made.known().entry, matter: { ...entry.matter, title: 'Another title' } };
    expect(linkedName(titled)).toContain('"title":"Another title"');
  });

  test('make an index that can be walked in every way a map can', () => {
    const entries = openEntries(1);
    const held = new Map([older, newer].map((one) => [one.entry.identifier, kept(entries, one.entry.identifier, one)]));
    const index = indexOf(held).entries;
    const names = ['guidance/a@2019', 'guidance/a@2023'];
    const walked: string[] = [];
    index.forEach(({ edition }, identifier) => walked.push(`${identifier} ${edition}`));
    expect(walked).toEqual(['guidance/a@2019 2019', 'guidance/a@2023 2023']);
    expect([index.size, [...index.keys()], [...index.values()].map(({ identifier }) => identifier)]).toEqual([
      2,
      names,
      names,
    ]);
    expect([...index].map(([identifier]) => identifier)).toEqual(names);
    expect([index.has('guidance/a@2019'), index.has('guidance/a@2020'), index.get('guidance/a@2020')]).toEqual([
      true,
      false,
      undefined,
    ]);
  });
});
