/**
 * What is made of a work step by step, renditions and findings: from the cache, if all that a step was made from is as it was, or
 * else put there when it is made. Renditions come with their bytes, or with what tells that these are stored already.
 */
import type { Finding } from '../model/finding.ts';
import type { Marking } from '../model/marking.ts';
import type { Rendition } from '../model/rendition.ts';
import { type Asked, type Calls, plain } from './calls.ts';
import { fromStore, type Objects, type Receipt } from './objects.ts';
import type { Shelf } from './shelves.ts';

export interface Step {
  readonly renditions: readonly Rendition[];
  readonly findings: readonly Finding[];
}

/** Where steps are kept. */
interface Places {
  readonly shelf: Shelf;
  readonly objects?: Objects | undefined;
  readonly calls?: Calls | undefined;
}

/** Many are read in every run: its members stand side by side, and its marking is one of those of the step. */
type KeptRendition = Omit<Rendition, 'bytes' | 'stored' | 'marking'> &
  Receipt & { readonly marking?: number | undefined };

type KeptStep<One> = Omit<One, 'renditions'> & {
  readonly renditions: readonly KeptRendition[];
  readonly markings: readonly Marking[];
};

interface Kept<One> {
  readonly asked: readonly Asked[];
  readonly answers: string;
  readonly step: KeptStep<One>;
}

/** The step with its renditions; `undefined` when one of these is there no more. */
function restoredStep<One extends Step>(
  { renditions, markings, ...step }: KeptStep<One>,
  objects: Objects,
): One | undefined {
  const found: Rendition[] = [];
  for (const one of renditions) {
    const { path, mediaType, pages, identifier, marking } = one;
    const stored = objects.find(one, path);
    if (!stored) return undefined;
    const about = { path, mediaType, pages, identifier, marking: marking === undefined ? marking : markings[marking] };
    found.push(fromStore(about, stored, objects));
  }
  return { ...step, renditions: found } as unknown as One; // what `store` took apart
}

/** Not by a copy of all members: bytes that are stored would be read. */
const aboutOf = ({ path, mediaType, pages, identifier, marking }: Rendition) => ({
  path,
  mediaType,
  pages,
  identifier,
  marking,
});

/** A rendition in the place where it is kept, if it can be. */
function stored(rendition: Rendition, objects: Objects): Rendition {
  if (rendition.stored) return rendition;
  const receipt = objects.store(rendition.bytes);
  return { ...rendition, stored: receipt && objects.find(receipt) };
}

/** The same without its bytes, which are read again when somebody wants to see them; as it is, where the disk refuses. */
export function putAway(rendition: Rendition, objects: Objects): Rendition {
  const { stored: place } = stored(rendition, objects);
  return place ? fromStore(aboutOf(rendition), place, objects) : rendition;
}

/** Puts renditions where they are kept; `undefined` for a step that cannot be kept whole. */
function store<One extends Step>(step: One, objects: Objects): readonly [step: One, kept: KeptStep<One> | undefined] {
  const renditions = step.renditions.map((one) => stored(one, objects));
  const markings = new Map<string, Marking>();
  function markingOf({ marking }: Rendition): number | undefined {
    if (!marking) return undefined;
    const text = JSON.stringify(marking);
    if (!markings.has(text)) markings.set(text, marking);
    return [...markings.keys()].indexOf(text);
  }
  const kept = renditions.flatMap((one): readonly KeptRendition[] => {
    if (!one.stored) return [];
    const { sha256, size, written, identity } = one.stored;
    // In this order: behind what is spread, further members would give each of these objects a shape of its own.
    return [{ sha256, size, written, identity, ...aboutOf(one), marking: markingOf(one) }];
  });
  const whole = kept.length === renditions.length;
  const row = { ...step, renditions: kept, markings: [...markings.values()] };
  return [{ ...step, renditions }, whole ? row : undefined];
}

/** A step, with what it asked of its surroundings. */
export interface Taken<One> {
  readonly step: One;
  readonly asked: readonly Asked[];
}

export interface Steps<Around extends object> {
  /** The step that was kept for `from` and the same surroundings. `from` names all that it is made from beside these. */
  readonly find: <One extends Step>(from: unknown, around: Around) => Taken<One> | undefined;
  /** Keeps a step, and gives back what to go on with. */
  readonly keep: <One extends Step>(from: unknown, around: Around, taken: Taken<One>) => One;
}

/**
 * The steps on one shelf. `tells`: whether their findings may be kept; those of files that withhold something may tell of it, and
 * a step that has such findings is made anew each time.
 */
export function stepsOn<Around extends object>({ shelf, objects, calls }: Places, tells: boolean): Steps<Around> {
  if (!objects || !calls) return { find: () => undefined, keep: (_, __, { step }) => step };
  function about(from: unknown, around: Around) {
    const named = Object.entries(plain(around)).map(([member, value]) => [member, calls?.name(value)]);
    return ['step', from, Object.fromEntries(named)];
  }
  return {
    find<One extends Step>(from: unknown, around: Around) {
      const known = shelf.get(about(from, around)) as Kept<One> | undefined; // set below, by the same program
      if (!known || calls.answersTo(around, known.asked) !== known.answers) return undefined;
      const step = restoredStep(known.step, objects);
      return step && { step, asked: known.asked };
    },
    keep(from, around, { step, asked }) {
      const [made, kept] = store(step, objects);
      if (kept && (tells || step.findings.length === 0)) {
        const value: Kept<typeof step> = { asked, answers: calls.answersTo(around, asked), step: kept };
        shelf.set(about(from, around), value);
      }
      return made;
    },
  };
}
