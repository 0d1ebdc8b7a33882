/**
 * What is made of a work step by step, renditions and findings, and what the steps tell in the end: from the cache whole, if all that
 * it was made from is as it was, or else made now and put there as it comes.
 */
import type { Finding } from '../model/finding.ts';
import type { Rendition } from '../model/rendition.ts';
import type { Call, Calls } from './calls.ts';
import type { Objects, Receipt } from './objects.ts';
import type { Shelf } from './shelves.ts';

export interface Step {
  readonly renditions: readonly Rendition[];
  readonly findings: readonly Finding[];
}

/** The parts of a cache that steps are kept in. */
interface Places {
  readonly shelf: (label: string) => Shelf;
  readonly objects?: Objects | undefined;
  readonly calls?: Calls | undefined;
}

type KeptRendition = Omit<Rendition, 'bytes' | 'stored'> & { readonly receipt: Receipt };

type KeptStep<One> = Omit<One, 'renditions'> & { readonly renditions: readonly KeptRendition[] };

interface KeptSteps<One, Told> {
  readonly calls: readonly Call[];
  readonly steps: readonly KeptStep<One>[];
  readonly told: Told;
}

/** A rendition whose bytes are read when somebody wants to see them. */
function restored({ receipt, ...about }: KeptRendition, { objects }: Places): Rendition | undefined {
  const stored = objects?.find(receipt);
  return (
    stored && {
      ...about,
      stored,
      get bytes() {
        return objects?.read(stored) ?? new Uint8Array();
      },
    }
  );
}

/** The steps with their renditions; `undefined` when one of these is there no more. */
function restoredAll<One extends Step>(steps: readonly KeptStep<One>[], places: Places): readonly One[] | undefined {
  const found = steps.map((step) => {
    const renditions = step.renditions.flatMap((one) => restored(one, places) ?? []);
    return { ...step, renditions } as unknown as One; // what `store` took apart
  });
  const whole = found.every(({ renditions }, index) => renditions.length === steps[index]?.renditions.length);
  return whole ? found : undefined;
}

/** Puts renditions where they are kept; `undefined` for a step that cannot be kept whole. */
function store<One extends Step>(
  step: One,
  { objects }: Places,
): readonly [step: One, kept: KeptStep<One> | undefined] {
  const pairs = step.renditions.map((rendition) => {
    const receipt = objects?.store(rendition.bytes);
    const { bytes: _, ...about } = rendition;
    return { rendition: { ...rendition, stored: receipt && objects?.find(receipt) }, about, receipt };
  });
  const kept = pairs.flatMap(({ about, receipt }) => (receipt ? [{ ...about, receipt }] : []));
  const whole = kept.length === pairs.length;
  return [
    { ...step, renditions: pairs.map(({ rendition }) => rendition) },
    whole ? { ...step, renditions: kept } : undefined,
  ];
}

/** What the steps of one work are made from. */
export interface Making<Around extends object> {
  /** The shelf that they are kept on. */
  readonly label: string;
  /** Everything that `make` goes by, beside `around`. */
  readonly from: unknown;
  /** Its functions are noted; `make` must know nothing else of what they tell of. */
  readonly around: Around;
  /** Whether findings may be kept: of files that withhold something they may tell of it. */
  readonly tells: boolean;
}

export async function* keptSteps<Around extends object, One extends Step, Told>(
  places: Places,
  { label, from, around, tells }: Making<Around>,
  make: (around: Around) => AsyncGenerator<One, Told>,
): AsyncGenerator<One, Told> {
  const { objects, calls } = places;
  if (!objects || !calls) return yield* make(around);
  const shelf = places.shelf(label);
  const what = ['steps', from, calls.plain(around)];
  const known = shelf.get(what) as KeptSteps<One, Told> | undefined; // set below, by the same program
  const before = known && calls.answers(around, known.calls) ? restoredAll(known.steps, places) : undefined;
  if (known && before) {
    yield* before;
    return known.told;
  }
  const asked = calls.noting(around);
  const steps: (KeptStep<One> | undefined)[] = [];
  const making = make(asked.value);
  for (;;) {
    const made = await making.next();
    if (made.done) {
      const kept = steps.flatMap((step) => (step && (tells || step.findings.length === 0) ? [step] : []));
      const told = made.value;
      if (kept.length === steps.length)
        shelf.set(what, { calls: asked.calls(), steps: kept, told } satisfies KeptSteps<One, Told>);
      return told;
    }
    const [step, kept] = store(made.value, places);
    steps.push(kept);
    yield step;
  }
}
