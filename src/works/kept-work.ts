/**
 * What is kept of a work in the cache, by what it is made from: its parts on a shelf of its own, and in the index of all works the whole of
 * it as it is published. The whole is known by the identities of what it was made from, so that a run in which nothing of it changed
 * looks at nothing else; when it is not the same, its parts are, as long as what they show is.
 */
import { stepsOn, type Taken } from '../cache/cache.ts';
import type { Checked, EditionEntry, Work } from '../model/edition.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { ShownEdition } from '../release/release.ts';
import type { Rendered } from '../render/render.ts';
import type { Journey } from './journey.ts';
import { type ComparisonPart, comparisonSurroundings, type EditionPart, type Pair } from './parts.ts';

/** All that is published of a work: its editions and comparisons, and what the site tells of it. */
export interface WorkMade extends Rendered {
  /** The editions that are shown, oldest first. */
  readonly shown: readonly ShownEdition[];
}

/** What stands around a work, and what of it is found by identities: an entry of the index by that of its edition. */
function identityIn({ entries, identityOf }: Checked): (answer: unknown) => string | undefined {
  return (answer) => {
    if (typeof answer !== 'object' || answer === null || !('identifier' in answer)) return undefined;
    const { identifier } = answer;
    if (typeof identifier !== 'string' || entries.get(identifier) !== answer) return undefined;
    return identityOf(identifier);
  };
}

/** Editions are kept without what only their entry in the ledger says: it is needed once, and is as long as the text. */
const withoutParts = ({ parts: _, ...shown }: ShownEdition): ShownEdition => shown;

/** What is kept of a work, by what it is made from: its parts, and all of it for runs in which nothing of it changed. */
export function keptWork(work: Work, around: Surroundings, { checked, cache, ledger, audience, formats }: Journey) {
  const tells = audience === 'internal' || !work.editions.some(({ withholds }) => withholds);
  const { objects, calls } = cache;
  const parts = stepsOn<Surroundings>({ shelf: cache.shelf(work.identifier), objects, calls }, tells);
  const identified = calls?.identified(identityIn(checked));
  const works = stepsOn<Surroundings>(
    { shelf: cache.index('works', work.identifier), objects, calls: identified },
    tells,
  );
  const { levels } = checked;
  const compared = comparisonSurroundings(around);
  const identity = ({ identifier }: EditionEntry) => checked.identityOf(identifier);
  const common = { levels, audience, formats };
  const ofPair = (pair: Pair) => ['comparison', pair.map(identity), common];
  const recorded = (entry: EditionEntry) => ledger.of.get(entry.identifier)?.map(({ sha256 }) => sha256);
  const ofEdition = (entry: EditionEntry) => ['edition', identity(entry), recorded(entry), common];
  const whole = ['work', work.editions.map((entry) => [identity(entry), recorded(entry)]), common];
  return {
    comparison: (pair: Pair) => parts.find<ComparisonPart>(ofPair(pair), compared),
    edition: (entry: EditionEntry) => parts.find<EditionPart>(ofEdition(entry), around),
    keepComparison: (pair: Pair, taken: Taken<ComparisonPart>) => parts.keep(ofPair(pair), compared, taken),
    keepEdition(entry: EditionEntry, taken: Taken<EditionPart>) {
      const { step, asked } = taken;
      const kept = parts.keep(ofEdition(entry), around, { step: { ...step, shown: withoutParts(step.shown) }, asked });
      return { ...kept, shown: step.shown };
    },
    work: () => works.find<WorkMade>(whole, around)?.step,
    keepWork({ step, asked }: Taken<WorkMade>) {
      const shown = step.shown.map(withoutParts);
      return { ...works.keep(whole, around, { step: { ...step, shown }, asked }), shown: step.shown };
    },
  };
}

export type KeptWork = ReturnType<typeof keptWork>;
