/**
 * The rules by which a language brings its words to their stems, "policies" and "policy" to one, for the program that makes an index and for
 * the page that asks it: one script of the package `@orama/stemmers`. A language that it does not know has its words as they are.
 */
import type { Host } from '../host.ts';

export interface Stems {
  readonly name: string;
  readonly stem: (word: string) => string;
  /** A module for browsers that exports `stemmer`. */
  readonly script: Uint8Array;
}

/** By the primary subtag of a language tag (BCP 47), what the package calls it. */
const NAMES: Readonly<Record<string, string>> = {
  ar: 'arabic',
  bg: 'bulgarian',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  uk: 'ukrainian',
};

export async function openStems(host: Host, language: string): Promise<Stems> {
  const name = NAMES[language.toLowerCase().split('-')[0] ?? ''];
  if (name === undefined) {
    const script = new TextEncoder().encode('export const stemmer = (word) => word;\n');
    return { name: 'none', stem: (word) => word, script };
  }
  const module = `@orama/stemmers/${name}`;
  // Each module of the package has this one function.
  const { stemmer } = (await import(module)) as { readonly stemmer: Stems['stem'] };
  return { name, stem: stemmer, script: host.dependency(module) };
}
