/**
 * Every work, and the pages around them: a checked corpus comes in, what is made of it goes out in one order, whoever made it. Some works
 * are begun ahead, so that threads have something to do; no more than that are held.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { kept, putAway, stepsOn } from '../cache/cache.ts';
import { sha256 } from '../ledger/ledger.ts';
import type { Work } from '../model/edition.ts';
import { type MadeFiles, madeFiles, type Rendered } from '../render/render.ts';
import { type Keeping, searchable, site } from '../site/site.ts';
import { type Journey, placesIn } from './journey.ts';
import type { WorkMade } from './kept-work.ts';
import { makeWork } from './work.ts';

export { type Crew, type CrewSize, sharing } from './crew.ts';
export type { Journey } from './journey.ts';
export { neighbourFindings } from './neighbours.ts';

/** A work, or pages that belong to none. */
export type Published = WorkMade | (Rendered & { readonly shown?: undefined });

/** Works that are known already, and wait for one before them that is being made. */
const MOST_WAITING = 2000;

/**
 * Values in the order of what they are made from; up to `most` are being made at a time, while those that are there at once wait for them.
 * `early` are begun before all others, and handed out before this thread goes on: `breathe` lets what was begun happen.
 */
async function* inOrder<One extends object, Made>(
  all: readonly One[],
  early: readonly One[],
  most: number,
  make: (one: One) => Made | Promise<Made>,
  breathe: () => Promise<void>,
): AsyncGenerator<readonly [One, Made]> {
  const begun: (readonly [One, Made | Promise<Made>])[] = [];
  const rest = all.values();
  let making = 0;
  function begin(one: One): Made | Promise<Made> {
    const made = make(one);
    if (made instanceof Promise) {
      making++;
      // A fault is told in its turn.
      made.catch(() => undefined);
    }
    return made;
  }
  const ahead = new Map(early.map((one) => [one, begin(one)]));
  await breathe();
  for (;;) {
    while (begun.length === 0 || (making < most && begun.length < MOST_WAITING)) {
      const { value: one } = rest.next();
      if (one === undefined) break;
      begun.push([one, ahead.get(one) ?? begin(one)]);
      ahead.delete(one);
    }
    const first = begun.shift();
    if (!first) return;
    const [one, made] = first;
    yield [one, await made];
    if (made instanceof Promise) making--;
  }
}

/** The files of the editions that are shown, with their digests: those that lists and the register lead to. */
function editionFiles({ renditions, shown }: WorkMade): MadeFiles {
  const identifiers = new Set<string | undefined>(shown.map(({ identifier }) => identifier));
  const own = renditions.filter(({ identifier }) => identifiers.has(identifier));
  const digests = new Map(own.map((one) => [one.path, one.stored ? one.stored.sha256 : sha256(one.bytes)]));
  return new Map(
    // Not as a copy with one member more: each would be an object of a shape of its own, which takes as much again.
    [...madeFiles(own)].map(([path, { bytes, pages }]) => [path, { bytes, pages, sha256: digests.get(path) }]),
  );
}

/** Keeps the pages around works for the next run. */
function keepingPages({ cache }: Journey): Keeping {
  const { objects, calls } = cache;
  const steps = stepsOn({ shelf: cache.shelf('site'), objects, calls }, true);
  return {
    files(naming, make) {
      if (!objects) return make();
      const from = naming();
      const known = steps.find(from, {})?.step.renditions;
      if (known) return known;
      const renditions = Array.from(make(), (page) => putAway(page, objects));
      return steps.keep(from, {}, { step: { renditions, findings: [] }, asked: [] }).renditions;
    },
    text(naming, make) {
      if (!objects) return make();
      // All of them together are held while they are asked for: packed they are a tenth.
      const packed = kept<Uint8Array>(cache.shelf('site'), naming(), () => deflateRawSync(make(), { level: 1 }));
      return inflateRawSync(packed).toString('utf8');
    },
  };
}

/** Up to `most` works that have a file which is new: no more are looked at than that takes. */
function* freshAmong(works: readonly Work[], fresh: Journey['fresh'], most: number): Generator<Work> {
  let left = fresh && fresh.size > 0 ? most : 0;
  for (const work of works) {
    if (left === 0) return;
    if (!work.editions.some(({ file }) => fresh?.has(file))) continue;
    left--;
    yield work;
  }
}

/** The works, and the pages around them, which can be made once all works are. */
function renderAll(journey: Journey) {
  const { checked, works, fresh, asAt, press, formats, crew, observer, breathe } = journey;
  const surroundings = placesIn(journey);
  const files = new Map<string, MadeFiles>();
  const digests = new Map<string, string>();
  const facts = new Map<string, string>();
  // A work that is being made has its editions at hand until then.
  const make = (work: Work) => makeWork({ ...work }, surroundings(work), journey);

  async function* rendered(): AsyncGenerator<Published> {
    const most = crew?.ahead ?? 1;
    const making = inOrder(works, [...freshAmong(works, fresh, most)], most, make, breathe);
    for await (const [{ identifier }, made] of making) {
      yield made;
      files.set(identifier, editionFiles(made));
      facts.set(identifier, made.facts);
      for (const one of made.shown) digests.set(one.identifier, one.digest);
      observer.step();
    }
    // They hold as much as all that follows takes, and have no part in it.
    await crew?.close();
    observer.begin('site');
  }
  function* around(): Generator<Published> {
    if (!formats.includes('html')) return;
    const index = { ...checked, works, files, digests, facts };
    for (const page of site(index, asAt, press.templates, keepingPages(journey)))
      yield { renditions: [page], findings: [] };
  }
  return { rendered: rendered(), around };
}

/** Everything that a build publishes. */
export function renderWorks(journey: Journey): AsyncIterable<Published> {
  const { rendered, around } = renderAll(journey);
  return searchable(rendered, around, journey);
}
