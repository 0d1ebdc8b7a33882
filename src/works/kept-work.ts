/**
 * What is kept of a work in the cache, by what it is made from: its parts on a shelf of its own, and in the index of all works the whole of
 * it as it is published. The whole is known by the identities of the editions that it was made from and by what links find of those that
 * it leads to, so that a run in which nothing of that changed looks at nothing else; when something did, its parts are known by what is
 * shown of it.
 */
import { type Asked, stepsOn, type Taken } from '../cache/cache.ts';
import { sha256 } from '../ledger/ledger.ts';
import type { EditionEntry, Work } from '../model/edition.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { identityOfWork, linkedNameOfWork } from '../model/work-identity.ts';
import type { ShownEdition } from '../release/release.ts';
import type { Rendered } from '../render/render.ts';
import type { Journey } from './journey.ts';
import { keptBetween } from './neighbours.ts';
import { type ComparisonPart, comparisonSurroundings, type EditionPart, type Pair } from './parts.ts';

/** All that is published of a work: its editions and comparisons, and what the site tells of it. */
export interface WorkMade extends Rendered {
  /** The editions that are shown, oldest first. */
  readonly shown: readonly ShownEdition[];
  /** A digest of its facts. */
  readonly facts: string;
}

/** What answers no more than links find of a work. */
const LINKS: ReadonlySet<string> = new Set<keyof Surroundings>(['resolve', 'told']);

/**
 * The same questions asked of works as a whole, which are few; `undefined` where one cannot tell. All that surroundings answer is about the
 * work of a target.
 */
function askedOfWorks(asked: readonly Asked[]): readonly Asked[] | undefined {
  const works = { linkedAs: new Set<string>(), isAs: new Set<string>() };
  for (const [name, [target]] of asked) {
    if (typeof target !== 'object' || target === null || !('work' in target)) return undefined;
    if (typeof target.work !== 'string') return undefined;
    works[LINKS.has(name) ? 'linkedAs' : 'isAs'].add(target.work);
  }
  return Object.entries(works).flatMap(([name, names]) => [...names].map((work): Asked => [name, [work]]));
}

/** Editions are kept without what only their entry in the ledger says: it is needed once, and is as long as the text. */
const withoutParts = ({ parts: _, ...shown }: ShownEdition): ShownEdition => shown;

/** What is kept of a work, by what it is made from: its parts, and all of it for runs in which nothing of it changed. */
export function keptWork(work: Work, around: Surroundings, { checked, cache, ledger, audience, formats }: Journey) {
  const tells = audience === 'internal' || !work.editions.some(({ withholds }) => withholds);
  const { objects, calls } = cache;
  const own = { shelf: cache.shelf(work.identifier), objects, calls };
  const parts = stepsOn<Surroundings>(own, tells);
  const pages = stepsOn(own, tells);
  const between = keptBetween(work, checked, ledger, cache);
  const works = stepsOn({ shelf: cache.index('works', work.identifier), objects, calls }, tells);
  const { levels } = checked;
  const compared = () => comparisonSurroundings(around);
  const identity = ({ identifier }: EditionEntry) => checked.identityOf(identifier);
  const common = { levels, audience, formats };
  const ofPair = (pair: Pair) => ['comparison', pair.map(identity), common];
  const recorded = (entry: EditionEntry) => ledger.of.get(entry.identifier)?.map(({ sha256 }) => sha256);
  const ofEdition = (entry: EditionEntry) => ['edition', identity(entry), recorded(entry), common];
  const isAs = (name: string) => identityOfWork(checked, name);
  const linkedAs = (name: string) => linkedNameOfWork(checked, name);
  // Its card is told by the editions and the date.
  const { publication, asAt } = around;
  // There may be many, and one piece of code makes them: their members always stand in one order.
  const cited = around.cited && sha256(JSON.stringify(around.cited));
  const standing = { publication, asAt, cited, isAs, linkedAs };
  const whole = ['work', work.editions.map((entry) => [identity(entry), recorded(entry)]), common];
  return {
    comparison: (pair: Pair) => parts.find<ComparisonPart>(ofPair(pair), compared()),
    edition: (entry: EditionEntry) => parts.find<EditionPart>(ofEdition(entry), around),
    keepComparison(pair: Pair, taken: Taken<ComparisonPart>) {
      const { changes } = taken.step;
      if (changes) between.changes(pair, () => changes);
      return parts.keep(ofPair(pair), compared(), taken);
    },
    keepEdition(entry: EditionEntry, taken: Taken<EditionPart>) {
      const { step, asked } = taken;
      const { sincePublished } = step;
      if (sincePublished) between.published(entry, () => sincePublished);
      const kept = parts.keep(ofEdition(entry), around, { step: { ...step, shown: withoutParts(step.shown) }, asked });
      return { ...kept, shown: step.shown };
    },
    /** What the site tells of the work itself: the same as before, where another changed that it leads to. */
    told(from: unknown, make: () => Rendered['renditions']): Rendered['renditions'] {
      const [what, around] = [['told', whole, from], { publication, asAt }];
      const known = pages.find<Rendered>(what, around);
      return (known?.step ?? pages.keep(what, around, { step: { renditions: make(), findings: [] }, asked: [] }))
        .renditions;
    },
    work() {
      between.mention();
      return works.find<WorkMade>(whole, standing)?.step;
    },
    keepWork({ step, asked }: Taken<WorkMade>): WorkMade {
      const about = askedOfWorks(asked);
      if (!about) return step;
      const kept = { step: { ...step, shown: step.shown.map(withoutParts) }, asked: about };
      return { ...works.keep(whole, standing, kept), shown: step.shown };
    },
  };
}

export type KeptWork = ReturnType<typeof keptWork>;
