/**
 * The findings of works as they were found before, as long as everything is as it was that was looked at to find them: the editions of
 * the work, and of the others those that a rule asked the corpus for. No rule has to say which these are, and of a work around which nothing
 * changed no entry is read. Rules that went through all of the corpus are asked again in every run.
 */
import type { Cache } from '../cache/cache.ts';
import type { Audience, Corpus, Work } from '../model/edition.ts';
import type { Finding } from '../model/finding.ts';
import { identityOfWork } from '../model/work-identity.ts';

interface Kept {
  /** Works by their names. */
  readonly asked: readonly string[];
  /** A digest, with the key of the cache, of what the work itself was and they were. */
  readonly stood: string;
  readonly findings: readonly Finding[];
}

/** A map that tells which of its members were asked for; `all` when somebody goes through it. */
class WatchedMap<Value> implements ReadonlyMap<string, Value> {
  private readonly map: ReadonlyMap<string, Value>;
  private readonly note: (name: string) => void;
  private readonly all: () => void;

  constructor(map: ReadonlyMap<string, Value>, note: (name: string) => void, all: () => void) {
    this.map = map;
    this.note = note;
    this.all = all;
  }

  get(name: string): Value | undefined {
    this.note(name);
    return this.map.get(name);
  }

  has(name: string): boolean {
    this.note(name);
    return this.map.has(name);
  }

  private whole(): ReadonlyMap<string, Value> {
    this.all();
    return this.map;
  }

  get size(): number {
    return this.whole().size;
  }

  keys(): MapIterator<string> {
    return this.whole().keys();
  }

  values(): MapIterator<Value> {
    return this.whole().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.whole().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.whole().entries();
  }

  forEach(act: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    this.whole().forEach(act);
  }
}

/** The same corpus, with the names of the works about which it is asked; `undefined` when it was asked about all of them. */
function watching(corpus: Corpus): { readonly watched: Corpus; readonly asked: () => readonly string[] | undefined } {
  const names = new Set<string>();
  let all = false;
  const note = (identifier: string) => void names.add(identifier.replace(/@.*/su, ''));
  const noteAll = () => void (all = true);
  const noting =
    <Answer>(ask: (identifier: string) => Answer) =>
    (identifier: string) => {
      note(identifier);
      return ask(identifier);
    };
  const watched: Corpus = {
    ...corpus,
    works: new WatchedMap(corpus.works, note, noteAll),
    entries: new WatchedMap(corpus.entries, note, noteAll),
    load: noting(corpus.load),
    identityOf: noting(corpus.identityOf),
    sizeOf: noting(corpus.sizeOf),
  };
  return { watched, asked: () => (all ? undefined : [...names]) };
}

/** For each work its findings: those that are kept, or what `find` gives in a corpus like this one. */
export function keptFindings(corpus: Corpus, audience: Audience, { audience: reader, index, calls }: Cache) {
  const { publication, levels, works } = corpus;
  const around = { isAs: (name: string) => identityOfWork(corpus, name) };
  const stands = (names: readonly string[]) =>
    calls?.answersTo(
      around,
      names.map((name) => ['isAs', [name]]),
    ) ?? '';
  const withholds = (name: string) => works.get(name)?.editions.some((entry) => entry.withholds) === true;
  // The schemes are a part of what every edition is.
  const common = calls && [audience, calls.name(publication), calls.name(levels)];

  return ({ identifier }: Work, find: (corpus: Corpus) => readonly Finding[]): readonly Finding[] => {
    if (!common) return find(corpus);
    const shelf = index('findings', identifier);
    const what = ['findings', identifier, ...common];
    const known = shelf.get(what) as Kept | undefined; // set below, by the same program
    if (known && stands([identifier, ...known.asked]) === known.stood) return known.findings;
    const { watched, asked } = watching(corpus);
    const findings = find(watched);
    const others = asked();
    if (!others) return findings;
    const names = [identifier, ...others];
    // A finding on what is withheld, or around it, is for those who may know of it.
    const tells = reader === 'internal' || findings.length === 0 || !names.some(withholds);
    if (tells) shelf.set(what, { asked: others, stood: stands(names), findings } satisfies Kept);
    return findings;
  };
}
